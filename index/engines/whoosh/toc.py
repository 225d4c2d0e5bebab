"""Whoosh's table of contents with a checksum behind it: what it names of a generation, read only if it is whole.

A table holds pickles, in which a broken bit may mean anything and a hostile one runs: `toc_pickle` reads what counts.
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
"""Tables and segments, and what is left of those that were not finished."""
_TABLE = re.compile(rf"_{NAME}_([0-9]+)\.toc")
_HEAD = bytes((4, 8, 4)) + struct.pack("!ii", -12345, -111)
"""The sizes of C's numbers, a number that shows the order of bytes, and the form of the table."""


class Contents(NamedTuple):
    """What a table says."""

    generation: int
    segments: list[SegmentInfo]


class _Storage(FileStorage):
    """Puts the checksum behind a table before it gets its name."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: FBT001, FBT002 (Whoosh's signature)
        with open(os.path.join(self.folder, oldname), "r+b") as file:  # noqa: PTH118, PTH123 (Whoosh's own strings)
            file.write(zlib.crc32(file.read()).to_bytes(_SUM, "little"))
            file.flush()
            os.fchmod(file.fileno(), file_mode(Path(self.folder)))
            os.fsync(file.fileno())
        super().rename_file(oldname, newname, safe=safe)


def newest(directory: Place) -> int:
    """Return the newest finished generation, -1 where there is none."""
    found = (_TABLE.fullmatch(path.name) for path in directory.iterdir())
    return max((int(match[1]) for match in found if match), default=-1)


def read_toc(directory: Place, generation: int | None) -> Contents:
    """Return the table of `generation`, the newest without one; raises Damaged where it is gone or broken.

    Whoosh's own way to read it would run whatever a hostile table says.
    """
    number = newest(directory) if generation is None else generation
    try:
        with (directory / _name(number)).open("rb") as file:
            raw = file.read(MAX_SIZE + 1)
        return Contents(number, _segments(raw, number))
    except Untrusted:
        raise
    except Exception as error:  # noqa: BLE001 (what is wrong in a table shows in as many ways)
        # The error itself would hold this frame, and the callers' with what they have open.
        problem = error.strerror if isinstance(error, OSError) else "it is not as it was written"
    raise Damaged(f"The table of contents in {directory} cannot be read ({problem}): run `seedread index --rebuild`.")


def _segments(raw: bytes, generation: int) -> list[SegmentInfo]:
    """Return the segments of a table as Whoosh lays it out; raises any error where it is wrong."""
    if len(raw) > MAX_SIZE or zlib.crc32(raw[:-_SUM]) != int.from_bytes(raw[-_SUM:], "little"):
        raise ValueError("broken")
    if raw[: len(_HEAD)] != _HEAD:
        raise ValueError("another version or another machine")
    at = len(_HEAD) + 3  # the version of Whoosh, three small numbers
    length, at = _varint(raw, at)
    at += length  # the schema, a pickle that nobody needs: it is stated in `schema`
    number, _ = struct.unpack_from("!ii", raw, at)
    if number != generation:
        raise ValueError("another generation")
    return read_segments(raw[at + 8 : -_SUM])


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    """Return a number, seven bits a byte, and where it ends."""
    number = shift = 0
    while True:
        byte = raw[at]
        at += 1
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80 or shift > 35:
            return number, at


def write_toc(directory: Path, segments: Sequence[SegmentInfo], generation: int) -> None:
    """Write a table and have it on the disk before it has its name."""
    TOC(schema(), list(segments), generation).write(_Storage(str(directory)), NAME)


def remove_unnamed(directory: Path, segments: Sequence[SegmentInfo], generation: int) -> None:
    """Remove what `generation` with its `segments` does not need: older ones, and what killed writers left."""
    named = {directory / _name(generation), *(info.path(directory) for info in segments)}
    for path in directory.iterdir():
        if _OURS.fullmatch(path.name) and path not in named:
            path.unlink(missing_ok=True)


def _name(generation: int) -> str:
    name: str = TOC._filename(NAME, generation)  # noqa: SLF001 (it has no other name)
    return name
