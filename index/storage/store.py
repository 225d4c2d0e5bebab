"""Where a library keeps its state: in a folder of one machine, or in a cluster."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from seedread.index.errors import LibraryError
from seedread.index.files.atomic_write import sync_folder
from seedread.index.files.lock import locked
from seedread.index.storage.checked_path import check_above, open_checked
from seedread.index.storage.modes import make_private, settle
from seedread.index.storage.ownership import owner_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from seedread.index.storage.ownership import Trust
    from seedread.index.storage.places import ReadablePlace, WritablePlace

__all__ = ["SYNCING", "Store", "open_store"]

SYNCING = (
    "Another seedread (process {holder}) is updating this library. New articles appear as soon as it has read them."
)


class Store(Protocol):
    """The place of one library."""

    def stamp(self) -> tuple[int, ...] | None:
        """Return what changes when the manifest does; None if there is none. Raises LibraryError."""
        ...

    def look(self) -> ReadablePlace | None:
        """Return the library for reading, checked now; None if there is none. Raises Untrusted."""
        ...

    @property
    def keeper(self) -> str | None:
        """The owner of another user's library, else None: only the owner can sync it."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Hold the writer's lock; raises Locked, and LibraryError if nothing can be written."""
        ...

    def secure(self, index: WritablePlace) -> None:
        """See that what was written of an index survives a power cut, and that the lock is still held."""
        ...


def open_store(place: WritablePlace, trust: Trust) -> Store:
    """Return the store at a place, which need not exist yet."""
    if isinstance(place, Path):
        return FolderStore(place, trust)
    from seedread.index.storage.cluster_store import ClusterStore  # noqa: PLC0415 (HTTP and TLS, which folders do not need)

    return ClusterStore(place)


class FolderStore:
    """A folder that only trusted users can change."""

    def __init__(self, directory: Path, trust: Trust) -> None:
        self._directory = directory
        self._trust = trust

    def stamp(self) -> tuple[int, ...] | None:
        """Return what changes when the manifest does; None if there is none."""
        try:
            status = (self._directory / "manifest.json").stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise LibraryError(f"You may not read {self._directory} ({error.strerror}): ask its owner.") from error
        return status.st_ino, status.st_mtime_ns

    def look(self) -> ReadablePlace | None:
        """Return the library's folder, checked now, None if there is none; raises Untrusted."""
        try:
            return open_checked(self._directory, self._trust)
        except (FileNotFoundError, NotADirectoryError):
            return None

    @property
    def keeper(self) -> str | None:
        """The owner of another user's library, else None: only the owner can sync it."""
        try:
            owner = self._directory.stat().st_uid
        except OSError:
            return None
        return None if owner == os.geteuid() else owner_name(owner)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock; raises Locked, and LibraryError if the folder cannot be written."""
        if keeper := self.keeper:
            raise LibraryError(
                f"The library in {self._directory} belongs to {keeper}: only {keeper} can update it, with `seedread "
                "index`. You can search what is indexed."
            )
        try:
            check_above(self._directory, self._trust)
            make_private(self._directory)
            open_checked(self._directory, self._trust)
            with locked(self._directory / "lock", busy=SYNCING):
                settle(self._directory)
                yield
        except OSError as error:
            raise LibraryError(
                f"The library in {self._directory} cannot be written ({error.strerror or error}): {_advice(error)} or "
                "choose another place with --library. What was indexed before can still be searched."
            ) from error

    def secure(self, index: WritablePlace) -> None:
        """Sync the files of an index to the disk."""
        assert isinstance(index, Path)
        for path in index.iterdir():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        sync_folder(index)


def _advice(error: OSError) -> str:
    """Return advice for a library that cannot be written."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "ask a user who may write there to sync it,"
    return "make room"
