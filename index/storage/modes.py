"""Who may read a library: the mode of its folder decides, and everything written into the folder follows it.

A private library is 0700, one for a group 02750 (new files in it belong to the group), one for all users 0755.
Files in it are 0644 whatever the writer's umask, or 0640 for a group; a private folder protects all of them.
"""

from __future__ import annotations

import grp
import os
import re
import stat
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.errors import LibraryError
from seedread.index.files.atomic_write import make_folder as make_folders

if TYPE_CHECKING:
    from seedread.index.storage.checked_path import Place
    from seedread.index.storage.places import WritablePlace

__all__ = [
    "Readers",
    "closed_above",
    "file_mode",
    "is_ours",
    "make_folder",
    "make_private",
    "mode_in",
    "readers_of",
    "settle",
    "share",
]


_OURS = re.compile(r"(manifest|(files|stories)-\d+)\.json(\.new)?|links-\d+\.bin(\.new)?|names\.toml|lock|index-\d+")


class Readers(Enum):
    """Who may read a library; the value is the mode of its folder."""

    OWNER = 0o700
    GROUP = 0o2750
    EVERYBODY = 0o755


_FOLDER = {Readers.OWNER: 0o755, Readers.GROUP: 0o2750, Readers.EVERYBODY: 0o755}
_FILE = {Readers.OWNER: 0o644, Readers.GROUP: 0o640, Readers.EVERYBODY: 0o644}


def readers_of(folder: Path) -> Readers:
    """Return who may read the library in `folder`."""
    mode = folder.stat().st_mode
    if mode & stat.S_IROTH and mode & stat.S_IXOTH:
        return Readers.EVERYBODY
    return Readers.GROUP if mode & stat.S_IRGRP and mode & stat.S_IXGRP else Readers.OWNER


def closed_above(folder: Path) -> list[Path]:
    """Return the folders above a shared library that its readers cannot pass through."""
    readers = readers_of(folder)
    if readers is Readers.OWNER:
        return []
    group = folder.stat().st_gid
    closed = []
    for above in reversed(folder.resolve().parents):
        status = above.stat()
        through_group = readers is Readers.GROUP and status.st_gid == group and status.st_mode & stat.S_IXGRP
        if not (status.st_mode & stat.S_IXOTH or through_group):
            closed.append(above)
    return closed


def is_ours(path: Place) -> bool:
    """Tell whether a path in the folder of a library belongs to the library; other files in it are left alone."""
    return _OURS.fullmatch(path.name) is not None


def make_private(folder: Path) -> None:
    """Create the folder of a library, if missing, for its owner only; new folders above it are 0755."""
    make_folders(folder.parent, 0o755)
    make_folders(folder, 0o700)


def file_mode(folder: Path) -> int:
    """Return the mode of a new file in `folder`."""
    return _FILE[readers_of(folder)]


def mode_in(place: WritablePlace) -> int | None:
    """Return the mode of a new file at a place; None in a cluster, whose users have rights."""
    return file_mode(place) if isinstance(place, Path) else None


def make_folder(folder: Path) -> None:
    """Create a folder in the folder of a library, if missing, for the readers of the library."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(_FOLDER[readers_of(folder.parent)])


def share(folder: Path, readers: Readers, group: str = "") -> None:
    """Let only `readers` read the library in `folder`; raises LibraryError for a group that cannot be used."""
    number = _group_number(folder, group) if group else -1
    if readers is Readers.OWNER:
        folder.chmod(readers.value)  # closed before its contents, opened after them
    try:
        _settle(folder, readers, number)
        _set(folder, readers.value, number)
    except PermissionError:
        raise LibraryError(f"Only members of {group} can give the library in {folder} to that group.") from None


def settle(folder: Path) -> None:
    """Give all files of a library the modes of its folder; older versions and killed writers left other modes.

    The caller holds the lock and has checked that there are no links.
    """
    readers = readers_of(folder)
    _settle(folder, readers, folder.stat().st_gid if readers is Readers.GROUP else -1)


def _settle(folder: Path, readers: Readers, group: int) -> None:
    for path in filter(is_ours, folder.iterdir()):
        if path.is_dir():
            for inside in path.iterdir():
                _set(inside, _FILE[readers], group)
            _set(path, _FOLDER[readers], group)
        else:
            _set(path, _FILE[readers], group)


def _set(path: Path, mode: int, group: int) -> None:
    status = path.stat()
    if group not in (-1, status.st_gid):
        os.chown(path, -1, group)
    if group not in (-1, status.st_gid) or stat.S_IMODE(status.st_mode) != mode:
        path.chmod(mode)  # after the group: changing the group clears the set-group-ID bit


def _group_number(folder: Path, name: str) -> int:
    try:
        return grp.getgrnam(name).gr_gid
    except KeyError:
        raise LibraryError(f"There is no group {name} on this machine: {folder} stays as it is.") from None
