"""Lines of a file of any size, each as text and as bytes, never more than one of them in memory."""

from __future__ import annotations

import codecs
import io
from typing import IO, TYPE_CHECKING, NamedTuple

from .charset import decode, utf16_without_mark
from .limits import MAX_DOCUMENT, mb

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Line", "text_lines"]

_MARKS = ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"),
          (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
_BUFFER = 1 << 18
_SKIPPED = 1 << 20
"""Bytes of a line that is too long which are passed over at a time."""


class Line(NamedTuple):
    """A line as text and as bytes."""

    text: str | ValueError
    """With its line end; in its place stands why a line cannot be read: too long for one document, or not text."""
    raw: bytes
    """Without its line end."""
    end: bytes = b""
    """The line end."""


_EMPTY = Line("\n", b"", b"\n")


def text_lines(stream: IO[bytes]) -> Iterator[Line]:
    """Yield the lines of `stream`."""
    head = stream.read(64)
    start, wide = _wide(head)
    whole = io.BufferedReader(_Joined(head[start:], stream), _BUFFER)
    return _wide_lines(whole, wide) if wide else _lines(whole)


def _wide(head: bytes) -> tuple[int, str | None]:
    """Return the length of the mark at the beginning, and the charset where a line end is more than a byte."""
    for mark, charset in _MARKS:
        if head.startswith(mark):
            return len(mark), charset
    if head.startswith(codecs.BOM_UTF8):
        return len(codecs.BOM_UTF8), None
    return 0, utf16_without_mark(head)


def _lines(stream: IO[bytes]) -> Iterator[Line]:
    while raw := stream.readline(MAX_DOCUMENT + 1):
        if raw == b"\n":
            yield _EMPTY
            continue
        if len(raw) > MAX_DOCUMENT:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(_SKIPPED)
            yield _too_long()
            continue
        bare = raw.rstrip(b"\r\n")
        try:
            text: str | ValueError = decode(raw)
        except ValueError as error:
            text = error
        yield Line(text, bare, raw[len(bare) :])


def _wide_lines(stream: io.BufferedReader[_Joined], charset: str) -> Iterator[Line]:
    text = io.TextIOWrapper(stream, charset, errors="replace", newline="\n")
    longest = MAX_DOCUMENT // 2
    while line := text.readline(longest + 1):
        if len(line) > longest:
            while line and not line.endswith("\n"):
                line = text.readline(_SKIPPED)
            yield _too_long()
            continue
        bare = line.rstrip("\r\n")
        yield Line(line, bare.encode(charset, "replace"), line[len(bare) :].encode(charset))


def _too_long() -> Line:
    return Line(ValueError(f"longer than {mb(MAX_DOCUMENT)}"), b"")


class _Joined(io.RawIOBase):
    """A stream with what was read of it put back in front."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer is not in 3.11
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(data) :] if self._head else b""
        buffer[: len(data)] = data
        return len(data)
