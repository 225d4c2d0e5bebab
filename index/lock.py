"""One writer a library: a lock that the system lets go of when its holder ends, however it ends."""

from __future__ import annotations

import contextlib
import fcntl
import os
from typing import TYPE_CHECKING

from .errors import Locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["writing"]


@contextlib.contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Hold the library's lock; raises Locked, naming the process, where another one holds it."""
    handle = os.open(directory / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            number = os.read(handle, 20).strip()
            holder = number.decode() if number.isdigit() else "unknown"
            raise Locked(
                f"Another seedread (process {holder}) is updating this library: what it finishes is seen at once, "
                "nothing needs to be done."
            ) from None
        with contextlib.suppress(OSError):  # a full disk: the lock holds without its number, and a sync can make room
            os.ftruncate(handle, 0)
            os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)
