"""A segment as Whoosh knows it: pickled in a table of contents, so that plain Whoosh opens the index.

It has the methods of Whoosh's own class, which it does not extend: loading Whoosh costs more than adding an article.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from seedread.index.engines.whoosh.schema import NAME
from seedread.index.engines.whoosh.segment_entry import SegmentEntry

__all__ = ["SegmentInfo"]


class SegmentInfo:
    """One segment in a table of contents; Whoosh pickles it, and `toc_pickle` reads it."""

    def __init__(self, entry: SegmentEntry) -> None:
        self.indexname = NAME
        self.compound = False
        self.segid = entry.segid
        self.count = entry.count
        self.deleted = entry.deleted

    def entry(self) -> SegmentEntry:
        """Return the same without Whoosh."""
        return SegmentEntry(self.count, self.deleted, self.segid)

    def __getstate__(self) -> dict[str, Any]:
        """Return what a table keeps: a bit for each document instead of a number for each deleted one."""
        return {**self.__dict__, "deleted": np.packbits(~self.entry().alive()).tobytes() if self.deleted else b""}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take over what a table keeps, for plain Whoosh."""
        self.__dict__.update(state, deleted=SegmentEntry.unpacked(state["deleted"], state["count"]))

    # Methods that Whoosh requires.

    def codec(self, **_options: Any) -> Any:
        """Return the codec that reads it."""
        from seedread.index.engines.whoosh.codec import Codec  # noqa: PLC0415 (the codec imports this class)

        return Codec()

    def segment_id(self) -> str:
        """Return the name of the segment among those of all indexes in the folder."""
        return f"{self.indexname}_{self.segid}"

    def is_compound(self) -> bool:
        """Tell whether Whoosh should unpack the files of the segment from one file."""
        return self.compound

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
