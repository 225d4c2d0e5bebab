"""Fetches feeds while the screen is open: what is due from time to time, or what the reader asks for.

A child process does it, as it does a sync: the articles come in as files of the archive, and the watcher sees them.
"""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from seedread.index.errors import NoHome, NotFound, SeedreadError
from seedread.index.feeds.feed_list import read_feeds
from seedread.index.following.followed import update_folders
from seedread.index.storage.ownership import owner_name
from seedread.index.text.sanitize import safe_line
from seedread.tui.config.feed_places import archive_folder, list_path, state_path
from seedread.tui.keys.dispatch import key_of
from seedread.tui.state.fetch_status import FetchStatus
from seedread.tui.state.messages import LibraryAnswered, SyncMoved
from seedread.tui.workers.child_process import PROGRAM, ChildFailed, ChildProcess, whole_number
from seedread.tui.workers.sync import PROGRESS_PAUSE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.screen import Screen

    from seedread.index import Library
    from seedread.index.feeds.feed import Feed
    from seedread.index.following.feed_overview import FeedSummary
    from seedread.tui.config import Settings

__all__ = ["FeedFetcher", "Fetched"]

FIRST, PAUSE = 3.0, 300.0
"""Seconds from the start to the first look at what is due, and between two of them."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The result of fetching feeds."""

    asked: bool
    """Whether the reader asked for it."""
    feeds: int = 0
    new: int = 0
    changed: int = 0
    failing: frozenset[str] = frozenset()
    """The ids of the feeds that could not be fetched."""
    fine: frozenset[str] = frozenset()
    """The ids of those that could. A fetch of what is due leaves others out."""
    notice: str = ""
    """Why there was nothing to do; empty if something was done."""
    problem: str = ""
    """Why it failed as a whole."""


