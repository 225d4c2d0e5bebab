"""Reads the members of tar archives one by one, never unpacking to the disk and never seeking."""

from __future__ import annotations

import io
import re
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["TarMember", "looks_like_tar", "tar_members"]

_BLOCK = 512
_FILES = (b"0", b"\0", b"7")
_LONG_NAME = b"L"
_PAX = b"x"
_MAX_EXTENSION = 1 << 16
"""Bytes of a member that only gives the name of the next."""
_SKIPPED = 1 << 20
_PAX_FIELD = re.compile(rb"\d+ (path|size)=([^\n]*)\n")


class TarMember(NamedTuple):
    """A file in an archive."""

    name: str
    stream: io.BufferedReader[_Section]
    """Its bytes; what is not read of them is skipped."""


def looks_like_tar(head: bytes) -> bool:
    """Tell whether a file begins with the header of a member."""
    return len(head) >= _BLOCK and _is_header(head[:_BLOCK])


def tar_members(stream: IO[bytes]) -> Iterator[TarMember]:
    """Yield the files in `stream`; raises ValueError where it is damaged and EOFError where it is cut off."""
    name = b""
    size: int | None = None
    while (block := _read(stream, _BLOCK)).strip(b"\0"):
        if not _is_header(block):
            raise ValueError("damaged: the header of a member is missing")
        kind, length = block[156:157], _number(block[124:136]) if size is None else size
        section = _Section(stream, length)
        if kind in (_LONG_NAME, _PAX):
            extension = section.rest(_MAX_EXTENSION)
            fields = {found[1]: found[2] for found in _PAX_FIELD.finditer(extension)} if kind == _PAX else {}
            name = extension.rstrip(b"\0") if kind == _LONG_NAME else fields.get(b"path", name)
            digits = fields.get(b"size", b"")
            size = int(digits) if digits.isdigit() and len(digits) < 20 else None
        elif kind in _FILES:
            own = name or _name(block)
            yield TarMember(own.decode("utf-8", "replace"), io.BufferedReader(section, 1 << 16))
            name, size = b"", None
        elif kind not in (b"g", b"K"):
            name, size = b"", None
        section.skip(-length % _BLOCK)


def _is_header(block: bytes) -> bool:
    """Tell whether the sum of a block is the one that it says."""
    try:
        said = _number(block[148:156])
    except ValueError:
        return False
    return said == sum(block) - sum(block[148:156]) + 8 * 32 and bool(block[:100].strip(b"\0"))


def _number(field: bytes) -> int:
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0")
    if digits.strip(b"01234567"):
        raise ValueError("damaged: the size of a member is no number")
    return int(digits, 8) if digits else 0


def _name(block: bytes) -> bytes:
    name = block[:100].partition(b"\0")[0]
    prefix = block[345:500].partition(b"\0")[0] if block[257:263] == b"ustar\0" else b""
    return prefix + b"/" + name if prefix else name


def _read(stream: IO[bytes], size: int) -> bytes:
    """Return `size` bytes, fewer only at the end of the archive."""
    found = b""
    while len(found) < size and (piece := stream.read(size - len(found))):
        found += piece
    if 0 < len(found) < size:
        raise EOFError("it ends before its end")
    return found


class _Section(io.RawIOBase):
    """The bytes of one member."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream = stream
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(min(len(buffer), self._left))
        if not data and self._left and len(buffer):
            raise EOFError("it ends before its end")
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)

    def rest(self, most: int) -> bytes:
        data = self._stream.read(min(self._left, most))
        self._left -= len(data)
        return data

    def skip(self, padding: int) -> None:
        """Skip what was not read, and the bytes that fill up the last block."""
        left = self._left + padding
        self._left = 0
        while left and (piece := self._stream.read(min(left, _SKIPPED))):
            left -= len(piece)
        if left > padding:
            raise EOFError("it ends before its end")
