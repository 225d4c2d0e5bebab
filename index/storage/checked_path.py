"""Opens a library by descriptors: each folder of the path is checked when it is opened, and files are opened from it.

Renaming or replacing a folder after the check has no effect: the folder that was checked is the one that is read.
"""

from __future__ import annotations

import errno
import os
import stat
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from seedread.index.errors import Damaged, LibraryError, Untrusted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader

    from seedread.index.storage.ownership import Trust

__all__ = ["CheckedPath", "Place", "check_above", "open_checked"]

_ENTER = os.O_CLOEXEC | os.O_DIRECTORY | os.O_NOFOLLOW
_PASS = getattr(os, "O_PATH", getattr(os, "O_SEARCH", os.O_RDONLY)) | _ENTER
"""Readers may have the right to pass through a folder above a library, but not to list it."""
_READ = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
"""Opening a pipe must not block."""
_NO_FOLDER = (errno.ENOTDIR, errno.ELOOP, errno.EMLINK)
_MAX_LINKS = 40


class _Descriptor:
    """An open folder, closed when the last reference to it is gone."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __del__(self) -> None:
        os.close(self.number)


class CheckedPath:
    """The folder of a library, or a file or folder in it; like a Path, for reading."""

    def __init__(self, path: Path, trust: Trust, parent: CheckedPath | None, folder: _Descriptor | None) -> None:
        """Messages show `path`; the file is opened through `folder`, or by its name in `parent`."""
        self._path = path
        self._trust = trust
        self._parent = parent
        self._folder = folder

    def __str__(self) -> str:
        return str(self._path)

    def __truediv__(self, name: str) -> CheckedPath:
        if name in ("", ".", "..") or "/" in name or "\0" in name:
            raise Damaged(f"{self} names a file outside itself: run `seedread index --rebuild`.")
        return CheckedPath(self._path / name, self._trust, self, None)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CheckedPath) and other._path == self._path

    def __hash__(self) -> int:
        return hash(self._path)

    @property
    def name(self) -> str:
        """The last component of the path."""
        return self._path.name

    @property
    def stem(self) -> str:
        """The last component without its extension."""
        return self._path.stem

    def open(self, mode: Literal["rb"]) -> BufferedReader:
        """Open a file for reading; raises OSError, and Untrusted for what does not belong in a library."""
        assert self._parent is not None
        number = os.open(self.name, _READ, dir_fd=self._parent.descriptor)
        try:
            self._trust.check_inside(str(self), os.fstat(number))
            return open(number, mode)  # noqa: PTH123 (it has a descriptor)
        except BaseException:
            os.close(number)
            raise

    def read_bytes(self) -> bytes:
        """Return the contents of a file."""
        with self.open("rb") as file:
            return file.read()

    def stat(self) -> os.stat_result:
        """Return its status; a link is not followed."""
        if self._parent is None:
            return os.fstat(self.descriptor)
        return os.stat(self.name, dir_fd=self._parent.descriptor, follow_symlinks=False)

    def exists(self) -> bool:
        """Tell whether it exists."""
        try:
            self.stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def is_dir(self) -> bool:
        """Tell whether it is a folder."""
        return self.exists() and stat.S_ISDIR(self.stat().st_mode)

    def iterdir(self) -> Iterator[CheckedPath]:
        """Iterate over its entries."""
        return (self / name for name in os.listdir(self.descriptor))  # noqa: PTH208 (by its descriptor)

    def glob(self, pattern: str) -> Iterator[CheckedPath]:
        """Iterate over its entries whose name matches."""
        return (path for path in self.iterdir() if fnmatchcase(path.name, pattern))

    def check(self) -> None:
        """Raise Untrusted unless all of its contents can be trusted; entries removed meanwhile are ignored."""
        for path in self.iterdir():
            try:
                status = path.stat()
                self._trust.check_inside(str(path), status)
                if stat.S_ISDIR(status.st_mode):
                    path.check()
            except FileNotFoundError:
                continue

    @property
    def descriptor(self) -> int:
        """The descriptor of a folder, open as long as this object exists."""
        if self._folder is None:
            assert self._parent is not None
            folder = _Descriptor(os.open(self.name, os.O_RDONLY | _ENTER, dir_fd=self._parent.descriptor))
            self._trust.check_inside(str(self), os.fstat(folder.number))
            self._folder = folder
        return self._folder.number


Place: TypeAlias = "Path | CheckedPath"
"""A folder, or a file in one, to read from."""


def open_checked(path: Path, trust: Trust) -> CheckedPath:
    """Return the folder `path` after checking it, its contents and every folder above it.

    Raises Untrusted, LibraryError if it may not be read, and FileNotFoundError or NotADirectoryError.
    """
    try:
        passed, _ = _walk(path, trust)
        folder = _Descriptor(os.open(".", os.O_RDONLY | _ENTER, dir_fd=passed.number))
        trust.check_inside(str(path), os.fstat(folder.number))
        checked = CheckedPath(path, trust, None, folder)
        checked.check()
    except PermissionError:
        raise LibraryError(f"You may not read {path}: ask its owner, or choose another place with --library.") from None
    return checked


def check_above(path: Path, trust: Trust) -> None:
    """Raise Untrusted unless every existing folder above `path` can be trusted."""
    above = path.parent
    while True:
        try:
            passed, shown = _walk(above, trust)
        except FileNotFoundError:
            above = above.parent
        else:
            trust.check_above(shown, os.fstat(passed.number), passed.number)
            return


def _walk(path: Path, trust: Trust) -> tuple[_Descriptor, str]:
    """Open the folder `path` and return it with its real name; folders above it and links in the path are checked."""
    here, shown = _Descriptor(os.open("/", _PASS)), ["/"]
    waiting = list(reversed(path.parts[1:]))
    links = 0
    while waiting:
        trust.check_above(_joined(shown), os.fstat(here.number), here.number)
        name = waiting.pop()
        try:
            here = _Descriptor(os.open(name, _PASS, dir_fd=here.number))
        except OSError as error:
            if error.errno not in _NO_FOLDER:
                raise
            links += 1
            target = _target(name, here, _joined([*shown, name]), trust)
            if links > _MAX_LINKS:
                raise Untrusted(f"{path} leads through too many links: choose another place with --library.") from None
            waiting += reversed(target.parts[1:] if target.is_absolute() else target.parts)
            if target.is_absolute():
                here, shown = _Descriptor(os.open("/", _PASS)), ["/"]
        else:
            shown = [*shown, name] if name != ".." else shown[:-1] or ["/"]
    return here, _joined(shown)


def _joined(parts: list[str]) -> str:
    return os.path.join(*parts)  # noqa: PTH118 (parts of many kinds of names)


def _target(name: str, folder: _Descriptor, shown: str, trust: Trust) -> Path:
    """Return the target of a link; raises NotADirectoryError for anything else."""
    status = os.stat(name, dir_fd=folder.number, follow_symlinks=False)
    if not stat.S_ISLNK(status.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), shown)
    trust.check_owner(shown, status, "is a link on the way to the library and ")
    return Path(os.readlink(name, dir_fd=folder.number))
