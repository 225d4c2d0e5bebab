"""Which pages of items are read again, and when: a table in the file of what the fetcher remembers.

A page is read again some hours after its article came, whatever happened in between: the times survive a restart.
"""

from __future__ import annotations

import datetime
from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING

from seedread.index.feeds.outcome import conditional

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

__all__ = ["SCHEMA", "PageWatch", "PageWatches", "new_watch"]

SCHEMA = """
CREATE TABLE IF NOT EXISTS watch (article TEXT PRIMARY KEY, feed TEXT, since REAL, due REAL, etag TEXT, modified TEXT,
                                  problem TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS watch_due ON watch (feed, due);
"""
_TIMES = tuple(hours * 3600.0 for hours in (1, 6, 24, 48))
"""Seconds from the first fetch of an item to each reading of its page."""
_LATEST = 72 * 3600.0
"""Seconds from the first fetch after which a page is not read again, though a reading was missed."""


@dataclass(frozen=True, slots=True)
class PageWatch:
    """A page that is to be read again; times are seconds since 1970."""

    article: str
    feed: str
    """The feed whose text the article has."""
    since: float
    """When its item was fetched first."""
    due: float
    etag: str = ""
    modified: str = ""
    """The validators of the last answer."""
    problem: str = ""
    """Why the page could not be read the last time; empty if it could."""

    @property
    def headers(self) -> dict[str, str]:
        """The headers that ask for the page only if it changed."""
        return conditional(self.etag, self.modified)

    def after(self, now: float) -> PageWatch | None:
        """Return the watch with its next time after `now`; None if the last one is over."""
        times = (self.since + seconds for seconds in _TIMES)
        due = next((time for time in times if time > now), None)
        return replace(self, due=due) if due else None

    def failed(self, now: float, problem: str) -> PageWatch:
        """Return the watch after a reading that failed; after the last time it is kept only to tell the problem."""
        return replace(self.after(now) or replace(self, due=self.since + _LATEST), problem=problem)


def new_watch(article: str, feed: str, added: str, validators: tuple[str, str] = ("", "")) -> PageWatch | None:
    """Return the watch of the page of an article that was `added` at a time in ISO; None if that is no time."""
    try:
        since = datetime.datetime.fromisoformat(added).timestamp()
    except ValueError:
        return None
    return PageWatch(article, feed, since, since + _TIMES[0], *validators)


class PageWatches:
    """The table."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, watches: Iterable[PageWatch]) -> None:
        """Watch pages that are not watched yet."""
        self._connection.executemany("INSERT OR IGNORE INTO watch VALUES (?, ?, ?, ?, ?, ?, ?)", map(astuple, watches))

    def due(self, feed_id: str, now: float, most: int) -> list[PageWatch]:
        """Return the pages of a feed whose time has come, the longest overdue first."""
        rows = self._connection.execute(
            "SELECT article, feed, since, due, etag, modified, problem FROM watch "
            "WHERE feed = ? AND due <= ? AND since > ? ORDER BY due LIMIT ?",
            (feed_id, now, now - _LATEST, most),
        )
        return [PageWatch(*row) for row in rows]

    def problems(self, feed_id: str, now: float) -> list[str]:
        """Return why pages of a feed could not be read the last time, one for each; those of the latest item last."""
        rows = self._connection.execute(
            "SELECT problem FROM watch WHERE feed = ? AND problem != '' AND since > ? ORDER BY since, article",
            (feed_id, now - _LATEST),
        )
        return [row[0] for row in rows]

    def change(self, watch: PageWatch) -> None:
        """Remember the next time, the validators and the problem of a page."""
        self._connection.execute(
            "UPDATE watch SET due = ?, etag = ?, modified = ?, problem = ? WHERE article = ?",
            (watch.due, watch.etag, watch.modified, watch.problem, watch.article),
        )

    def end(self, article: str) -> None:
        """Watch a page no longer."""
        self._connection.execute("DELETE FROM watch WHERE article = ?", (article,))

    def forget_old(self, now: float) -> None:
        """Remove the pages whose time is over."""
        self._connection.execute("DELETE FROM watch WHERE since <= ?", (now - _LATEST,))
