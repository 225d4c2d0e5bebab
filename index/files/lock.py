"""A file lock that the system releases when its holder exits or is killed."""

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
"""Seconds between two attempts: first and longest pause."""


class NoLocks(LibraryError):
    """A file system without locks."""


@contextlib.contextmanager
def locked(path: Path, wait: float | None = 0, *, mode: int = 0o600, busy: str = _BUSY) -> Iterator[int]:
    """Lock the file `path`, created with `mode` if it does not exist; yield its descriptor.

    Waits up to `wait` seconds for another lock holder, with None without limit. Raises Locked, whose message is `busy`
    with {holder} replaced by the process ID of the lock holder, NoLocks if the file system has no locks, and OSError
    if the file cannot be created.
    """
    handle = _acquire(path, None if wait is None else time.monotonic() + wait, mode, busy)
    try:
        with contextlib.suppress(OSError):  # a full disk: the lock works without the process ID
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
            holder = number.decode() if number.isdigit() else "unknown"  # the file may have other content
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
            f"The file system of {path.parent} has no locks ({error.strerror or error}). Without them two programs "
            "could overwrite each other's work, so nothing was written. Use a folder on another file system, or mount "
            "this one with locks."
        ) from None
    return True


def _is_there(handle: int, path: Path) -> bool:
    """Tell whether the locked file is still at `path`: if it was removed, others could create and lock a new one."""
    try:
        return os.path.samestat(os.fstat(handle), os.lstat(path))
    except FileNotFoundError:
        return False
