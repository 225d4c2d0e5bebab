"""Reads the pages of items again, for feeds whose reader watches them: other words are another version.

It has the manners and the limits of reading them the first time, and asks only for what changed. A page that is gone is
read no more; what stands before a page, and an answer that was cut short, are no version.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from seedread.index.feeds.fetch_errors import FetchError, StoppedError
from seedread.index.feeds.fetch_state import relearning
from seedread.index.feeds.full_text import MOST_PAGES, text_of
from seedread.index.feeds.item_values import is_page
from seedread.index.feeds.recording import record_page
from seedread.index.feeds.schedule import retry_after
from seedread.index.feeds.watched_page import is_notice, lost_its_text
from seedread.index.sources.charset import NotText

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Mapping, Sequence

    from seedread.index.feeds.archive import Archive
    from seedread.index.feeds.download import Answer
    from seedread.index.feeds.feed import Feed
    from seedread.index.feeds.fetch_state import FetchState, KnownArticle
    from seedread.index.feeds.full_text import PageReader
    from seedread.index.feeds.page_watches import PageWatch

__all__ = ["Rereader"]

_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_WALL = "no text, or a notice or a check for robots in its place"
_CLOSED = "only the beginning of the text is left, above a paywall"


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of the pages of a feed that were due."""

    changed: int = 0
    slow_hosts: tuple[str, ...] = ()
    """The hosts that answered that requests were too many."""
    wait: float = 0
    """Seconds that the host of the feed asks to wait."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What came of one page; if it has no text and no problem, nothing changed."""

    watch: PageWatch
    text: str = ""
    problem: str = ""
    gone: bool = False
    wait: float = 0
    """Seconds that its server asks to wait."""
    host: str = ""
    """The server that answered, which a redirect may have led to."""
    slow: bool = False
    """Whether it says that requests are too many."""
    asked: bool = True

    def following(self, now: float) -> PageWatch | None:
        """Return the watch with its next time; one that was not asked for is read as soon as its server allows it."""
        if not self.asked:
            return replace(self.watch, due=now + self.wait)
        if self.problem:
            watch: PageWatch | None = self.watch.failed(now, self.problem)
        else:
            watch = None if self.gone else replace(self.watch, problem="").after(now)
        return replace(watch, due=max(watch.due, now + self.wait)) if watch else None


@dataclass(frozen=True, slots=True)
class Rereader:
    """Reads pages again in one run."""

    reader: PageReader
    state: FetchState
    archive: Archive
    writing: threading.Lock
    stopped: threading.Event
    clock: Callable[[], float]

    def run(self, feed: Feed) -> Reread | None:
        """Read the pages of a feed that are due; None if there are none. Raises StoppedError, and OSError."""
        now = self.clock()
        with self.writing:
            self.state.watches.forget_old(now)
            watches = self.state.watches.due(feed.id, now, MOST_PAGES)
        if not watches:
            return None
        waits: dict[str, float] = {}
        readings = _without_walls([self._read(feed, watch, now, waits) for watch in watches])
        if self.stopped.is_set():
            raise StoppedError  # a connection may have been shut, which is no problem of its page
        with self.writing:
            changed = sum(self._write(reading, now) for reading in readings)
        slow = tuple(reading.host for reading in readings if reading.slow)
        wait = max((reading.wait for reading in readings if reading.host == _host(feed.url)), default=0)
        return Reread(changed, slow, wait)

    def _read(self, feed: Feed, watch: PageWatch, now: float, waits: dict[str, float]) -> _Reading:
        """Ask for a page, but not if its host asked to wait (`waits`, in seconds); raises StoppedError."""
        with self.writing:
            record = self._newest(watch.article)[1]
        if not (url := str(record.get("url") or "")):
            return _Reading(watch, gone=True)
        if wait := waits.get(_host(url)):
            return _Reading(watch, wait=wait, asked=False)
        try:
            found = _reading(watch, url, self.reader.answer(feed, url, watch.headers), now)
            if found.wait:
                waits |= dict.fromkeys((_host(url), found.host), found.wait)
            if found.text == record.get("text"):
                return replace(found, text="")
            closed = found.text and lost_its_text(record, {**record, "text": found.text})
            return _Reading(watch, problem=_CLOSED) if closed else found
        except FetchError as error:
            return _Reading(watch, problem=error.message)
        except NotText as error:
            return _Reading(watch, problem=f"the answer is no text: {error}")

    def _write(self, reading: _Reading, now: float) -> bool:
        """Write a version if the words changed, then the next time; tell whether they changed."""
        watch, at = reading.watch, datetime.datetime.fromtimestamp(now, datetime.UTC)
        known, record = self._newest(watch.article)
        changed = False
        if known and reading.text:
            changed = record_page(known, record, reading.text, self.state, self.archive, at)
        if following := reading.following(now):
            self.state.watches.change(following)
        else:
            self.state.watches.end(watch.article)
        return changed

    def _newest(self, own: str) -> tuple[KnownArticle | None, Mapping[str, Any]]:
        """Return an article with its newest record; none if its text is not that of its page any more."""

        def look() -> tuple[KnownArticle | None, Mapping[str, Any]]:
            known = self.state.article(own)
            record = self.archive.record(known.file, known.offset, known.length, own) if known else {}
            return (known, record) if record.get("from") == "page" else (None, {})

        return relearning(self.state, self.archive, look)


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _reading(watch: PageWatch, url: str, answer: Answer, now: float) -> _Reading:
    """Return what an answer says of a page; raises NotText."""
    if answer.status in _GONE or (is_page(url) and not is_page(answer.url)):
        return _Reading(watch, gone=True)  # the home page of a site stands for articles that it removed
    if answer.status == HTTPStatus.NOT_MODIFIED and watch.headers:
        return _Reading(watch)
    if answer.status != HTTPStatus.OK:
        return _Reading(
            watch, problem=f"the server answers with status {answer.status}", wait=retry_after(answer.headers, now),
            host=_host(answer.url), slow=answer.status == HTTPStatus.TOO_MANY_REQUESTS,
        )  # fmt: skip
    if not answer.complete:
        return _Reading(watch, problem="the answer was cut short")
    page = text_of(answer)
    if not page.is_article or is_notice(page.text):
        return _Reading(watch, problem=_WALL)
    etag, modified = page.validators
    return _Reading(replace(watch, etag=etag, modified=modified), page.text)


def _without_walls(readings: Sequence[_Reading]) -> list[_Reading]:
    """Return the readings without texts that several pages have: such a text is that of a wall."""
    counts = Counter(reading.text for reading in readings if reading.text)
    return [_Reading(reading.watch, problem=_WALL) if counts[reading.text] > 1 else reading for reading in readings]
