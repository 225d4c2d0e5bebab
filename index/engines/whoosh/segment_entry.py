"""A segment as a table of contents lists it: its file, how many documents it has, which of them are deleted."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from seedread.index.engines.whoosh.schema import NAME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from seedread.index.engines.whoosh.segment_file import Array
    from seedread.index.storage.checked_path import CheckedPath

    Anywhere = TypeVar("Anywhere", Path, CheckedPath, Path | CheckedPath)

__all__ = ["SegmentEntry"]


class SegmentEntry:
    """One segment in a table of contents; reading one needs no Whoosh (`segment_info` is its form for Whoosh)."""

    def __init__(self, count: int, deleted: Iterable[int] = (), segid: str = "") -> None:
        self.segid = segid or os.urandom(8).hex()
        """A part of its file's name."""
        self.count = count
        self.deleted = frozenset(deleted)

    @staticmethod
    def unpacked(deleted: Any, count: int) -> frozenset[int]:
        """Return the deleted ones of `count` documents; raises ValueError or TypeError where a table is wrong."""
        if isinstance(deleted, frozenset):  # as version 0.1 wrote it
            if not all(type(n) is int and 0 <= n < count for n in deleted):
                raise ValueError("a document is deleted that is not there")
            return deleted
        if not isinstance(deleted, bytes) or len(deleted) not in (0, (count + 7) // 8):
            raise ValueError("the bits of deleted documents are not as many as the documents")
        bits = np.unpackbits(np.frombuffer(deleted, np.uint8))[:count]
        return frozenset(np.flatnonzero(bits).tolist())

    def path(self, directory: Anywhere) -> Anywhere:
        """Return where the segment's file lies."""
        return directory / f"{NAME}_{self.segid}.seg"

    def alive(self) -> Array:
        """Return for each document whether it is not deleted."""
        alive = np.ones(self.count, bool)
        alive[list(self.deleted)] = False
        return alive

    def doc_count(self) -> int:
        """Return the number of documents that are not deleted."""
        return self.count - len(self.deleted)

    def without(self, deleted: Iterable[int]) -> SegmentEntry:
        """Return the same segment with more documents deleted."""
        return SegmentEntry(self.count, self.deleted | frozenset(deleted), self.segid)
