"""A library in a cluster as a store (`seedread.index.storage.store.Store`)."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.storage.cluster_lock import ClusterLock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.storage.cluster_place import ClusterPlace
    from seedread.index.storage.places import ReadablePlace, WritablePlace

__all__ = ["ClusterStore"]


class ClusterStore:
    """A library in a cluster, whose login decides who may change it."""

    def __init__(self, place: ClusterPlace) -> None:
        self._place = place
        self._lock: ClusterLock | None = None

    def stamp(self) -> tuple[int, ...] | None:
        """Return what changes when the manifest does; None if there is none."""
        return (self._place / "manifest.json").stamp()

    def look(self) -> ReadablePlace | None:
        """Return the library; None if there is none."""
        return self._place if self._place.exists() else None

    @property
    def keeper(self) -> str | None:
        """Nobody: the cluster's users have rights, and no library is one user's own."""
        return None

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock, which is renewed; raises Locked."""
        self._place.make()
        with ClusterLock(self._place.client, f"{self._place.client.address.name}.files") as lock:
            self._lock = lock
            try:
                yield
            finally:
                self._lock = None

    def secure(self, index: WritablePlace) -> None:
        """See that the lock is still held; the cluster keeps what it confirmed."""
        assert not isinstance(index, Path), "it is in the cluster too"
        if self._lock is not None:
            self._lock.confirm()
