"""Where the older texts of a library lie: with the reader's own data, or beside a library that was given a place."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.errors import NoHome, RevisionError
from seedread.index.files.atomic_write import make_folder
from seedread.index.files.user_folders import cache_folder, data_folder
from seedread.index.storage.modes import Readers, readers_of
from seedread.index.storage.source_set import library_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.storage.ownership import Trust
    from seedread.index.storage.places import WritablePlace

__all__ = ["RevisionPlace"]

_MODE = {Readers.OWNER: 0o600, Readers.GROUP: 0o640, Readers.EVERYBODY: 0o644}


@dataclass(frozen=True, slots=True)
class RevisionPlace:
    """The file of older texts of one library; those in the reader's cache share one."""

    directory: WritablePlace
    """The place of the library: a folder, or one in a cluster."""
    roots: Sequence[object]
    """The sources of the library, or else its place."""
    trust: Trust

    @property
    def path(self) -> Path:
        """The file; raises RevisionError if the reader has no folder for data."""
        if (folder := self._given_folder) is not None:
            folder = folder.resolve()  # `..` and links are other names of one library
            return folder.with_name(f"{folder.name}.versions.sqlite")
        try:
            return data_folder() / "versions.sqlite"
        except NoHome as error:
            raise RevisionError(f"Older versions cannot be kept. {error.message}") from None

    @property
    def library(self) -> str:
        """The name of the library in the file; a file beside a library has no other."""
        return library_name(self.roots) if self._given_folder is None else ""

    @property
    def how_to_move(self) -> str:
        """What a reader does to have the file in another file system."""
        if self._given_folder is None:
            return "set XDG_DATA_HOME to another folder"
        return "give the library another place with --library"

    def check(self, path: Path) -> bool:
        """Tell whether there is a file; raises Untrusted for one that others could have written, and OSError."""
        try:
            status = path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        self.trust.check_inside(str(path), status)
        return True

    def create(self, path: Path) -> None:
        """Create the file if there is none, and let those read it who may read the library; raises OSError."""
        if self._given_folder is None:
            make_folder(path.parent)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            self._settle(handle)
        finally:
            os.close(handle)

    def _settle(self, handle: int) -> None:
        folder = self._given_folder
        readers = readers_of(folder) if folder else Readers.OWNER
        status = os.fstat(handle)
        group = folder.stat().st_gid if folder and readers is Readers.GROUP else status.st_gid
        if group != status.st_gid:
            os.fchown(handle, -1, group)
        if status.st_mode & 0o777 != _MODE[readers]:
            os.fchmod(handle, _MODE[readers])

    @property
    def _given_folder(self) -> Path | None:
        """The folder of a library that was given one; None for one in the reader's cache, or in a cluster."""
        if not isinstance(self.directory, Path):
            return None
        try:
            return None if self.directory.is_relative_to(cache_folder()) else self.directory
        except NoHome:
            return self.directory
