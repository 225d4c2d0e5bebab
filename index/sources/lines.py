"""Lines of a file of any size, each as text and as bytes, never more than one of them in memory."""

from __future__ import annotations

import codecs
import io
from typing import IO, TYPE_CHECKING

from .charset import decode, utf16_without_mark
from .limits import MAX_DOCUMENT, mb

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["text_lines"]

_MARKS = ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"),
          (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
_SKIPPED = 1 << 20
"""Bytes of a line that is too long which are passed over at a time."""


def text_lines(stream: IO[bytes]) -> Iterator[tuple[int, str | ValueError, bytes]]:
    """Yield the number from 1, the text with its line end, and the bytes of every line.

    In place of the text stands why a line cannot be read: longer than one document may be, or not text.
    """
    head = stream.read(64)
    start, wide = _wide(head)
    whole = io.BufferedReader(_Joined(head[start:], stream))
    numbered = _wide_lines(whole, wide) if wide else _lines(whole)
    for n, (text, raw) in enumerate(numbered, 1):
        yield n, text, raw


def _wide(head: bytes) -> tuple[int, str | None]:
    """Return the length of the mark at the beginning, and the charset where a line end is more than a byte."""
    for mark, charset in _MARKS:
        if head.startswith(mark):
            return len(mark), charset
    if head.startswith(codecs.BOM_UTF8):
        return len(codecs.BOM_UTF8), None
    return 0, utf16_without_mark(head)


def _lines(stream: IO[bytes]) -> Iterator[tuple[str | ValueError, bytes]]:
    while raw := stream.readline(MAX_DOCUMENT + 1):
        if len(raw) > MAX_DOCUMENT:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(_SKIPPED)
            yield _too_long(), b""
            continue
        try:
            yield decode(raw), raw
        except ValueError as error:
            yield error, raw


def _wide_lines(stream: IO[bytes], charset: str) -> Iterator[tuple[str | ValueError, bytes]]:
    text = io.TextIOWrapper(stream, charset, errors="replace", newline="\n")
    longest = MAX_DOCUMENT // 2
    while line := text.readline(longest + 1):
        if len(line) > longest:
            while line and not line.endswith("\n"):
                line = text.readline(_SKIPPED)
            yield _too_long(), b""
        else:
            yield line, line.encode(charset, "replace")


def _too_long() -> ValueError:
    return ValueError(f"longer than {mb(MAX_DOCUMENT)}")


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
