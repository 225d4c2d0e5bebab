"""Fetches the feeds that are due: several hosts at once, one request at a time to each."""

from __future__ import annotations

import datetime
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from seedread.index.errors import SeedreadError
from seedread.index.feeds.deadline import Deadline
from seedread.index.feeds.download import Answer, Request, download
from seedread.index.feeds.fetch_errors import FetchError, StoppedError
from seedread.index.feeds.fetch_state import relearning
from seedread.index.feeds.full_text import PageReader
from seedread.index.feeds.host_pace import HostPace
from seedread.index.feeds.logins import login_of
from seedread.index.feeds.outcome import after_answer, after_error, headers_of, is_conditional
from seedread.index.feeds.page_rereading import Rereader
from seedread.index.feeds.parsed_feed import NotAFeedError
from seedread.index.feeds.parsing import parse_feed
from seedread.index.feeds.recording import Recorded, fresh_items, record_items
from seedread.index.feeds.schedule import is_due
from seedread.index.feeds.watched_page import parse_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from seedread.index.feeds.archive import Archive
    from seedread.index.feeds.feed import Feed
    from seedread.index.feeds.feed_state import FeedState
    from seedread.index.feeds.fetch_state import FetchState
    from seedread.index.feeds.full_text import PageText
    from seedread.index.feeds.parsed_feed import Item, ParsedFeed

__all__ = ["FeedResult", "Fetcher"]

_HOSTS_AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class FeedResult:
    """What came of one feed."""

    feed: Feed
    state: FeedState
    recorded: Recorded = field(default_factory=Recorded)
    fetched: bool = True
    """False if only pages of its items were read again: its state is that of an earlier run then."""

    @property
    def failed(self) -> bool:
        """Whether the feed was fetched in vain."""
        return self.fetched and self.state.errors > 0


