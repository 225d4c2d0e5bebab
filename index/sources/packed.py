"""Reads .gz and .zip files: the contents are read like unpacked files. Nested archives are not unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from seedread.index.sources.archive import Archive
from seedread.index.sources.document import ParsedDocument, ReadFailure
from seedread.index.sources.formats import format_of
from seedread.index.sources.ignored import is_ignored
from seedread.index.sources.limits import HEAD, TooLarge, Unpacked, read_whole
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_gzip", "read_zip"]

_BUFFER = 1 << 16
_PIECE = 1 << 13
"""Packed bytes that are looked at together: what follows the end of a member in them is copied."""
_GZIP = 16 + zlib.MAX_WBITS


def read_gzip(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the documents of the file compressed in `stream`, with `key`."""
    size = stream.seek(0, 2)
    stream.seek(0)
    unpacked = io.BufferedReader(_LimitedStream(_Gunzipped(stream), Unpacked(size)), _BUFFER)
    name = key.rpartition("/")[2]
    yield from _inner(unpacked, name[:-3] if name.casefold().endswith(".gz") else name, key)


def read_zip(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the documents of the archive in `stream`, with `key#` and the path of the member."""
    size = stream.seek(0, 2)
    archive = Archive(stream, size)
    for name in archive.names():
        if is_ignored(name):
            continue
        try:
            with archive.open(name) as member:
                stream = io.BufferedReader(_LimitedStream(member, archive.unpacked), _BUFFER)
                yield from _inner(stream, name, f"{key}#{safe_line(name)}")
        except TooLarge as error:
            yield ReadFailure(f"{name}: {error}")
            if archive.unpacked.exceeded:
                return
        except ValueError as error:
            yield ReadFailure(f"{name}: {error}")
        except (OSError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile) as error:
            yield ReadFailure(f"{name}: damaged or truncated ({error})")


def _inner(stream: io.BufferedReader[_LimitedStream], name: str, key: str) -> Iterator[ParsedDocument | ReadFailure]:
    kind = format_of(name, stream.peek(HEAD)[:HEAD])
    if kind.packs:
        yield ReadFailure(f"{name}: nested archives are not unpacked: unpack it first")
        return
    yield from kind.read(io.BytesIO(read_whole(stream)) if kind.seeks else stream, key)


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


class _LimitedStream(io.RawIOBase):
    """A stream that unpacks, and stops where it unpacks to more than any text does."""

    def __init__(self, stream: _Gunzipped | zipfile.ZipExtFile, unpacked: Unpacked) -> None:
        self._stream = stream
        self._unpacked = unpacked

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read1(len(buffer))  # returns the intact part of a damaged file before its error
        self._unpacked.count(len(data))
        buffer[: len(data)] = data
        return len(data)
