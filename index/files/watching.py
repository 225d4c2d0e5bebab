"""Tells when files in folders change, by the kernel's inotify; where that cannot be, it says so and its user must look.

Network file systems tell nothing of what other machines write, and the number of folders that a user may watch is
limited.
"""

from __future__ import annotations

import ctypes
import os
import select
import struct
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from typing import Self

__all__ = ["FolderWatch", "is_on_network"]

_WRITTEN, _MOVED_FROM, _MOVED_TO, _CREATED, _DELETED = 0x8, 0x40, 0x80, 0x100, 0x200
_IS_FOLDER, _ONLY_FOLDER, _OVERFLOW = 0x40000000, 0x01000000, 0x4000
_MASK = _WRITTEN | _MOVED_FROM | _MOVED_TO | _CREATED | _DELETED | _ONLY_FOLDER
_HEAD = struct.Struct("iIII")
_BUFFER = 65536
_REMOTE = frozenset(("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "virtiofs"))
"""File systems that may change without a word of the kernel; FUSE is another."""


class FolderWatch:
    """Watches files and folders with all folders below; hidden names count as unchanged, as they are never read."""

    def __init__(self, roots: Iterable[Path], without: Path | None = None) -> None:
        """Watch `roots`, but nothing in the folder `without`."""
        self._without = without
        self._names: dict[int, set[str] | None] = {}
        """What is watched in each folder, by its number; None is all."""
        self._paths: dict[int, Path] = {}
        self._handle = -1
        self.whole = False
        """Whether everything is watched."""
        self.newest = 0.0
        """When the last of the watched folders and files changed before it was watched, in seconds since 1970."""
        self.on_network = False
        """Whether a part of it lies where other machines may write."""
        with suppress(OSError, AttributeError):
            self._libc = ctypes.CDLL(None, use_errno=True)
            self._handle = self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self._handle >= 0:
            added = [self._add_root(root) for root in roots]
            self.whole = all(added)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def wait(self, seconds: float) -> bool:
        """Wait for a change, `seconds` at most; return whether there was one."""
        if self._handle < 0:
            time.sleep(seconds)
            return False
        if not select.select([self._handle], [], [], seconds)[0]:
            return False
        concerned = [self._concerns(*event) for event in self._events()]
        return any(concerned)

    def _events(self) -> Iterator[tuple[int, int, str]]:
        data = b""
        with suppress(BlockingIOError):
            data = os.read(self._handle, _BUFFER)
        at = 0
        while at + _HEAD.size <= len(data):
            number, mask, _, length = _HEAD.unpack_from(data, at)
            name = data[at + _HEAD.size : at + _HEAD.size + length].rstrip(b"\0")
            yield number, mask, os.fsdecode(name)
            at += _HEAD.size + length

    def _concerns(self, number: int, mask: int, name: str) -> bool:
        if mask & _OVERFLOW:
            return True
        if number not in self._names or name.startswith("."):
            return False
        names = self._names[number]
        if names is not None:
            return name in names
        if mask & _IS_FOLDER and mask & (_CREATED | _MOVED_TO):
            self.whole &= self._add_below(self._paths[number] / name)
        return True

    def _add_root(self, root: Path) -> bool:
        if root.is_dir():
            return self._add_below(root)
        if is_on_network(root.parent):
            self.on_network = True
            return False
        self._see(root)
        return self._add(root.parent, {root.name})

    def _add_below(self, folder: Path) -> bool:
        """Watch a folder and those below; return False if one cannot be watched."""
        if is_on_network(folder):
            self.on_network = True
            return False
        added = True
        for path, folders, _ in os.walk(folder):
            folders[:] = [name for name in folders if not name.startswith(".") and Path(path, name) != self._without]
            added = self._add(Path(path), None) and added
        return added

    def _see(self, path: Path) -> None:
        with suppress(OSError):
            self.newest = max(self.newest, path.stat().st_mtime)

    def _add(self, folder: Path, names: Collection[str] | None) -> bool:
        number = self._libc.inotify_add_watch(self._handle, os.fsencode(folder), _MASK)
        if number < 0:
            return False
        self._see(folder)
        known = self._names.get(number, set())
        self._names[number] = None if names is None or known is None else known | set(names)
        self._paths[number] = folder
        return True


def is_on_network(path: Path) -> bool:
    """Tell whether other machines may change the file system of `path`."""
    with suppress(OSError, ValueError):
        device = path.stat().st_dev
        wanted = f"{os.major(device)}:{os.minor(device)}"
        for line in Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines():
            left, _, right = line.partition(" - ")
            if left.split()[2] == wanted:
                kind = right.split()[0]
                return kind in _REMOTE or kind.startswith("fuse")
    return False
