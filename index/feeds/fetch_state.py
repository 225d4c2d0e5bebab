"""What the fetcher remembers: the state of each feed, and which article has which id, in one SQLite file.

The file may be deleted: which articles there are is learnt again from the archive. So it is after a kill between the
two, because the archive is written first.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from seedread.index.errors import SeedreadError
from seedread.index.feeds.archive import Archive, LineMissingError
from seedread.index.feeds.feed_state import FeedState
from seedread.index.feeds.item_values import words_digest
from seedread.index.feeds.page_watches import SCHEMA, PageWatches, new_watch
from seedread.index.files.atomic_write import make_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path
    from typing import Self

    from seedread.index.feeds.feed import Feed
    from seedread.index.feeds.page_watches import PageWatch

__all__ = ["FetchState", "FetchStateError", "KnownArticle", "relearning"]

_Result = TypeVar("_Result")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feed (id TEXT PRIMARY KEY, state TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS host (name TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS file (name TEXT PRIMARY KEY, size INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS article (id TEXT PRIMARY KEY, file TEXT, offset INTEGER, length INTEGER, digest TEXT,
                                    feeds TEXT, added TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS item (feed TEXT, guid TEXT, article TEXT, PRIMARY KEY (feed, guid)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS link (url TEXT PRIMARY KEY, article TEXT) WITHOUT ROWID;
"""
_SELECT = "SELECT id, file, offset, length, digest, feeds, added FROM article WHERE id = ?"
_INSERT = "INSERT OR REPLACE INTO article (id, file, offset, length, digest, feeds, added) VALUES (?, ?, ?, ?, ?, ?, ?)"
"""With the names of the columns: files of version 0.2.0 have one more."""
_LEARNT = ("file", "article", "item", "link")


class FetchStateError(SeedreadError):
    """The file cannot be used."""


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """An article of the archive."""

    id: str
    file: str
    offset: int
    length: int
    """Where its newest version is."""
    digest: str
    """Of its words."""
    feeds: tuple[str, ...]
    """The feeds that have it; the first is that whose text is kept."""
    added: str
    """When it was first seen, in ISO."""


def _digest_of(record: Mapping[str, Any]) -> str:
    """Return the digest of the words of a record of the archive, as the feed has them."""
    if entry := record.get("entry"):
        return str(entry)  # the text is that of the page
    html = record.get("html")
    return words_digest(str(record.get("title") or ""), str(html or record.get("text") or ""), is_html=bool(html))


