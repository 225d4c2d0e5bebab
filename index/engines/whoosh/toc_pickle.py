"""Reads the segments that Whoosh's table of contents names, a pickle, without anything of it being run.

Three walls stand one behind the other: only the operations that a list of segments is made of are known at all, so no
function can be called; only one name is known, and it gives a class without methods; and what comes out is taken over
only if it is what a table holds. Memory is bounded by the size of the table.
"""

from __future__ import annotations

import io
import pickle
import re
from typing import Any

from seedread.index.engines.whoosh.schema import NAME
from seedread.index.engines.whoosh.segment_info import SegmentInfo

__all__ = ["MAX_SIZE", "read_segments"]

MAX_SIZE = 1 << 21
"""Bytes of a table. A bit for each article of a segment with deleted ones: millions of articles."""
_MAX_COUNT = 1 << 27
_ID = re.compile(r"[0-9a-z]{1,40}")
_NAMES = frozenset({("seedread.index.engines.whoosh.segment_info", "SegmentInfo")})
"""The names that a table may hold, module and name, as a whole."""
_OPERATIONS = (
    *(pickle.PROTO, pickle.FRAME, pickle.MARK, pickle.STOP),
    *(pickle.MEMOIZE, pickle.BINPUT, pickle.BINGET, pickle.LONG_BINGET),
    *(pickle.NEWTRUE, pickle.NEWFALSE, pickle.BININT, pickle.BININT1, pickle.BININT2),
    *(pickle.SHORT_BINUNICODE, pickle.SHORT_BINBYTES, pickle.BINBYTES),
    *(pickle.EMPTY_LIST, pickle.APPEND, pickle.APPENDS, pickle.EMPTY_TUPLE, pickle.EMPTY_DICT, pickle.SETITEM),
    *(pickle.SETITEMS, pickle.FROZENSET, pickle.STACK_GLOBAL, pickle.NEWOBJ, pickle.BUILD),
)


class _Told:
    """Stands for a segment until what is told of it has been looked at."""


class _Unpickler(pickle._Unpickler):  # noqa: SLF001 (the one in C has no table of operations)
    """Knows the operations and the one name that a list of segments is made of."""

    dispatch = {operation[0]: pickle._Unpickler.dispatch[operation[0]] for operation in _OPERATIONS}  # noqa: SLF001, RUF012 (pickle's)

    def find_class(self, module: str, name: str) -> Any:
        """Return what stands for the one name that there may be; raises UnpicklingError for every other."""
        if (module, name) in _NAMES:
            return _Told
        raise pickle.UnpicklingError("it names what no table of contents holds")


def read_segments(data: bytes) -> list[SegmentInfo]:
    """Return the segments of a table; raises whatever a hostile or broken one leads to, before anything has run."""
    if len(data) > MAX_SIZE:
        raise ValueError("it is too long")
    told = _Unpickler(io.BytesIO(data)).load()
    if not isinstance(told, list):
        raise TypeError("it holds no list of segments")
    return [_segment(one) for one in told]


def _segment(told: Any) -> SegmentInfo:
    if type(told) is not _Told:
        raise TypeError("it holds something that is no segment")
    state = vars(told)
    count, deleted, identity = state["count"], state["deleted"], state["segid"]
    if type(count) is not int or not 0 <= count <= _MAX_COUNT:
        raise ValueError("the number of documents cannot be")
    if state["indexname"] != NAME or type(identity) is not str or not _ID.fullmatch(identity):
        raise ValueError("a segment has an impossible name")
    info = SegmentInfo(NAME, count, SegmentInfo.unpacked(deleted, count))
    info.segid = identity
    return info
