"""Syncs the library in the background: checks for changed files, and follows the child process that reads them."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from seedread.index.errors import SeedreadError
from seedread.index.text.sanitize import safe_line
from seedread.tui.state.messages import LibraryMoved, PendingChecked, SyncEnded, SyncMoved
from seedread.tui.workers.child_process import ChildFailed
from seedread.tui.workers.sync_process import SyncProcess
from seedread.tui.workers.sync_report import kept, kept_by, problems, progress, summary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.screen import Screen

    from seedread.index import Library

__all__ = ["Syncer"]

PROGRESS_PAUSE = 0.5
"""Seconds between two progress reports of a sync; each is sent over the connection."""
BUSY_PAUSE = 20.0
"""Seconds until the files are checked again while another process has the library."""

_WRITTEN = "done"
"""The phase in which the articles can be read."""


class Syncer:
    """The syncs of one screen, in named threads; the screen gets their reports as messages."""

    def __init__(self, screen: Screen[None], library: Library, command: Sequence[str] = ()) -> None:
        """Sync `library` for `screen`; `command` replaces `seedread index` in tests."""
        self._screen = screen
        self._library = library
        self._command = command
        self._sync: SyncProcess | None = None

    @property
    def syncing(self) -> bool:
        """Whether a sync is running."""
        return self._sync is not None

    def look(self) -> None:
        """Check whether the files differ from the index; of many files a child process does so, and then syncs."""

        def look() -> None:
            try:
                keeper = self._library.keeper
                if self._library.has_many_files:
                    self._follow(self._process(["--if-changed"]), keeper)
                    return
                pending = self._library.pending() or (keeper is None and self._library.ungrouped())
            except SeedreadError as error:
                self._screen.post_message(SyncEnded(error.message, error=True, problems=()))
            else:
                self._screen.post_message(PendingChecked(pending, keeper))

        self._run("look", look)

    def look_later(self) -> None:
        """Check the files after a pause: another process has the library, which may end without a trace."""

        def look() -> None:
            if not self.syncing:
                self.look()

        self._screen.set_timer(BUSY_PAUSE, look)

    def sync(self, *, prune: bool = False) -> None:
        """Sync the library in a child process; with `prune`, remove articles that the files no longer contain.

        A library of another user is not synced: its owner does that.
        """
        if keeper := self._library.keeper:
            self._screen.post_message(SyncEnded(kept_by(keeper), error=False, problems=()))
            return
        options = ["--prune"] * prune + ["--replace-sources"] * self._library.replace_sources
        sync = self._process(options)
        self._run("sync", lambda: self._follow(sync, None))

    def _process(self, options: Sequence[str]) -> SyncProcess:
        library = self._library
        self._sync = SyncProcess(
            library.place, library.sources, self._command, options=options, trusted=library.trusted
        )
        return self._sync

    def _follow(self, sync: SyncProcess, keeper: str | None) -> None:
        """Run a sync, and tell the screen what it reports; `keeper` maintains the library, if another user does."""
        ended: SyncEnded | PendingChecked = SyncEnded("The sync was cancelled.", error=False, problems=())
        try:
            reported_at = -PROGRESS_PAUSE
            for line in sync.run():
                if "report" in line:
                    report = line["report"]
                    ended = SyncEnded(summary(report), error=False, problems=problems(report), kept=kept(report))
                    self._library.replace_sources = False
                elif "busy" in line:
                    ended = SyncEnded(safe_line(str(line["busy"])), error=False, problems=(), busy=True)
                elif "pending" in line and (keeper or not line["pending"]):
                    ended = PendingChecked(bool(line["pending"]), keeper)
                elif moved := progress(line):
                    if time.monotonic() - reported_at >= PROGRESS_PAUSE:
                        reported_at = time.monotonic()
                        self._screen.post_message(SyncMoved(*moved))
                        self._refresh()
                    elif line.get("phase") == _WRITTEN:
                        self._refresh()  # grouping and the end of the child take a while
        except (ChildFailed, OSError) as error:
            ended = SyncEnded(str(error), error=True, problems=())
        if isinstance(ended, SyncEnded):
            self._refresh(grouped=not ended.error)
        self._sync = None
        self._screen.post_message(ended)

    def _refresh(self, *, grouped: bool = False) -> None:
        with suppress(SeedreadError):
            # The stories come after the articles, which readers may already see.
            if self._library.refresh() or grouped:
                self._screen.post_message(LibraryMoved())

    def stop(self) -> None:
        """Stop the running sync."""
        if self._sync:
            self._sync.stop()

    def _run(self, group: str, work: Callable[[], None]) -> None:
        self._screen.run_worker(work, name=group, group=group, thread=True, exclusive=True, exit_on_error=False)
