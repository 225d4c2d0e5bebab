"""The entry of a segment in Whoosh's table of contents: its file, number of documents and deleted documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from whoosh.codec import base

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from seedread.index.engines.whoosh.segment_file import Array
    from seedread.index.storage.checked_path import CheckedPath

    Anywhere = TypeVar("Anywhere", Path, CheckedPath, Path | CheckedPath)

__all__ = ["SegmentInfo"]


class SegmentInfo(base.Segment):
    """One segment in a table of contents; Whoosh pickles it, and `toc_pickle` reads it."""

    def __init__(self, indexname: str, count: int, deleted: Iterable[int] = ()) -> None:
        super().__init__(indexname)
        self.count = count
        self.deleted = frozenset(deleted)

    def __getstate__(self) -> dict[str, Any]:
        """Return the pickled state: a bit for each document instead of a number for each deleted one."""
        return {**self.__dict__, "deleted": np.packbits(~self.alive()).tobytes() if self.deleted else b""}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore the pickled state, for plain Whoosh."""
        self.__dict__.update(state, deleted=self.unpacked(state["deleted"], state["count"]))

    @staticmethod
    def unpacked(deleted: Any, count: int) -> frozenset[int]:
        """Return the deleted ones of `count` documents; raises ValueError or TypeError for invalid data."""
        if isinstance(deleted, frozenset):  # as version 0.1 wrote it
            if not all(type(n) is int and 0 <= n < count for n in deleted):
                raise ValueError("a deleted document does not exist")
            return deleted
        if not isinstance(deleted, bytes) or len(deleted) not in (0, (count + 7) // 8):
            raise ValueError("the number of deletion bits is wrong")
        bits = np.unpackbits(np.frombuffer(deleted, np.uint8))[:count]
        return frozenset(np.flatnonzero(bits).tolist())

    def path(self, directory: Anywhere) -> Anywhere:
        """Return the path of the segment's file."""
        name: str = self.make_filename(".seg")
        return directory / name

    def alive(self) -> Array:
        """Return for each document whether it is not deleted."""
        alive = np.ones(self.count, bool)
        alive[list(self.deleted)] = False
        return alive

    def without(self, deleted: Iterable[int]) -> SegmentInfo:
        """Return the same segment with more documents deleted."""
        other = SegmentInfo(self.indexname, self.count, self.deleted | frozenset(deleted))
        other.segid = self.segid
        return other

    # Methods that Whoosh requires.

    def codec(self, **_options: Any) -> Any:
        """Return the codec that reads it."""
        from seedread.index.engines.whoosh.codec import Codec  # noqa: PLC0415 (the codec imports this class)

        return Codec()

    def doc_count_all(self) -> int:
        """Return the number of documents, including deleted ones."""
        return self.count

    def deleted_count(self) -> int:
        """Return the number of deleted documents."""
        return len(self.deleted)

    def deleted_docs(self) -> frozenset[int]:
        """Return the numbers of the deleted documents."""
        return self.deleted

    def is_deleted(self, docnum: int) -> bool:
        """Tell whether a document is deleted."""
        return docnum in self.deleted
