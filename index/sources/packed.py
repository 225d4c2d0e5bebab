"""Files in .gz and .zip: what is inside is read as if it lay there unpacked, one level deep."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from seedread.index.safe_text import safe_line

from .archive import Archive
from .document import Part, Unread
from .formats import format_of
from .ignored import is_ignored
from .limits import HEAD, TooLarge, Unpacked, read_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_gzip", "read_zip"]

_BUFFER = 1 << 16
_PIECE = 1 << 13
"""Packed bytes that are looked at together: what follows the end of a member in them is copied."""
_GZIP = 16 + zlib.MAX_WBITS


def read_gzip(stream: IO[bytes], key: str) -> Iterator[Part | Unread]:
    """Yield the documents of the file that is packed in `stream`, under `key`."""
    size = stream.seek(0, 2)
    stream.seek(0)
    unpacked = io.BufferedReader(_Counted(_Gunzipped(stream), Unpacked(size)), _BUFFER)
    name = key.rpartition("/")[2]
    yield from _inner(unpacked, name[:-3] if name.casefold().endswith(".gz") else name, key)


def read_zip(stream: IO[bytes], key: str) -> Iterator[Part | Unread]:
    """Yield the documents of the members of the archive in `stream`, under `key#` and the member's path."""
    size = stream.seek(0, 2)
    archive = Archive(stream, size)
    for name in archive.names():
        if is_ignored(name):
            continue
        try:
            with archive.open(name) as member:
                stream = io.BufferedReader(_Counted(member, archive.unpacked), _BUFFER)
                yield from _inner(stream, name, f"{key}#{safe_line(name)}")
        except TooLarge as error:
            yield Unread(f"{name}: {error}")
            if archive.unpacked.exceeded:
                return
        except ValueError as error:
            yield Unread(f"{name}: {error}")
        except (OSError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile) as error:
            yield Unread(f"{name}: damaged or cut off ({error})")


def _inner(stream: io.BufferedReader[_Counted], name: str, key: str) -> Iterator[Part | Unread]:
    kind = format_of(name, stream.peek(HEAD)[:HEAD])
    if kind.packs:
        yield Unread(f"{name}: packed twice: unpack it first")
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
        while self._packed or (piece := self._stream.read(_PIECE)):
            packed = self._packed = self._packed or piece
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
        if self._member and not (rest := self._member.flush()):
            raise EOFError("it ends before its end")
        return rest if self._member else b""


class _Counted(io.RawIOBase):
    """A stream that unpacks, and stops where it unpacks to more than any text does."""

    def __init__(self, stream: _Gunzipped | zipfile.ZipExtFile, unpacked: Unpacked) -> None:
        self._stream = stream
        self._unpacked = unpacked

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read1(len(buffer))  # what is left of a damaged file comes before its error
        self._unpacked.count(len(data))
        buffer[: len(data)] = data
        return len(data)
