"""Notices what others change while the screen is open: files, the library, the reader's marks in other sessions.

One stat of library and shelf a second, and the kernel's word for files. Where the kernel tells nothing the files are
looked at from time to time, so seldom that it costs less than a hundredth of a processor.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.errors import NoHome, SeedreadError
from seedread.index.shelf import default_path
from seedread.tui.state.messages import LibraryMoved, Touched

if TYPE_CHECKING:
    from textual.screen import Screen

    from seedread.index import Library
    from seedread.index.files.watching import FolderWatch

__all__ = ["Watcher"]

SECOND = 1.0
"""Seconds between two looks at library and shelf."""
_QUIET = 0.05
"""Seconds without a change after which files are read, once for a copy of many files. Short, as the process that reads
them needs longer to start; files that change again are read again.
"""
_LONGEST = 1.0
"""Seconds that such a copy is waited for."""
_SHARE = 150
"""Looks at all files take at most one in so many seconds of processor time."""
_NETWORK = 60.0
"""Seconds between two looks on a network file system, of whose changes the kernel tells nothing."""
_UNTOLD = 2.0
"""The same where it tells nothing, but no other machine can write."""
_OTHER_PROCESS = 1.0
"""Seconds of processor time that a child process takes, which the screen starts to look at many files."""
_JUST_NOW = 60.0
"""Seconds in which a change counts as made while the screen opened."""

_Sign = tuple[int, ...]


class Watcher:
    """A thread that reports changes to the screen."""

    def __init__(self, screen: Screen[None], library: Library) -> None:
        """Watch the files of `library`, its folder, and the shelf, once started."""
        self._screen = screen
        self._library = library
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Stop soon."""
        self._stopped.set()

    def _run(self) -> None:
        from seedread.index.files.watching import FolderWatch  # noqa: PLC0415 (the first screen does not need it)

        # The library may have moved on since it was opened: it is compared once in any case.
        signs: tuple[_Sign, _Sign] = ((), self._signs()[1])
        pause, began = 0.0, time.time()
        own = self._library.place
        with FolderWatch(self._library.roots, own if isinstance(own, Path) else None) as watch:
            looked = time.monotonic()
            touched = watch.newest > began - _JUST_NOW  # it may have changed between the first check and the watch
            while not self._stopped.is_set():
                touched |= self._wait(watch)
                signs = self._compare(signs)
                if time.monotonic() - looked < max(pause, self._least(watch)) or not (touched or not watch.whole):
                    continue
                found, cost = self._look()
                looked, touched = time.monotonic(), False
                pause = 0.0 if found and (watch.whole or cost < _OTHER_PROCESS) else cost * _SHARE
                if found:
                    self._screen.post_message(Touched("files"))

    def _least(self, watch: FolderWatch) -> float:
        """Return the fewest seconds between two looks at all files."""
        return 0.0 if watch.whole else _NETWORK if watch.on_network else _UNTOLD

    def _wait(self, watch: FolderWatch) -> bool:
        """Wait a second, or shorter if files change; then until they rest."""
        if not watch.wait(SECOND):
            return False
        end = time.monotonic() + _LONGEST
        while watch.wait(_QUIET) and time.monotonic() < end:
            pass
        return True

    def _look(self) -> tuple[bool, float]:
        """Return whether files differ from the index, or a child process must see to it, and the processor time."""
        if self._library.has_many_files:
            return self._library.keeper is None, _OTHER_PROCESS
        before = time.thread_time()
        pending = False
        with suppress(SeedreadError, OSError):
            pending = self._library.keeper is None and self._library.pending()
        return pending, time.thread_time() - before

    def _compare(self, before: tuple[_Sign, _Sign]) -> tuple[_Sign, _Sign]:
        signs = self._signs()
        if signs[0] != before[0]:
            with suppress(SeedreadError, OSError):
                if self._library.refresh():
                    self._screen.post_message(LibraryMoved())
        if signs[1] != before[1]:
            self._screen.post_message(Touched("shelf"))
        return signs

    def _signs(self) -> tuple[_Sign, _Sign]:
        """Return what changes when the library, and when the shelf, is written."""
        shelf: _Sign = ()
        with suppress(NoHome):
            path = default_path()
            shelf = (*_sign(path), *_sign(path.with_name(f"{path.name}-wal")))
        library: _Sign = ()
        with suppress(SeedreadError):  # the next search reports it
            library = self._library.stamp() or ()
        return library, shelf


def _sign(path: Path) -> _Sign:
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns
