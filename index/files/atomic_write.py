"""Replaces a file atomically: after a kill or a power cut either the old file or the new one is there.

The order is: write to a temporary file in the same folder, fsync it, rename it over the target, fsync the folder. The
temporary file has a unique name and is locked as long as its writer runs. So the next writer can recognize and remove
the temporary files of killed writers.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import stat
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

__all__ = ["Replaceable", "atomic_write", "make_folder", "sync_folder", "target_of", "write_file"]

_TEMPORARY = re.compile(r"\.(.+)-[0-9a-f]{16}\.new", re.DOTALL)
_NAME = 50
"""Characters of the target's name in the temporary file's name: with the suffix it stays below 255 bytes."""
_ABANDONED = 24 * 3600
"""Seconds after which a temporary file counts as abandoned if the file system has no locks."""
_NO_FOLDER_SYNC = (errno.EACCES, errno.EBADF, errno.EINVAL, errno.ENOTSUP, errno.EPERM)
"""Errors of fsync on file systems that do not support it for folders, and in folders without read permission."""


class Replaceable(Protocol):
    """A file that is not on a disk, and that knows how it is replaced."""

    def replace_bytes(self, data: bytes) -> None:
        """Replace its contents in one step."""
        ...


def write_file(path: Path | Replaceable, data: bytes, mode: int | None = None) -> None:
    """Replace `path` with a file that contains `data`, as `atomic_write` does; raises OSError."""
    if not isinstance(path, Path):
        path.replace_bytes(data)
        return
    with atomic_write(path, mode) as file:
        file.write(data)


@contextmanager
def atomic_write(path: Path, mode: int | None = None) -> Iterator[BinaryIO]:
    """Yield a file to write to; at the end of the block it is on the disk and has replaced `path`.

    After an error the old file is unchanged and no new one is left. A symbolic link stays a link: its target is
    replaced. The new file has the mode `mode` regardless of the umask, else the mode of the file it replaces, else
    what the umask allows. A pipe, a terminal or a device such as /dev/null is written to directly. Raises OSError.
    """
    before = _status(path)
    if before is not None and not stat.S_ISREG(before.st_mode):
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CLOEXEC), "wb") as file:
            yield file
        return
    target = Path(os.path.realpath(path))
    _remove_abandoned(target)
    kept = mode if before is None or mode is not None else stat.S_IMODE(before.st_mode) & 0o777
    fresh, handle = _create(target, private=kept is not None)
    try:
        with os.fdopen(handle, "wb") as file:
            if before is not None:
                _keep_owner(handle, before)
            if kept is not None:
                os.fchmod(handle, kept)
            yield file
            file.flush()
            os.fsync(handle)
            fresh.replace(target)  # before closing it, which releases the lock
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def target_of(name: str) -> str | None:
    """Return the target (the beginning of its name) of the temporary file `name`; None for any other file."""
    found = _TEMPORARY.fullmatch(name)
    return found[1] if found else None


def sync_folder(folder: Path) -> None:
    """Sync the directory entries of `folder` to the disk, if the file system supports it; raises OSError."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def make_folder(folder: Path, mode: int = 0o700) -> None:
    """Create `folder` and its missing parents, and sync them to the disk; raises OSError."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        if folder.parent == folder:
            break
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(mode=mode, exist_ok=True)
        sync_folder(one.parent)


def _status(path: Path) -> os.stat_result | None:
    """Return the status of `path`; None if it does not exist.

    The system decides here whether to follow a link: not one that another user put into a folder such as /tmp.
    """
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _create(target: Path, *, private: bool) -> tuple[Path, int]:
    """Create and lock a temporary file in the folder of `target`."""
    while True:
        fresh = target.with_name(f".{target.name[:_NAME]}-{os.urandom(8).hex()}.new")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        handle = os.open(fresh, flags, 0o600 if private else 0o666)
        if _locked(handle) is not False and os.fstat(handle).st_nlink:
            return fresh, handle
        os.close(handle)  # another writer removed it as abandoned


def _locked(handle: int) -> bool | None:
    """Lock a file; False if another process holds the lock, None if the file system has no locks."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _keep_owner(handle: int, before: os.stat_result) -> None:
    """Keep the file's owner if permitted: root may write files of other users."""
    made = os.fstat(handle)
    if (made.st_uid, made.st_gid) != (before.st_uid, before.st_gid):
        with suppress(OSError):
            os.fchown(handle, before.st_uid, before.st_gid)


def _remove_abandoned(target: Path) -> None:
    """Remove the temporary files of killed writers of `target`."""
    beginning = target.name[:_NAME]
    with suppress(OSError):
        for path in target.parent.iterdir():
            if target_of(path.name) == beginning:
                with suppress(OSError):
                    _remove_unlocked(path)


def _remove_unlocked(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        locked = _locked(handle)
        if locked or (locked is None and time.time() - os.fstat(handle).st_mtime > _ABANDONED):
            path.unlink()
    finally:
        os.close(handle)
