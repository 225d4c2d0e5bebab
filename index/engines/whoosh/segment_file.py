"""One file for one segment: named sections, checked when they are used, read in place from a memory map.

magic · sections, each at a multiple of 8 · footer (JSON: sections and facts) · length and CRC of the footer
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from seedread.index.errors import Damaged

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["Array", "SegmentFile", "narrow", "write_segment"]

Array: TypeAlias = "NDArray[Any]"

_MAGIC = b"seedread segment 1\n"
_TAIL = struct.Struct("<QII")
_CHECKED_WHOLE = 1 << 20
"""Sections up to this many bytes are checked at once when they are first used; larger ones piece by piece."""


def narrow(values: Array) -> Array:
    """Return non-negative integers in the smallest width that holds them."""
    highest = int(values.max()) if len(values) else 0
    kind = np.uint8 if highest < 1 << 8 else np.uint16 if highest < 1 << 16 else np.uint32
    return values.astype(kind if highest < 1 << 32 else np.uint64)


def write_segment(path: Path, sections: dict[str, Array | bytes], facts: dict[str, Any]) -> None:
    """Write a segment and have it on the disk before returning."""
    listed: dict[str, tuple[str, int, int, int]] = {}
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as file:
        file.write(_MAGIC)
        for name, section in sections.items():
            file.write(b"\0" * (-file.tell() % 8))
            at = file.tell()
            kind = "" if isinstance(section, bytes) else section.dtype.str
            data = section if isinstance(section, bytes) else np.ascontiguousarray(section).data.cast("B")
            file.write(data)
            listed[name] = (kind, at, len(data), zlib.crc32(data))
        footer = json.dumps({"sections": listed, "facts": facts}, ensure_ascii=False).encode()
        file.write(footer)
        file.write(_TAIL.pack(file.tell() - len(footer), len(footer), zlib.crc32(footer)))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


class SegmentFile:
    """A segment file, mapped; its arrays are views that live as long as somebody holds them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < len(_MAGIC) + _TAIL.size:
                raise self.damaged("it is cut short")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        at, length, checksum = _TAIL.unpack(self._map[-_TAIL.size :])
        footer = self._map[at : at + length]
        if self._map[: len(_MAGIC)] != _MAGIC or zlib.crc32(footer) != checksum or at + length + _TAIL.size != size:
            raise self.damaged("its end is missing or broken")
        values = json.loads(footer)
        self._sections: dict[str, tuple[str, int, int, int]] = values["sections"]
        self._good: set[str] = set()
        self.facts: dict[str, Any] = values["facts"]

    def array(self, name: str) -> Array:
        """Return a section of numbers, in place; raises Damaged where a small one is broken."""
        kind, at, length, _ = self._sections[name]
        self._check(name)
        view: Array = np.frombuffer(self._map, np.dtype(kind), length // np.dtype(kind).itemsize, at)
        return view

    def bytes(self, name: str) -> memoryview:
        """Return a section of bytes, in place."""
        _, at, length, _ = self._sections[name]
        self._check(name)
        return memoryview(self._map)[at : at + length]

    def verify(self) -> None:
        """Check every byte; raises Damaged."""
        for name, (_, at, length, checksum) in self._sections.items():
            if zlib.crc32(self._map[at : at + length]) != checksum:
                raise self.damaged(f"its section {name} is broken")

    def damaged(self, what: str) -> Damaged:
        """Return the error for a broken piece of this file."""
        return Damaged(f"{self.path} is damaged, {what}: run `seedread index --rebuild`.")

    def _check(self, name: str) -> None:
        _, at, length, checksum = self._sections[name]
        if name in self._good or length > _CHECKED_WHOLE:
            return
        if zlib.crc32(memoryview(self._map)[at : at + length]) != checksum:
            raise self.damaged(f"its section {name} is broken")
        self._good.add(name)
