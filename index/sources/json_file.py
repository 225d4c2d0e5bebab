"""Reads JSON files: an array of objects, an object that contains such an array, or a sequence of objects.

Values are read one at a time, so that files can have any size. An error ends the file; earlier records are kept.
"""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

from seedread.index.sources.charset import NotText, charset_of, decode_noted
from seedread.index.sources.document import ParsedDocument, ReadFailure
from seedread.index.sources.limits import MAX_DOCUMENT, TooLarge, mb
from seedread.index.sources.plain_values import plain_line
from seedread.index.sources.record_fields import HOLDERS, LISTS
from seedread.index.sources.records import TEXT_FIELDS, field_name, from_object

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.sources.document import Document

__all__ = ["read_json"]

_DIGITS = 4000
"""Digits of an integer: Python refuses longer ones, because the time grows with the square."""
_SPACE = re.compile(r"[\s\x1e\ufeff,]*")
"""Between values; a record separator (RFC 7464) too."""
_KEY = re.compile(r'\s*,?\s*"((?:[^"\\]++|\\.)*+)"\s*:\s*', re.DOTALL)
_DEEPEST = 3
"""Objects around a list of records."""
_FEED = "https://jsonfeed.org/version/"
_BROKEN = re.compile("[\udc80-\udcff]")
_CHUNK = 1 << 18


def read_json(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the documents in `stream` and failures; their IDs are their own, else `key#n`.

    The number n counts from 1; the ID is `key` if the file is a single object.
    """
    text = _JsonWindow(stream)
    n = 0
    try:
        for value, raw in _values(text):
            n += 1
            alone = n == 1 and raw[:1] == b"{" and not text.peek()
            try:
                document = from_object(value, key if alone else f"{key}#{n}")
                document = replace(document, **text.of_feed(document))
                yield ParsedDocument(replace(document, path=key) if alone else document, raw)
            except (ValueError, RecursionError) as error:
                yield ReadFailure(f"record {n}: {_reason(error)}")
    except (ValueError, RecursionError) as error:
        yield ReadFailure(f"after record {n}: {_reason(error)}" if n else _reason(error))
    else:
        if not n:
            yield ReadFailure("no records")
    if text.note:
        yield ReadFailure(text.note)


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) < _DIGITS else float(digits)


_DECODER = json.JSONDecoder(strict=False, parse_int=_number)


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return f"not JSON ({error.msg})" if isinstance(error, json.JSONDecodeError) else str(error)


def _values(text: _JsonWindow) -> Iterator[tuple[Any, bytes]]:
    """Yield the records with their bytes."""
    while start := text.peek():
        depth = text.at_list() if start == "{" else 0
        if start == "{" and not depth:
            yield text.value()
            continue
        if start not in ("{", "["):
            raise ValueError("not JSON records")
        yield from _array(text)
        for _ in range(depth):
            _rest_of_object(text)


def _array(text: _JsonWindow) -> Iterator[tuple[Any, bytes]]:
    text.skip()
    while text.peek() != "]":
        yield text.value()
    text.skip()


def _rest_of_object(text: _JsonWindow) -> None:
    while text.peek() != "}":
        text.value()
        if text.peek() == ":":
            text.skip()
    text.skip()


class _JsonWindow:
    """A window of JSON text in memory, with a position in it."""

    def __init__(self, stream: IO[bytes]) -> None:
        head = stream.read(_CHUNK)
        self._charset, self.note = charset_of(head)
        """The charset, and what is to be reported of it."""
        self._errors = "surrogateescape" if self._charset == "utf-8" else "replace"
        self._decoder = codecs.getincrementaldecoder(self._charset)(self._errors)
        self._stream = stream
        self._window = self._decoder.decode(head)
        self._at = 0
        self._ended = False
        self._outer: dict[str, str] = {}
        """The strings in the object around the records."""

    def peek(self) -> str:
        """Return the next character that is not a space or comma; empty at the end."""
        while True:
            found = _SPACE.match(self._window, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._window) or not self._more():
                return self._window[self._at : self._at + 1]

    def skip(self) -> None:
        """Skip one character."""
        self._at += 1

    def value(self) -> tuple[Any, bytes]:
        """Return the next value and its bytes; raises ValueError if there is none, and TooLarge."""
        if not self.peek():
            raise ValueError("unexpected end of the file")
        while True:
            try:
                value, end = _DECODER.raw_decode(self._window, self._at)
                break
            except json.JSONDecodeError:
                if len(self._window) - self._at > MAX_DOCUMENT:
                    raise TooLarge(f"a record larger than {mb(MAX_DOCUMENT)}") from None
                if not self._more():
                    raise
        written = self._window[self._at : end]
        self._at = end
        raw = written.encode(self._charset, self._errors)
        if _BROKEN.search(written):
            value = json.loads(self._decoded(raw), strict=False)
        return value, raw

    def _decoded(self, raw: bytes) -> str:
        """Return the text of a record that is not in the charset of the file, and note what is unsure."""
        try:
            text, note = decode_noted(raw)
        except NotText:
            text, note = raw.decode(self._charset, "replace"), "some letters are in no known charset"
        self.note = self.note or note
        return text

    def at_list(self) -> int:
        """Move to the list of records that an object contains before any text; return how many objects are around it.

        Zero if there is none.
        """
        self._outer = {}
        at, depth = self._list_in(self._at, _DEEPEST)
        if depth:
            self._at = at
        return depth

    def _list_in(self, at: int, deepest: int) -> tuple[int, int]:
        """Return where in the object at `at` a list begins, and how many objects are around it; zero if none is."""
        at += 1
        while found := _KEY.match(self._window, at):
            at, name = found.end(), field_name(found[1])
            if name in LISTS and self._window.startswith("[", at):
                return at, 1
            if name in HOLDERS and deepest > 1 and self._window.startswith("{", at):
                inner, depth = self._list_in(at, deepest - 1)
                if depth:
                    return inner, depth + 1
            try:
                value, at = _DECODER.raw_decode(self._window, at)
            except ValueError:
                return at, 0
            if name in TEXT_FIELDS and isinstance(value, str):
                return at, 0
            if deepest == _DEEPEST and isinstance(value, str):
                self._outer.setdefault(name, value)
        return at, 0

    def of_feed(self, document: Document) -> dict[str, Any]:
        """Return what the JSON Feed around an entry says of it."""
        if not self._outer.get("version", "").startswith(_FEED):
            return {}
        named = {"source": plain_line(self._outer.get("title", "")), "language": self._outer.get("language", "")}
        return {name: value for name, value in named.items() if value and not getattr(document, name)}

    def _more(self) -> bool:
        """Read more, doubling the window so that long values are parsed few times; tell whether there was more."""
        if self._ended:
            return False
        self._window = self._window[self._at :]
        self._at = 0
        chunk = self._stream.read(max(_CHUNK, len(self._window)))
        self._ended = not chunk
        self._window += self._decoder.decode(chunk, final=self._ended)
        return True
