"""What Whoosh's table of contents says of a segment: its file, how many documents it has, which of them are deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec import base

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .segment_file import Array

__all__ = ["SegmentInfo"]


class SegmentInfo(base.Segment):
    """One segment in a table of contents; pickled there by Whoosh."""

    def __init__(self, indexname: str, count: int, deleted: Iterable[int] = ()) -> None:
        super().__init__(indexname)
        self.count = count
        self.deleted = frozenset(deleted)

    def path(self, directory: Path) -> Path:
        """Return where the segment's file lies."""
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

    # What Whoosh asks of a segment.

    def codec(self, **_options: Any) -> Any:
        """Return the codec that reads it."""
        from .codec import Codec  # noqa: PLC0415 (the codec knows this class)

        return Codec()

    def doc_count_all(self) -> int:
        """Return the number of documents, deleted ones among them."""
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
