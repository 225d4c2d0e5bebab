"""Reads the pickled segments in Whoosh's table of contents without running any code in it.

There are three barriers: only the opcodes of a list of segments are supported, so no function can be called; only one
class name is known, and it gives a class without methods; and the result is validated. Memory is bounded by the size
of the table.
"""

from __future__ import annotations

import io
import pickle
import re
from typing import Any

from seedread.index.engines.whoosh.schema import NAME
from seedread.index.engines.whoosh.segment_entry import SegmentEntry

__all__ = ["MAX_SIZE", "read_segments"]

MAX_SIZE = 1 << 21
"""Bytes of a table: with one bit per article in segments with deletions, enough for millions of articles."""
_MAX_COUNT = 1 << 27
_ID = re.compile(r"[0-9a-z]{1,40}")
_NAMES = frozenset({("seedread.index.engines.whoosh.segment_info", "SegmentInfo")})
"""The only class names that a table may contain, with their modules."""
_OPERATIONS = (
    *(pickle.PROTO, pickle.FRAME, pickle.MARK, pickle.STOP),
    *(pickle.MEMOIZE, pickle.BINPUT, pickle.BINGET, pickle.LONG_BINGET),
    *(pickle.NEWTRUE, pickle.NEWFALSE, pickle.BININT, pickle.BININT1, pickle.BININT2),
    *(pickle.SHORT_BINUNICODE, pickle.SHORT_BINBYTES, pickle.BINBYTES),
    *(pickle.EMPTY_LIST, pickle.APPEND, pickle.APPENDS, pickle.EMPTY_TUPLE, pickle.EMPTY_DICT, pickle.SETITEM),
    *(pickle.SETITEMS, pickle.FROZENSET, pickle.STACK_GLOBAL, pickle.NEWOBJ, pickle.BUILD),
)


class _RawSegment:
    """The unverified state of a segment."""


class _Unpickler(pickle._Unpickler):  # noqa: SLF001 (the C version has no table of opcodes)
    """Supports only the opcodes and the class name of a list of segments."""

    dispatch = {operation[0]: pickle._Unpickler.dispatch[operation[0]] for operation in _OPERATIONS}  # noqa: SLF001, RUF012 (pickle's)

    def find_class(self, module: str, name: str) -> Any:
        """Return the class for the only allowed name; raises UnpicklingError for any other name."""
        if (module, name) in _NAMES:
            return _RawSegment
        raise pickle.UnpicklingError("a name in it is not allowed")


def read_segments(data: bytes) -> list[SegmentEntry]:
    """Return the segments of a table; raises any error for a hostile or damaged one, without running its code."""
    if len(data) > MAX_SIZE:
        raise ValueError("it is too long")
    loaded = _Unpickler(io.BytesIO(data)).load()
    if not isinstance(loaded, list):
        raise TypeError("it is not a list of segments")
    return [_segment(item) for item in loaded]


def _segment(raw: Any) -> SegmentEntry:
    if type(raw) is not _RawSegment:
        raise TypeError("it contains an object that is not a segment")
    state = vars(raw)
    count, deleted, identity = state["count"], state["deleted"], state["segid"]
    if type(count) is not int or not 0 <= count <= _MAX_COUNT:
        raise ValueError("the number of documents is invalid")
    if state["indexname"] != NAME or type(identity) is not str or not _ID.fullmatch(identity):
        raise ValueError("the name of a segment is invalid")
    return SegmentEntry(count, SegmentEntry.unpacked(deleted, count), identity)
