"""Whoosh's table of contents followed by a checksum: it lists the segments of a generation.

A table contains pickles. Damaged or hostile pickles are dangerous, so `toc_pickle` reads only the list of segments.
"""

from __future__ import annotations

import os
import re
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from seedread.index.engines.whoosh.schema import NAME, schema
from seedread.index.engines.whoosh.toc_pickle import MAX_SIZE, read_segments
from seedread.index.errors import Damaged, Untrusted
from seedread.index.storage.modes import file_mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.engines.whoosh.segment_info import SegmentInfo
    from seedread.index.storage.checked_path import Place

__all__ = ["newest", "read_toc", "remove_unnamed", "write_toc"]

_SUM = 4
"""Bytes of the CRC at the end."""
_OURS = re.compile(rf"\.?_?{NAME}_[0-9a-z]+\.(toc|seg)([.-].*)?")
"""Tables and segments, and unfinished ones of killed writers."""
_TABLE = re.compile(rf"_{NAME}_([0-9]+)\.toc")
_HEAD = bytes((4, 8, 4)) + struct.pack("!ii", -12345, -111)
"""The sizes of C integers, a byte order mark, and the format of the table."""


class Contents(NamedTuple):
    """The content of a table."""

    generation: int
    segments: list[SegmentInfo]


class _Storage(FileStorage):
    """Appends the checksum to a table before renaming it."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: FBT001, FBT002 (Whoosh's signature)
        with open(os.path.join(self.folder, oldname), "r+b") as file:  # noqa: PTH118, PTH123 (Whoosh's own strings)
            file.write(zlib.crc32(file.read()).to_bytes(_SUM, "little"))
            file.flush()
            os.fchmod(file.fileno(), file_mode(Path(self.folder)))
            os.fsync(file.fileno())
        super().rename_file(oldname, newname, safe=safe)


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
        with (directory / _name(number)).open("rb") as file:
            raw = file.read(MAX_SIZE + 1)
        return Contents(number, _segments(raw, number))
    except Untrusted:
        raise
    except Exception as error:  # noqa: BLE001 (a damaged table can raise any error)
        # Chaining the error would keep this frame alive, and the callers' frames with their open files.
        problem = error.strerror if isinstance(error, OSError) else "it is damaged"
    raise Damaged(f"The table of contents in {directory} cannot be read ({problem}): run `seedread index --rebuild`.")


def _segments(raw: bytes, generation: int) -> list[SegmentInfo]:
    """Parse the segments of a table in Whoosh's format; raises any error if it is damaged."""
    if len(raw) > MAX_SIZE or zlib.crc32(raw[:-_SUM]) != int.from_bytes(raw[-_SUM:], "little"):
        raise ValueError("broken")
    if raw[: len(_HEAD)] != _HEAD:
        raise ValueError("another version or another machine")
    at = len(_HEAD) + 3  # the version of Whoosh, three small numbers
    length, at = _varint(raw, at)
    at += length  # skip the pickled schema: it is defined in `schema`
    number, _ = struct.unpack_from("!ii", raw, at)
    if number != generation:
        raise ValueError("another generation")
    return read_segments(raw[at + 8 : -_SUM])


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


def write_toc(directory: Path, segments: Sequence[SegmentInfo], generation: int) -> None:
    """Write a table and sync it to the disk before renaming it."""
    TOC(schema(), list(segments), generation).write(_Storage(str(directory)), NAME)


def remove_unnamed(directory: Path, segments: Sequence[SegmentInfo], generation: int) -> None:
    """Remove files that `generation` with its `segments` does not need: older ones, and those of killed writers."""
    named = {directory / _name(generation), *(info.path(directory) for info in segments)}
    for path in directory.iterdir():
        if _OURS.fullmatch(path.name) and path not in named:
            path.unlink(missing_ok=True)


def _name(generation: int) -> str:
    name: str = TOC._filename(NAME, generation)  # noqa: SLF001 (it has no other name)
    return name
