"""Finds what came in saved searches that the reader wants to be told of, and runs the reader's program for it."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.errors import SeedreadError
from seedread.index.following.followed import FollowedArticles
from seedread.index.following.news import news_since
from seedread.tui.state.debouncer import Debouncer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.screen import Screen

    from seedread.index import Library
    from seedread.index.search.results import Hit
    from seedread.index.shelf import SavedSearch

__all__ = ["Alert", "AlertWatch", "run_program"]

QUIET = 1.0
"""Seconds without a change of the library after which alerts are looked for: a sync makes several."""
_LISTED = 20
"""Articles of a saved search that the program gets."""
_SECONDS = 30
"""How long the program may take."""


@dataclass(frozen=True, slots=True)
class Alert:
    """What came in one saved search."""

    search: str
    new: int
    hits: tuple[Hit, ...]
    """The newest of them."""

    @property
    def summary(self) -> str:
        """A few words for the reader."""
        return f"{self.search}: {self.hits[0].title if self.new == 1 else f'{self.new:,} new'}"


class AlertWatch:
    """What the reader of one screen was told of."""

    def __init__(self, screen: Screen[None], library: Library) -> None:
        self._library = library
        self._rest = Debouncer(screen)
        self.since: str | None = None
        """Up to where the library was looked through (`FollowedArticles.seen`); None for not yet."""
        self.message = ""
        """The last one in the status line."""

    def wait(self, then: Callable[[], None]) -> None:
        """Call `then` once the library rests."""
        self._rest.call_later(QUIET, then)

    def look(self, searches: Sequence[SavedSearch]) -> tuple[str, tuple[Alert, ...]]:
        """Return up to where the library goes now, and what came in `searches` since the last time; for workers."""
        self._library.search("", limit=0)
        marks = self._library.marks
        seen = marks.seen if isinstance(marks, FollowedArticles) else ""
        if self.since is None or seen == self.since:
            return seen, ()
        found = (self._of(search, self.since) for search in searches)
        return seen, tuple(filter(None, found))

    def _of(self, search: SavedSearch, since: str) -> Alert | None:
        try:
            results = news_since(self._library, search, since, _LISTED)
        except SeedreadError:  # the list of saved searches says what is wrong
            return None
        return Alert(search.name, results.total, results.hits) if results.total else None


def run_program(command: Sequence[str], alerts: Sequence[Alert]) -> str:
    """Run the reader's program with the alerts as JSON on its standard input; return what went wrong; for workers."""
    listed = [{"name": alert.search, "new": alert.new, "articles": [*map(_article, alert.hits)]} for alert in alerts]
    given = json.dumps({"format": 1, "searches": listed}, ensure_ascii=False)
    try:
        done = subprocess.run(  # noqa: S603 (the reader's own, without a shell)
            list(command), input=given.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            timeout=_SECONDS, check=False, start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        return f"Cannot run {command[0]}: {error.strerror or error}."
    except subprocess.TimeoutExpired:
        return f"{command[0]} took longer than {_SECONDS} seconds."
    return f"{command[0]} exited with status {done.returncode}." if done.returncode else ""


def _article(hit: Hit) -> dict[str, str | None]:
    return {"id": hit.id, "title": hit.title, "source": hit.source, "published": hit.date}