class FetchState:
    """The open file; it may be used from several threads, one at a time."""

    def __init__(self, path: Path) -> None:
        """Open or create the file; raises FetchStateError."""
        self.path = path
        try:
            make_folder(path.parent)
            self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.executescript(_SCHEMA + SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise FetchStateError(
                f"{path} cannot be used ({error}). You may delete it: what it holds is learnt again."
            ) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @property
    def watches(self) -> PageWatches:
        """The pages that are read again."""
        return PageWatches(self._connection)

    def feed(self, feed_id: str) -> FeedState:
        """Return the state of a feed, that of a new one if it is not known."""
        row = self._connection.execute("SELECT state FROM feed WHERE id = ?", (feed_id,)).fetchone()
        return FeedState.from_json(row[0]) if row else FeedState()

    def set_feed(self, feed_id: str, state: FeedState) -> None:
        """Remember the state of a feed."""
        self._connection.execute("INSERT OR REPLACE INTO feed VALUES (?, ?)", (feed_id, state.to_json()))

    def feed_ids(self) -> dict[str, str]:
        """Return the IDs of all feeds that were ever fetched or have articles, with the address if it is known."""
        named = self._connection.execute("SELECT DISTINCT feeds FROM article")
        found = {own: "" for (feeds,) in named for own in json.loads(feeds)}
        states = self._connection.execute("SELECT id, state FROM feed")
        return found | {own: FeedState.from_json(state).url for own, state in states}

    def slow_hosts(self) -> set[str]:
        """Return the hosts that once answered that requests were too many."""
        return {row[0] for row in self._connection.execute("SELECT name FROM host")}

    def add_slow_host(self, host: str) -> None:
        """Remember such a host."""
        self._connection.execute("INSERT OR IGNORE INTO host VALUES (?)", (host,))

    def article(self, article_id: str) -> KnownArticle | None:
        """Return an article of the archive."""
        row = self._connection.execute(_SELECT, (article_id,)).fetchone()
        if not row:
            return None
        own, file, offset, length, digest, feeds, added = row
        return KnownArticle(own, file, offset, length, digest, tuple(json.loads(feeds)), added)

    def by_guid(self, feed_id: str, guid: str) -> str | None:
        """Return the id of the article that a feed calls so."""
        row = self._connection.execute(
            "SELECT article FROM item WHERE feed = ? AND guid = ?", (feed_id, guid)
        ).fetchone()
        return row[0] if row else None

    def by_link(self, url: str) -> str | None:
        """Return the id of the article at an address."""
        row = self._connection.execute("SELECT article FROM link WHERE url = ?", (url,)).fetchone()
        return row[0] if row else None

    def added_since(self, time: str) -> dict[str, int]:
        """Return how many articles came since a time (in ISO), by their first feed."""
        rows = self._connection.execute("SELECT feeds, count(*) FROM article WHERE added >= ? GROUP BY feeds", (time,))
        counts: dict[str, int] = {}
        for feeds, number in rows:
            first = json.loads(feeds)[0]
            counts[first] = counts.get(first, 0) + number
        return counts

    def remember(
        self,
        articles: Iterable[KnownArticle],
        items: Iterable[tuple[str, str, str]],
        links: Iterable[tuple[str, str]],
        sizes: Mapping[str, int],
        watches: Iterable[PageWatch] = (),
    ) -> None:
        """Remember what the archive holds up to these sizes of its files, in one step."""
        rows = [(one.id, one.file, one.offset, one.length, one.digest, json.dumps(one.feeds), one.added)
                for one in articles]  # fmt: skip
        execute = self._connection.executemany
        self._connection.execute("BEGIN")
        try:
            execute(_INSERT, rows)
            execute("INSERT OR REPLACE INTO item VALUES (?, ?, ?)", items)
            execute("INSERT OR IGNORE INTO link VALUES (?, ?)", links)
            execute("INSERT OR REPLACE INTO file VALUES (?, ?)", sizes.items())
            self.watches.add(watches)
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise

    def learn(self, archive: Archive, watching: Collection[str] = ()) -> None:
        """Learn what the archive holds beyond what is remembered; `watching` are the feeds whose pages are watched.

        All of it is learnt again if a file is gone or shrank, or grew and has not the lines that are remembered.
        """
        sizes = archive.sizes()
        known: dict[str, int] = dict(self._connection.execute("SELECT name, size FROM file"))
        grown = [name for name, size in sizes.items() if size > known.get(name, 0)]
        shrunk = any(sizes.get(name, 0) < size for name, size in known.items())
        if shrunk or not all(self._begins_as_known(archive, name) for name in grown):
            self.forget()
            grown, known = list(sizes), {}
        for name in grown:
            self._learn_file(archive, name, known.get(name, 0), watching)

    def forget(self) -> None:
        """Forget what was learnt from the archive."""
        for table in _LEARNT:
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 (our own names)

    def pages_due(self, feed: Feed, now: float) -> bool:
        """Tell whether pages of a feed are to be read again now: not while its server asked to wait."""
        return feed.watch and self.feed(feed.id).held_until <= now and bool(self.watches.due(feed.id, now, 1))

    def unread_pages(self, feeds: Iterable[Feed], now: float) -> dict[str, list[str]]:
        """Return the problems of the watched pages that could not be read the last time, by the id of their feed."""
        return {feed.id: self.watches.problems(feed.id, now) for feed in feeds if feed.watch}

    def _begins_as_known(self, archive: Archive, name: str) -> bool:
        """Tell whether the last line of a file that is remembered is where it was."""
        last = self._connection.execute(
            "SELECT offset, length, id FROM article WHERE file = ? ORDER BY offset DESC LIMIT 1", (name,)
        ).fetchone()
        try:
            return last is None or bool(archive.record(name, *last))
        except LineMissingError:
            return False

    def _learn_file(self, archive: Archive, name: str, start: int, watching: Collection[str]) -> None:
        articles: dict[str, KnownArticle] = {}
        items: list[tuple[str, str, str]] = []
        links: list[tuple[str, str]] = []
        watches: list[PageWatch | None] = []
        end = start
        for offset, line in archive.lines(name, start):
            end = offset + len(line)
            try:
                record = json.loads(line)
                own, feeds = str(record["id"]), tuple(map(str, record["feeds"]))
            except (ValueError, KeyError, TypeError, RecursionError):
                continue  # not ours
            if not feeds:
                continue
            before = articles.get(own) or self.article(own)
            added = before.added if before else str(record.get("fetched") or "")
            articles[own] = KnownArticle(own, name, offset, len(line), _digest_of(record), feeds, added)
            items += [(feeds[0], record["guid"], own)] if record.get("guid") else []
            links += [(record["url"], own)] if record.get("url") else []
            if record.get("from") == "page" and feeds[0] in watching:
                watches.append(new_watch(own, feeds[0], added))
        self.remember(articles.values(), items, links, {name: end}, filter(None, watches))


def relearning(state: FetchState, archive: Archive, work: Callable[[], _Result]) -> _Result:
    """Call `work`; if a line was not where it is remembered, learn the archive again first and call it once more."""
    try:
        return work()
    except LineMissingError:
        state.forget()
        state.learn(archive)
        return work()
