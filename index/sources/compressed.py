"""Streams of what is compressed in a file (gzip, bzip2, xz, zstd), a piece at a time."""

from __future__ import annotations

import bz2
import io
import lzma
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from seedread.index.sources.limits import Unpacked

__all__ = ["DAMAGE", "LimitedStream", "ReadsPieces", "bunzipped", "gunzipped", "unxzed", "unzstded"]

DAMAGE = (EOFError, OSError, RuntimeError, zlib.error, zipfile.BadZipFile)
"""What these streams and those of zip files raise for damaged data, except ValueError."""
_PIECE = 1 << 13
"""Packed bytes that are looked at together: what follows the end of a member in them is copied."""
_SMALL_PIECE = 1 << 9
"""The same of zstd, whose pieces cannot be unpacked in part: four bytes may become 128 kB."""
_GZIP = 16 + zlib.MAX_WBITS
_MEMORY = 1 << 28
"""Bytes that a decompressor may need: 128 MB of window is the most that any program uses unasked."""


class ReadsPieces(Protocol):
    """Returns at most so many bytes, none at the end."""

    def read1(self, size: int, /) -> bytes:
        """Return bytes as they come."""
        ...


class _Gunzipped:
    """What is packed in the members of a gzip file: a tenth of the work that the gzip module has with each of them."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._packed = b""
        self._member: zlib._Decompress | None = None

    def read1(self, size: int) -> bytes:
        """Return at most `size` bytes, none at the end; raises EOFError and zlib.error where the file is damaged."""
        while packed := self._packed or self._stream.read(_PIECE):
            self._packed = packed
            if self._member is None:
                packed = packed.lstrip(b"\0") if packed[0] == 0 else packed  # what fills up a block of a tape
                if not packed:
                    self._packed = b""
                    continue
                self._member = zlib.decompressobj(_GZIP)
            data = self._member.decompress(packed, size)
            self._packed = self._member.unconsumed_tail
            if self._member.eof:
                self._packed = self._member.unused_data
                self._member = None
            if data:
                return data
        rest = self._member.flush() if self._member else b""
        if self._member and not rest:
            raise EOFError("it ends before its end")
        return rest


class _Unpacked:
    """What is packed in the streams of a bzip2 or xz file."""

    def __init__(self, stream: IO[bytes], *, xz: bool) -> None:
        self._stream = stream
        self._xz = xz
        self._packed = b""
        self._member: bz2.BZ2Decompressor | lzma.LZMADecompressor | None = None

    def read1(self, size: int) -> bytes:
        """Return at most `size` bytes, none at the end; raises EOFError and OSError where it is damaged."""
        while True:
            if self._member is None:
                self._packed = (self._packed or self._stream.read(_PIECE)).lstrip(b"\0")
                if not self._packed:
                    return b""
                self._member = lzma.LZMADecompressor(memlimit=_MEMORY) if self._xz else bz2.BZ2Decompressor()
            if self._member.needs_input and not self._packed:
                self._packed = self._stream.read(_PIECE)
                if not self._packed:
                    raise EOFError("it ends before its end")
            try:
                data = self._member.decompress(self._packed, size)
            except lzma.LZMAError as error:
                raise OSError(str(error)) from None
            self._packed = b""
            if self._member.eof:
                self._packed = self._member.unused_data
                self._member = None
            if data:
                return data


def gunzipped(stream: IO[bytes]) -> ReadsPieces:
    """Return what is packed in a gzip file."""
    return _Gunzipped(stream)


def bunzipped(stream: IO[bytes]) -> ReadsPieces:
    """Return what is packed in a bzip2 file."""
    return _Unpacked(stream, xz=False)


def unxzed(stream: IO[bytes]) -> ReadsPieces:
    """Return what is packed in an xz file."""
    return _Unpacked(stream, xz=True)


def unzstded(stream: IO[bytes]) -> ReadsPieces:
    """Return what is packed in a zstd file."""
    return _Zstandard(stream)


class _Zstandard:
    """What is packed in the frames of a zstd file."""

    def __init__(self, stream: IO[bytes]) -> None:
        import zstandard  # noqa: PLC0415 (only with the first such file)

        self._stream = stream
        self._error = zstandard.ZstdError
        self._context = zstandard.ZstdDecompressor(max_window_size=_MEMORY // 2)
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._packed = b""
        self._data = b""
        self._at = 0

    def read1(self, size: int) -> bytes:
        """Return at most `size` bytes, none at the end; raises EOFError and OSError where the file is damaged."""
        while self._at >= len(self._data):
            packed = self._packed or self._stream.read(_SMALL_PIECE)
            if not packed:
                if self._frame:
                    raise EOFError("it ends before its end")
                return b""
            self._frame = self._frame or self._context.decompressobj()
            try:
                self._data = self._frame.decompress(packed)
            except self._error as error:
                raise OSError(str(error)) from None
            self._packed, self._at = b"", 0
            if self._frame.eof:
                self._packed = self._frame.unused_data
                self._frame = None
        self._at += size
        return self._data[self._at - size : self._at]


class LimitedStream(io.RawIOBase):
    """A stream that unpacks, and stops where it unpacks to more than any text does."""

    def __init__(self, stream: ReadsPieces, unpacked: Unpacked) -> None:
        self._stream = stream
        self._unpacked = unpacked

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer; raises TooLarge."""
        data = self._stream.read1(len(buffer))  # returns the intact part of a damaged file before its error
        self._unpacked.count(len(data))
        buffer[: len(data)] = data
        return len(data)
