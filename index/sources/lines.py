"""Reads the lines of a file of any size as text and bytes, one at a time."""

from __future__ import annotations

import codecs
import io
from typing import IO, TYPE_CHECKING, NamedTuple

from seedread.index.sources.bookmark import CannotGoOn
from seedread.index.sources.charset import decode_noted, utf16_without_mark
from seedread.index.sources.limits import MAX_DOCUMENT, mb

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["TextLine", "text_lines"]

_MARKS = ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"),
          (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
_BUFFER = 1 << 18
_SKIPPED = 1 << 20
"""Bytes of a too long line that are skipped at a time."""


class TextLine(NamedTuple):
    """A line as text and as bytes."""

    text: str | ValueError
    """With its line ending; or the error if the line cannot be read: too long, or not text."""
    raw: bytes
    """Without its line ending."""
    end: bytes = b""
    """The line ending."""


_EMPTY = TextLine("\n", b"", b"\n")


def text_lines(stream: IO[bytes], notes: list[str], start: int = 0) -> Iterator[TextLine]:
    """Yield the lines of `stream`; `notes` gets what is to be reported of the charset of the first unsure line.

    Those before the byte `start`, which begins a line, are left out. Raises CannotGoOn where a start must be 0.
    """
    head = stream.read(64)
    mark, wide = _wide(head)
    whole = io.BufferedReader(_PrefixedStream(head[mark:], stream), _BUFFER)
    if not wide:
        charset = _charset_of_file(whole.peek(_BUFFER)[:_BUFFER])
        return _lines(_at(start, stream) if start else whole, charset, notes)
    if start:
        raise CannotGoOn
    return _wide_lines(whole, wide)


def _at(start: int, stream: IO[bytes]) -> io.BufferedReader[_PrefixedStream]:
    stream.seek(start)
    return io.BufferedReader(_PrefixedStream(b"", stream), _BUFFER)


def _wide(head: bytes) -> tuple[int, str | None]:
    """Return the length of the byte order mark, and the charset if it is UTF-16 or UTF-32."""
    for mark, charset in _MARKS:
        if head.startswith(mark):
            return len(mark), charset
    if head.startswith(codecs.BOM_UTF8):
        return len(codecs.BOM_UTF8), None
    return 0, utf16_without_mark(head)


def _lines(stream: io.BufferedReader[_PrefixedStream], charset: str | None, notes: list[str]) -> Iterator[TextLine]:
    n = 0
    while raw := stream.readline(MAX_DOCUMENT + 1):
        n += 1
        if raw == b"\n":
            yield _EMPTY
            continue
        if len(raw) > MAX_DOCUMENT:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(_SKIPPED)
            yield _too_long()
            continue
        bare = raw.rstrip(b"\r\n")
        yield TextLine(_text(raw, charset, n, notes), bare, raw[len(bare) :])


def _text(raw: bytes, charset: str | None, n: int, notes: list[str]) -> str | ValueError:
    """Return the text of line `n`, or why there is none."""
    if text := _decoded(raw, charset):
        return text
    try:
        text, note = decode_noted(raw)
    except ValueError as error:
        return error
    if note and not notes:
        notes.append(f"line {n:,}: {note}")
    return text


def _charset_of_file(sample: bytes) -> str | None:
    """Return the charset of all lines; None if they are in UTF-8, or in one that a line alone must tell."""
    if sample.isascii() or b"\0" in sample:
        return None
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        from seedread.index.sources.charset_guess import guess_charset  # noqa: PLC0415 (what UTF-8 does not need)

        guess = guess_charset(sample)
        return guess.charset if guess.sure else None
    return None


def _decoded(raw: bytes, charset: str | None) -> str | None:
    """Return a line in the charset of its file; None if there is none, or the line is UTF-8 or not in it."""
    if charset is None or raw.isascii():
        return None
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return None
    try:
        return raw.decode(charset)
    except UnicodeDecodeError:
        return None


def _wide_lines(stream: io.BufferedReader[_PrefixedStream], charset: str) -> Iterator[TextLine]:
    text = io.TextIOWrapper(stream, charset, errors="replace", newline="\n")
    longest = MAX_DOCUMENT // 2
    while line := text.readline(longest + 1):
        if len(line) > longest:
            while line and not line.endswith("\n"):
                line = text.readline(_SKIPPED)
            yield _too_long()
            continue
        bare = line.rstrip("\r\n")
        yield TextLine(line, bare.encode(charset, "replace"), line[len(bare) :].encode(charset))


def _too_long() -> TextLine:
    return TextLine(ValueError(f"longer than {mb(MAX_DOCUMENT)}"), b"")


class _PrefixedStream(io.RawIOBase):
    """A stream preceded by the bytes that were already read from it."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer is not in 3.11
        # Both at once: the charset of a file is guessed from the first bytes that are read together.
        head, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        data = head + self._rest.read(len(buffer) - len(head))
        buffer[: len(data)] = data
        return len(data)
