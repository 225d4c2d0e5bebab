"""The file of one segment: named sections with checksums, read in place from a memory map.

magic · sections, each at a multiple of 8 · a CRC for every block of these · footer (JSON: sections and facts) · the
offsets of the last two and their CRC. A block is verified when it is first read, so that opening is fast and damaged
data is always detected.
"""

from __future__ import annotations

import json
import mmap
import os
import re
import struct
import sys
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
"""Numbers, bytes, or a stream of bytes."""

_VERSION = b"seedread segment "
_MAGIC = _VERSION + b"3\n"
_NUMBERS = re.compile(r"[<|][biuf][1248]")
"""The NumPy types that a section may have."""
_TAIL = struct.Struct("<QQI")
"""The offsets of the checksums and the footer, and the CRC of everything from there on."""
_BLOCK = 1 << 13
"""Bytes verified together: 3 µs; the first search that reads a block waits for this."""


def narrow(values: Array) -> Array:
    """Return non-negative integers in the smallest type that fits them."""
    highest = int(values.max()) if len(values) else 0
    kind = np.uint8 if highest < 1 << 8 else np.uint16 if highest < 1 << 16 else np.uint32
    return values.astype(kind if highest < 1 << 32 else np.uint64)


class _ChecksumWriter:
    """Writes to a file and computes the checksum of every block."""

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
    """Write a segment and sync it to the disk; an error leaves no file.

    Sections are requested one after another, so that the lengths of a stream can follow the stream.
    """
    with atomic_write(path, file_mode(path.parent)) as file:
        _write(file, sections, facts)


def _write(file: BinaryIO, sections: Iterable[tuple[str, Section]], facts: dict[str, Any]) -> None:
    listed: dict[str, tuple[str, int, int]] = {}
    summing = _ChecksumWriter(file)
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
    """A section of bytes that are verified as they are read."""

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
        """Return the bytes from `start` up to `stop`, in place; raises Damaged if they are damaged."""
        self._file.check(self._at + start, stop - start)
        return self._bytes[start:stop]

    def array(self, start: int, stop: int) -> Array:
        """Return them as numbers."""
        self._file.check(self._at + start, stop - start)
        piece: Array = self._array[start:stop]
        return piece


class SegmentFile:
    """A memory-mapped segment file; its arrays are views that keep the map alive."""

    def __init__(self, path: Place) -> None:
        self.path = path
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < len(_MAGIC) + _TAIL.size:
                raise self.damaged("cut short")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._view = memoryview(self._map)
        if self._map[: len(_VERSION)] == _VERSION and self._map[: len(_MAGIC)] != _MAGIC:
            raise self.damaged("perhaps made by another version of seedread")
        sums, footer, checksum = _TAIL.unpack(self._view[-_TAIL.size :])
        if not len(_MAGIC) <= sums <= footer <= size or zlib.crc32(self._view[sums:-4]) != checksum:
            raise self.damaged("the end is missing or broken")
        self._sums = np.frombuffer(self._view[sums:footer], "<u4")
        self._unchecked = bytearray(b"\1" * len(self._sums))
        self._end: int = sums
        self.check(0, len(_MAGIC))
        values = json.loads(self._map[footer : -_TAIL.size])
        self._sections: dict[str, tuple[str, int, int]] = values["sections"]
        self.facts: dict[str, Any] = values["facts"]

    def array(self, name: str) -> Array:
        """Return a section of numbers, in place; raises Damaged if it is damaged."""
        kind, at, length = self._section(name)
        if not _NUMBERS.fullmatch(kind):  # never object arrays, which contain pointers
            raise self.damaged(f"section {name} is not numeric")
        self.check(at, length)
        view: Array = np.frombuffer(self._map, np.dtype(kind), length // np.dtype(kind).itemsize, at)
        return view

    def pieces(self, name: str) -> Pieces:
        """Return a section of bytes that are verified as they are read."""
        _, at, length = self._section(name)
        return Pieces(self, at, self._view[at : at + length])

    def has(self, name: str) -> bool:
        """Tell whether there is a section: an older version of the program may have made the file."""
        return name in self._sections

    def _section(self, name: str) -> tuple[str, int, int]:
        if name not in self._sections:
            raise self.damaged(f"no section {name}, perhaps made by another version of seedread")
        return self._sections[name]

    def check(self, at: int, length: int) -> None:
        """Verify the blocks of some bytes unless they were verified before; raises Damaged."""
        first, last = at // _BLOCK, (at + length + _BLOCK - 1) // _BLOCK
        if self._unchecked.find(1, first, last) < 0:
            return
        for n in range(first, last):
            if self._unchecked[n]:
                if zlib.crc32(self._view[n * _BLOCK : min(self._end, (n + 1) * _BLOCK)]) != self._sums[n]:
                    raise self.damaged(f"the checksum of {_BLOCK} bytes at {n * _BLOCK} does not match")
                self._unchecked[n] = 0

    @property
    def size(self) -> int:
        """Bytes that have checksums."""
        return self._end

    def verify(self, first: int = 0, end: int = sys.maxsize) -> None:
        """Verify every byte, or those from `first` up to `end`; raises Damaged."""
        self.verify_size()
        if first < (end := min(end, self._end)):
            self.check(first, end - first)

    def release(self) -> None:
        """Let go of the pages that were read: after a pass through the file they only count as memory in use."""
        self._map.madvise(mmap.MADV_DONTNEED)

    def verify_size(self) -> None:
        """Raise Damaged if the file was cut short since it was opened: reading beyond its end kills the process."""
        if self._map.size() < len(self._view):
            raise self.damaged("cut short while it was open")

    def damaged(self, what: str) -> Damaged:
        """Return the error for damage in this file."""
        return Damaged(f"{self.path} is damaged ({what}): run `seedread index --rebuild`.")
