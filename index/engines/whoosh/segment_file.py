"""One file for one segment: named sections, checked when they are used, read in place from a memory map.

magic · sections, each at a multiple of 8 · a CRC for every block of these · footer (JSON: sections and facts) · where
the two begin and their own CRC. A block is checked when something in it is first read, so that opening stays quick
and no broken byte is ever believed.
"""

from __future__ import annotations

import json
import mmap
import os
import re
import struct
import zlib
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from seedread.index.errors import Damaged
from seedread.index.files.atomic_write import atomic_write
from seedread.index.storage.modes import file_mode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from numpy.typing import NDArray

    from seedread.index.storage.checked_path import Place

__all__ = ["Array", "Pieces", "Section", "SegmentFile", "narrow", "write_segment"]

Array: TypeAlias = "NDArray[Any]"
Section: TypeAlias = "Array | bytes | Iterator[bytes]"
"""Numbers, bytes, or bytes that come piece by piece."""

_VERSION = b"seedread segment "
_MAGIC = _VERSION + b"3\n"
_NUMBERS = re.compile(r"[<|][biuf][1248]")
"""How NumPy writes the kinds of numbers that a section may hold."""
_TAIL = struct.Struct("<QQI")
"""Where the sums and the footer begin, and the CRC of all from there to here."""
_BLOCK = 1 << 13
"""Bytes that are checked together: 3 µs; a search that is the first to look somewhere waits for some of them."""


def narrow(values: Array) -> Array:
    """Return non-negative integers in the smallest width that holds them."""
    highest = int(values.max()) if len(values) else 0
    kind = np.uint8 if highest < 1 << 8 else np.uint16 if highest < 1 << 16 else np.uint32
    return values.astype(kind if highest < 1 << 32 else np.uint64)


class _Summing:
    """Writes on to a file and sums up every block."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.at = 0
        self.sums: list[int] = []

    def write(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        rest = memoryview(data)
        while rest:
            if self.at % _BLOCK == 0:
                self.sums.append(0)
            piece = rest[: _BLOCK - self.at % _BLOCK]
            self.sums[-1] = zlib.crc32(piece, self.sums[-1])
            self.at += len(piece)
            rest = rest[len(piece) :]


def write_segment(path: Path, sections: Iterable[tuple[str, Section]], facts: dict[str, Any]) -> None:
    """Write a segment and have it on the disk before returning; a disk that is full is left as it was.

    A section is asked for when the one before is written, so the lengths of pieces may follow the pieces.
    """
    with atomic_write(path, file_mode(path.parent)) as file:
        _write(file, sections, facts)


def _write(file: BinaryIO, sections: Iterable[tuple[str, Section]], facts: dict[str, Any]) -> None:
    listed: dict[str, tuple[str, int, int]] = {}
    summing = _Summing(file)
    summing.write(_MAGIC)
    for name, section in sections:
        summing.write(b"\0" * (-summing.at % 8))
        begin, kind = summing.at, ""
        if isinstance(section, bytes):
            summing.write(section)
        elif isinstance(section, np.ndarray):
            kind = section.dtype.str
            summing.write(np.ascontiguousarray(section).data.cast("B"))
        else:
            for piece in section:
                summing.write(piece)
        listed[name] = (kind, begin, summing.at - begin)
    sums = np.array(summing.sums, "<u4").tobytes()
    footer = json.dumps({"sections": listed, "facts": facts}, ensure_ascii=False).encode()
    begins = struct.pack("<QQ", summing.at, summing.at + len(sums))
    end = sums + footer + begins
    file.write(end + struct.pack("<I", zlib.crc32(end)))


class Pieces:
    """A section of which only what is read is checked."""

    __slots__ = ("_array", "_at", "_bytes", "_file")

    def __init__(self, file: SegmentFile, at: int, view: memoryview) -> None:
        self._file = file
        self._at = at
        self._bytes = view
        self._array = np.frombuffer(view, np.uint8)

    def all(self) -> memoryview:
        """Return the whole section."""
        return self.bytes(0, len(self._bytes))

    def bytes(self, start: int, stop: int) -> memoryview:
        """Return the bytes from `start` up to `stop`, in place; raises Damaged where they are broken."""
        self._file.check(self._at + start, stop - start)
        return self._bytes[start:stop]

    def array(self, start: int, stop: int) -> Array:
        """Return them as numbers."""
        self._file.check(self._at + start, stop - start)
        piece: Array = self._array[start:stop]
        return piece


class SegmentFile:
    """A segment file, mapped; its arrays are views that live as long as somebody holds them."""

    def __init__(self, path: Place) -> None:
        self.path = path
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < len(_MAGIC) + _TAIL.size:
                raise self.damaged("it is cut short")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._view = memoryview(self._map)
        if self._map[: len(_VERSION)] == _VERSION and self._map[: len(_MAGIC)] != _MAGIC:
            raise self.damaged("or made by another version of seedread")
        sums, footer, checksum = _TAIL.unpack(self._view[-_TAIL.size :])
        if not len(_MAGIC) <= sums <= footer <= size or zlib.crc32(self._view[sums:-4]) != checksum:
            raise self.damaged("its end is missing or broken")
        self._sums = np.frombuffer(self._view[sums:footer], "<u4")
        self._unchecked = bytearray(b"\1" * len(self._sums))
        self._end = sums
        self.check(0, len(_MAGIC))
        values = json.loads(self._map[footer : -_TAIL.size])
        self._sections: dict[str, tuple[str, int, int]] = values["sections"]
        self.facts: dict[str, Any] = values["facts"]

    def array(self, name: str) -> Array:
        """Return a section of numbers, in place; raises Damaged where it is broken."""
        kind, at, length = self._section(name)
        if not _NUMBERS.fullmatch(kind):  # never objects, which would be pointers
            raise self.damaged(f"its section {name} is not of numbers")
        self.check(at, length)
        view: Array = np.frombuffer(self._map, np.dtype(kind), length // np.dtype(kind).itemsize, at)
        return view

    def pieces(self, name: str) -> Pieces:
        """Return a section of bytes that are checked as they are read."""
        _, at, length = self._section(name)
        return Pieces(self, at, self._view[at : at + length])

    def _section(self, name: str) -> tuple[str, int, int]:
        if name not in self._sections:
            raise self.damaged(f"or made by another version of seedread: it has no section {name}")
        return self._sections[name]

    def check(self, at: int, length: int) -> None:
        """Check the blocks of some bytes unless that was done before; raises Damaged."""
        first, last = at // _BLOCK, (at + length + _BLOCK - 1) // _BLOCK
        if self._unchecked.find(1, first, last) < 0:
            return
        for n in range(first, last):
            if self._unchecked[n]:
                if zlib.crc32(self._view[n * _BLOCK : min(self._end, (n + 1) * _BLOCK)]) != self._sums[n]:
                    raise self.damaged(f"{_BLOCK} bytes at {n * _BLOCK} are not as they were written")
                self._unchecked[n] = 0

    def verify(self) -> None:
        """Check every byte; raises Damaged."""
        self.verify_size()
        self.check(0, self._end)

    def verify_size(self) -> None:
        """Raise Damaged where the file was cut short since it was opened: to read beyond its end ends the process."""
        if self._map.size() < len(self._view):
            raise self.damaged("it was cut short while it was read")

    def damaged(self, what: str) -> Damaged:
        """Return the error for a broken piece of this file."""
        return Damaged(f"{self.path} is damaged, {what}: run `seedread index --rebuild`.")
