"""Whoosh's table of contents followed by a checksum: it lists the segments of a generation.

A table contains pickles. Damaged or hostile pickles are dangerous, so `toc_pickle` reads only the list of segments.
"""

from __future__ import annotations

import re
import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.engines.whoosh.schema import NAME
from seedread.index.engines.whoosh.toc_pickle import MAX_SIZE, read_segments
from seedread.index.errors import Damaged, Untrusted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from seedread.index.engines.whoosh.segment_entry import SegmentEntry
    from seedread.index.storage.checked_path import Place

__all__ = ["head_of", "newest", "read_toc", "remove_unnamed", "table_name"]

SUM = 4
"""Bytes of the CRC at the end."""
_OURS = re.compile(rf"\.?_?{NAME}_[0-9a-z]+\.(toc|seg)([.-].*)?")
"""Tables and segments, and unfinished ones of killed writers."""
_TABLE = re.compile(rf"_{NAME}_([0-9]+)\.toc")
_HEAD = bytes((4, 8, 4)) + struct.pack("!ii", -12345, -111)
"""The sizes of C integers, a byte order mark, and the format of the table."""


class Contents(NamedTuple):
    """The content of a table."""

    generation: int
    segments: list[SegmentEntry]
    head: bytes
    """How it begins: its format, and the schema."""


def newest(directory: Place) -> int:
    """Return the newest finished generation, or -1."""
    found = (_TABLE.fullmatch(path.name) for path in directory.iterdir())
    return max((int(match[1]) for match in found if match), default=-1)


def read_toc(directory: Place, generation: int | None) -> Contents:
    """Return the table of `generation` (default: the newest); raises Damaged if it is missing or damaged.

    Whoosh's own reader would run the code in a hostile table.
    """
    number = newest(directory) if generation is None else generation
    try:
        with (directory / table_name(number)).open("rb") as file:
            raw = file.read(MAX_SIZE + 1)
        return _contents(raw, number)
    except Untrusted:
        raise
    except Exception as error:  # noqa: BLE001 (a damaged table can raise any error)
        # Chaining the error would keep this frame alive, and the callers' frames with their open files.
        problem = error.strerror if isinstance(error, OSError) else "it is damaged"
    raise Damaged(f"The table of contents in {directory} cannot be read ({problem}): run `seedread index --rebuild`.")


def _contents(raw: bytes, generation: int) -> Contents:
    """Return what is in a table as Whoosh lays it out; raises any error where it is wrong."""
    if len(raw) > MAX_SIZE or zlib.crc32(raw[:-SUM]) != int.from_bytes(raw[-SUM:], "little"):
        raise ValueError("broken")
    head = head_of(raw)
    at = len(head)
    number, _ = struct.unpack_from("!ii", raw, at)
    if number != generation:
        raise ValueError("another generation")
    return Contents(number, read_segments(raw[at + 8 : -SUM]), head)


def head_of(raw: bytes) -> bytes:
    """Return what is in front of the generation in a table; raises ValueError for another format."""
    if raw[: len(_HEAD)] != _HEAD:
        raise ValueError("another version or another machine")
    at = len(_HEAD) + 3  # the version of Whoosh, three small numbers
    length, at = _varint(raw, at)
    return raw[: at + length]  # the schema is a pickle that only plain Whoosh loads


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    """Return a varint (seven bits per byte) and the offset after it."""
    number = shift = 0
    while True:
        byte = raw[at]
        at += 1
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80 or shift > 35:
            return number, at


def remove_unnamed(directory: Path, segments: Sequence[SegmentEntry], generation: int) -> None:
    """Remove what `generation` with its `segments` does not need: older ones, and what killed writers left."""
    named = {directory / table_name(generation), *(info.path(directory) for info in segments)}
    for path in directory.iterdir():
        if _OURS.fullmatch(path.name) and path not in named:
            path.unlink(missing_ok=True)


def table_name(generation: int) -> str:
    """Return the name of the file of a table."""
    return f"_{NAME}_{generation}.toc"
