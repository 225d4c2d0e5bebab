"""One at a time: a lock that the system lets go of when its holder ends, however it ends."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from typing import TYPE_CHECKING

from seedread.index.errors import LibraryError, Locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["NoLocks", "locked"]

_BUSY = "Another seedread (process {holder}) is writing the same file: try again when it is done."
_PAUSES = (0.002, 0.1)
"""Seconds between two attempts, at first and at most."""


class NoLocks(LibraryError):
    """A file system that has no locks."""


@contextlib.contextmanager
def locked(path: Path, wait: float | None = 0, *, mode: int = 0o600, busy: str = _BUSY) -> Iterator[int]:
    """Hold the lock file `path`, made with `mode` if there is none; yield the descriptor of it.

    Waits up to `wait` seconds for another holder, with None as long as it takes. Raises Locked, whose message is `busy`
    with the process that holds it in the place of {holder}, NoLocks where the file
    system has none, and OSError where the file cannot be made.
    """
    handle = _acquire(path, None if wait is None else time.monotonic() + wait, mode, busy)
    try:
        with contextlib.suppress(OSError):  # a full disk: the lock holds without its number
            os.ftruncate(handle, 0)
            os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield handle
    finally:
        os.close(handle)


def _acquire(path: Path, until: float | None, mode: int, busy: str) -> int:
    pause = _PAUSES[0]
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, mode)
        with contextlib.ExitStack() as opened:
            opened.callback(os.close, handle)
            if _try(handle, path):
                if _is_there(handle, path):
                    opened.pop_all()
                    return handle
                continue
            number = os.pread(handle, 20, 0).strip()
            holder = number.decode() if number.isdigit() else "unknown"  # what else stands there is nobody's number
        if until is not None and time.monotonic() >= until:
            raise Locked(busy.replace("{holder}", holder))
        time.sleep(pause)
        pause = min(2 * pause, _PAUSES[1])


def _try(handle: int, path: Path) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        raise NoLocks(
            f"The file system of {path.parent} has no locks ({error.strerror or error}), without which two programs "
            "could destroy each other's work: nothing was written. Use a folder on another file system, or mount this "
            "one with locks."
        ) from None
    return True


def _is_there(handle: int, path: Path) -> bool:
    """Tell whether the locked file still lies at `path`: whoever took it away let others make and lock another."""
    try:
        return os.path.samestat(os.fstat(handle), os.lstat(path))
    except FileNotFoundError:
        return False