class FeedFetcher:
    """The fetches of one screen, in a named thread each."""

    def __init__(
        self, screen: Screen[None], library: Library, settings: Settings, ended: Callable[[Fetched], None]
    ) -> None:
        """Fetch for `screen`, and call `ended` on it with each result."""
        self._screen = screen
        self._library = library
        self._settings = settings
        self._ended = ended
        self.status = FetchStatus()
        self._child: ChildProcess | None = None
        self._asked = False
        """Whether the reader asked for feeds that are being looked up or fetched."""
        self._stopped = False
        self._one_run = threading.Lock()
        """A fetch waits for the one before: both would have the same child."""

    @property
    def fetching(self) -> bool:
        """Whether feeds are being fetched."""
        return self._asked or self._child is not None

    @property
    def shown(self) -> bool:
        """Whether the library on the screen has the articles of feeds."""
        try:
            archive = archive_folder(self._settings).resolve()
        except NoHome:
            return False
        return any(archive.is_relative_to(root) for root in self._library.roots)

    def start(self) -> None:
        """Look at what is due from time to time, if the reader wants that."""
        if self._settings.feeds.background:
            self._screen.set_timer(FIRST, self.fetch_due)
            self._screen.set_interval(PAUSE, self.fetch_due)

    def fetch_due(self) -> None:
        """Fetch what is due, in silence if nothing is or another process does it."""
        if not self.fetching:
            self._run(partial(self._fetch, asked=False))

    def fetch(self, name: str = "") -> None:
        """Fetch all feeds, due or not, or those of an id, an address, a name, a folder or a tag."""
        self._asked = True
        self._run(partial(self._fetch, name, asked=True))

    def stop(self) -> None:
        """Stop the running fetch, and start no other."""
        self._stopped = True
        if self._child:
            self._child.stop()

    def overview(self) -> list[FeedSummary]:
        """Return the feeds with their counts and states; for workers. Raises SeedreadError.

        Folders in queries and facets are those of the list from now on.
        """
        from seedread.index.following.feed_overview import feed_overview  # noqa: PLC0415 (few sessions need it)

        path = list_path(self._settings)
        update_folders(self._library, path)
        return feed_overview(self._library, path, state_path(self._settings), time.time())

    def drop(self, feed: Feed) -> None:
        """Stop following a feed; for workers. Raises FeedListError."""
        from seedread.index.feeds.feed_list_edit import remove_feed  # noqa: PLC0415 (as above)

        remove_feed(list_path(self._settings), feed)

    def _fetch(self, name: str = "", *, asked: bool) -> None:
        try:
            with self._one_run:
                wanted = self._wanted(name) if asked else self._due()
                fetched = self._follow(wanted, asked=asked) if wanted and not self._stopped else None
        except NotFound as error:
            fetched = Fetched(asked, notice=error.message)
        except (SeedreadError, OSError) as error:
            problem = error.message if isinstance(error, SeedreadError) else f"{error.strerror or error}"
            fetched = Fetched(asked, problem=problem)
        finally:
            self._asked = self._asked and not asked
        if fetched:
            self._screen.post_message(LibraryAnswered(partial(self._ended, fetched)))

    @property
    def owner(self) -> str | None:
        """The user who fetches into this archive, if it is another one."""
        try:
            owner = archive_folder(self._settings).stat().st_uid
        except FileNotFoundError:
            return None
        return owner_name(owner) if owner != os.geteuid() else None

    def _wanted(self, name: str) -> list[Feed]:
        """Return the feeds that the reader asked for; raises NotFound if there are none."""
        listed = read_feeds(list_path(self._settings))
        feeds = listed.named(name) if name else listed.feeds
        if not listed.feeds:
            raise NotFound(f"No feeds yet. Press {key_of(self._screen.app, 'feeds')} to follow one.")
        if not feeds:
            raise NotFound(f"No feed, folder or tag “{safe_line(name)}”.")
        if owner := self.owner:
            raise NotFound(f"{owner} fetches these feeds.")
        found = self._ripe(feeds, asked=True)
        if not found:
            raise NotFound("Nothing to fetch: gone, or the server asked to wait.")
        return found

    def _due(self) -> list[Feed]:
        """Return the feeds that are due, none if the reader does not see them or another user fetches them."""
        if not self.shown or self.owner:
            return []
        return self._ripe(read_feeds(list_path(self._settings)).feeds)

    def _ripe(self, feeds: Sequence[Feed], *, asked: bool = False) -> list[Feed]:
        from seedread.index.feeds.fetch_state import FetchState  # noqa: PLC0415 (the first screen does not need it)
        from seedread.index.feeds.schedule import is_due  # noqa: PLC0415

        now = time.time()
        with FetchState(state_path(self._settings)) as state:
            return [
                feed
                for feed in feeds
                if is_due(state.feed(feed.id), feed.url, now, asked=asked) or state.pages_due(feed, now)
            ]

    def _follow(self, wanted: Sequence[Feed], *, asked: bool) -> Fetched:
        """Fetch these feeds in a child process, and show the progress."""
        options = ["--json", "--no-index", *["--now"] * asked]
        child = self._child = ChildProcess([*PROGRAM, "fetch", *options, "--", *(feed.id for feed in wanted)])
        failing: set[str] = set()
        fine: set[str] = set()
        done, reported_at = 0, -PROGRESS_PAUSE
        totals: dict[str, Any] = {}
        try:
            for record in child.run():
                if "id" not in record:
                    totals = record
                else:
                    done += 1
                    if record.get("fetched"):  # not only pages of its items
                        (failing if record.get("problem") else fine).add(str(record["id"]))
                    if time.monotonic() - reported_at >= PROGRESS_PAUSE:
                        reported_at = time.monotonic()
                        self._screen.post_message(SyncMoved(done, len(wanted), "fetching"))
        except (ChildFailed, OSError) as error:
            fetched = len(failing) + len(fine)
            return Fetched(asked, fetched, failing=frozenset(failing), fine=frozenset(fine), problem=str(error))
        finally:
            self._child = None
        if "busy" in totals:
            return Fetched(asked, notice=safe_line(str(totals["busy"])))
        new, changed = (whole_number(totals, key) for key in ("new", "changed"))
        return Fetched(asked, len(failing) + len(fine), new, changed, frozenset(failing), frozenset(fine))

    def _run(self, work: Callable[[], None]) -> None:
        self._screen.run_worker(work, name="fetch", group="fetch", thread=True, exit_on_error=False)