@dataclass(slots=True)
class Fetcher:
    """One run over an archive, which the caller holds (`Archive.writing`)."""

    archive: Archive
    state: FetchState
    logins: Path
    user_agent: str
    pace: HostPace = field(default_factory=HostPace)
    clock: Callable[[], float] = time.time
    spread: Callable[[], float] = field(default_factory=lambda: lambda: random.uniform(-1, 1))  # noqa: S311 (no secret)
    stopped: threading.Event = field(default_factory=threading.Event)
    """Set from another thread to end the run after the requests that are under way; the other feeds stay due."""
    _page_reader: PageReader | None = None
    _writing: threading.Lock = field(default_factory=threading.Lock)

    def due(self, feeds: Sequence[Feed], *, now: bool = False) -> list[Feed]:
        """Return the feeds that are due; with `now`, all but those that are gone or whose server asked to wait."""
        time_now = self.clock()
        return [feed for feed in feeds if is_due(self.state.feed(feed.id), feed.url, time_now, asked=now)]

    def with_due_pages(self, feeds: Sequence[Feed]) -> list[Feed]:
        """Return the feeds of which pages are to be read again now."""
        time_now = self.clock()
        return [feed for feed in feeds if self.state.pages_due(feed, time_now)]

    def run(
        self, feeds: Sequence[Feed], on_result: Callable[[FeedResult], None], rereads: Sequence[Feed] = ()
    ) -> list[FeedResult]:
        """Fetch these feeds; `on_result` is called from several threads, one at a time. Raises OSError.

        Of other feeds, `rereads`, only the pages that are due are read again. An error of one feed is its result and
        stops no other; only an archive that cannot be written ends the run.
        """
        self.state.learn(self.archive, {feed.id for feed in (*feeds, *rereads) if feed.watch})
        self.pace.slow |= self.state.slow_hosts()
        fetched = {feed.id for feed in feeds}
        hosts: dict[str, list[Feed]] = {}
        for feed in (*feeds, *(other for other in rereads if other.id not in fetched)):
            hosts.setdefault(urlsplit(feed.url).hostname or "", []).append(feed)
        results: list[FeedResult] = []

        def run_host(group: Sequence[Feed]) -> None:
            for feed in group:
                if self.stopped.is_set():
                    return
                result = self._one(feed) if feed.id in fetched else self._known(feed)
                result = self._reread(result) if result and feed.watch else result
                if result is None:
                    return
                with self._writing:
                    results.append(result)
                    on_result(result)

        with ThreadPoolExecutor(_HOSTS_AT_ONCE, "fetch") as pool:
            try:
                for done in [pool.submit(run_host, group) for group in hosts.values()]:
                    done.result()
            except BaseException:
                self.stopped.set()
                Deadline.end_all()
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return results

    def _one(self, feed: Feed) -> FeedResult | None:
        """Fetch one feed and write what it brought; None, and nothing is written, if the run was stopped meanwhile."""
        with self._writing:
            before = self.state.feed(feed.id)
        try:
            answer = self._download(feed, before)
            parsed = parse_page(feed, answer) if feed.page else self._parsed(answer)
            pages = self._pages(feed, parsed) if parsed and feed.full != "no" and not feed.page else {}
        except StoppedError:
            return None
        except (FetchError, SeedreadError) as error:
            if self.stopped.is_set():
                return None  # its connection was shut
            no_feed = isinstance(error, FetchError) and error.kind == "no feed"
            after = after_error(feed, before, error.message, self.clock(), no_feed=no_feed)
            return FeedResult(feed, self._remember(feed, after))
        with self._writing:
            recorded = Recorded()
            if parsed:
                recorded = self._recorded(feed, parsed, pages)
            after = after_answer(feed, before, answer, parsed, recorded, (self.clock(), self.spread()))
            self.state.set_feed(feed.id, after)
        if answer.status == 429:
            self._slow_down(urlsplit(answer.url).hostname or "")
        return FeedResult(feed, after, recorded)

    def _known(self, feed: Feed) -> FeedResult:
        with self._writing:
            return FeedResult(feed, self.state.feed(feed.id), fetched=False)

    def _reread(self, result: FeedResult) -> FeedResult:
        """Read the pages of a feed again that are due; if the run is stopped meanwhile they stay due."""
        feed = result.feed
        rereader = Rereader(self._reader(), self.state, self.archive, self._writing, self.stopped, self.clock)
        try:
            reread = None if result.state.held_until > self.clock() else rereader.run(feed)
        except StoppedError:
            return result
        if reread is None:
            return result
        for host in reread.slow_hosts:
            self._slow_down(host)
        held = self.clock() + reread.wait if reread.wait else 0
        before = result.state
        state = replace(before, held_until=max(before.held_until, held), due=max(before.due, held))
        recorded = replace(result.recorded, changed=result.recorded.changed + reread.changed)
        return replace(result, state=self._remember(feed, state), recorded=recorded)

    def _recorded(self, feed: Feed, parsed: ParsedFeed, pages: dict[Item, PageText]) -> Recorded:
        """Write what a feed brought; an archive that somebody else changed is learnt again first."""
        now = datetime.datetime.fromtimestamp(self.clock(), datetime.UTC)
        return relearning(
            self.state, self.archive, lambda: record_items(feed, parsed, self.state, self.archive, now, pages)
        )

    def _remember(self, feed: Feed, state: FeedState) -> FeedState:
        with self._writing:
            self.state.set_feed(feed.id, state)
        return state

    def _slow_down(self, host: str) -> None:
        self.pace.slow.add(host)
        with self._writing:
            self.state.add_slow_host(host)

    def _download(self, feed: Feed, before: FeedState) -> Answer:
        headers = {"User-Agent": self.user_agent, **headers_of(feed, before, self.clock())}
        request = Request(feed.url, headers, login_of(feed, self.logins), feed.allow_private, feed.cafile)
        if feed.page:
            answer = self._reader().checked(feed, feed.url, lambda: download(request, self._turn))
        else:
            answer = download(request, self._turn)
        if answer.status == 304 and not is_conditional(headers):
            raise FetchError("no feed", "the server says that nothing changed, but was asked for the whole feed")
        return answer

    @contextmanager
    def _turn(self, host: str) -> Iterator[None]:
        """Wait for the turn of a request; raises StoppedError if the run was stopped meanwhile."""
        with self.pace.turn(host):
            if self.stopped.is_set():
                raise StoppedError
            yield

    def _pages(self, feed: Feed, parsed: ParsedFeed) -> dict[Item, PageText]:
        """Return the texts of the pages of what is new in a feed; raises StoppedError, as some may be missing then."""
        reader = self._reader()
        with self._writing:
            fresh = fresh_items(feed, parsed, self.state)
        texts = reader.texts(feed, fresh)
        if self.stopped.is_set():
            raise StoppedError
        return texts

    def _reader(self) -> PageReader:
        """Return what reads pages in this run."""
        with self._writing:
            if self._page_reader is None:
                self._page_reader = PageReader(self.user_agent, self._turn)
            return self._page_reader

    def _parsed(self, answer: Answer) -> ParsedFeed | None:
        """Return the feed of an answer; None if the answer has none. Raises FetchError if it should."""
        if answer.status != 200:
            return None
        try:
            now = datetime.datetime.fromtimestamp(self.clock(), datetime.UTC)
            parsed = parse_feed(answer.body, answer.headers.get("content-type", ""), now)
        except NotAFeedError as error:
            raise FetchError("no feed", str(error)) from None
        return parsed if answer.complete else replace(parsed, whole=False)
