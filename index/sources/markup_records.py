"""Splits a file of XML or SGML into the elements that are one article each, and parses them, one at a time.

A record is found by its tags, so that files may have any size, a damaged record costs only itself, and its bytes are
known. It is parsed without entities, document types and network; what is not well-formed is read as far as it goes.
"""

from __future__ import annotations

import codecs
import html
import html.entities
import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeAlias

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from seedread.index.sources.charset import utf16_without_mark
from seedread.index.sources.html import decode_html
from seedread.index.sources.limits import MAX_DOCUMENT, MAX_LINES, TooLarge, mb, read_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Element", "MarkupRecord", "local_name", "records_of", "safe_references"]

Element: TypeAlias = Any
"""An element of lxml, which has no types."""
_CHUNK = 1 << 18
_LONGEST_HEAD = 1 << 16
"""Bytes before the first record that are kept."""
_LONGEST_TAG = 200
"""Bytes at the end of a window in which the beginning of a tag may be cut off."""
_DECLARED = re.compile(rb"""\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]{2,40})["']""")
_NAMESPACE = re.compile(r"""\sxmlns(?::[A-Za-z_][\w.-]{0,40})?\s*=\s*(?:"[^"<]{0,300}"|'[^'<]{0,300}')""")
_WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z]\w{1,31};)?", re.DOTALL
)
_OF_XML = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))
_MOST_ATTRIBUTES = 1000


@dataclass(frozen=True, slots=True)
class MarkupRecord:
    """The markup of one article."""

    raw: bytes
    """From its first tag to its last."""
    text: str
    closed: bool
    """Whether its last tag was found."""
    head: str
    """The markup of the file before its first record, as far as it was kept."""

    def parse(self) -> Element:
        """Return the element; raises ValueError if it cannot be parsed."""
        names = dict.fromkeys(name.strip() for name in _NAMESPACE.findall(self.head))
        outer = " ".join({name.partition("=")[0].strip(): name for name in names}.values())
        parser = etree.XMLParser(
            recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True,
            remove_comments=True, encoding="utf-8",
        )  # fmt: skip
        try:
            whole = etree.fromstring(f"<r {outer}>{safe_references(self.text)}</r>".encode(), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise ValueError(f"cannot be parsed ({error})") from None
        if any("Excessive depth" in entry.message for entry in parser.error_log):
            raise ValueError("nested too deeply")
        if whole is None or not len(whole):
            raise ValueError("cannot be parsed")
        return _within_limits(whole[0])


def records_of(stream: IO[bytes], *names: str) -> Iterator[MarkupRecord | ValueError]:
    """Yield the elements with one of these names, without prefix and in any case, and errors in place of some.

    A record ends with its last tag or where the next one begins.
    """
    splitter = _Splitter(_Window(*_as_utf8(stream)), "|".join(names).encode())
    head = ""
    charset: str | None = None
    n = 0
    for found in splitter.records():
        n += 1
        if isinstance(found, ValueError):
            yield found
            continue
        raw, closed = found
        if n == 1:
            before = splitter.head or b""
            declared = _DECLARED.match(before.removeprefix(codecs.BOM_UTF8))
            charset = declared[1].decode("ascii") if declared else None
            head = decode_html(before, charset)
        yield MarkupRecord(raw, decode_html(raw, charset), closed, head)


def local_name(element: Element) -> str:
    """Return the name of an element without prefix, in small letters; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def safe_references(text: str) -> str:
    """Return markup whose references are all known to XML: named ones of HTML as characters, others as text."""
    return _REFERENCE.sub(_reference, _ILLEGAL.sub("", text))


def _reference(found: re.Match[str]) -> str:
    if found[0][0] == "<" or found[1] in _OF_XML:
        return found[0]
    if not found[1]:
        return "&amp;"
    if found[1][0] != "#" and found[1] not in html.entities.html5:
        return f"&amp;{found[1]}"
    return html.escape(_ILLEGAL.sub("", html.unescape(found[0])))


def _as_utf8(stream: IO[bytes]) -> tuple[bytes, IO[bytes]]:
    """Return the beginning and the rest of a stream; UTF-16 and UTF-32 are converted."""
    start = stream.read(_CHUNK)
    if start.startswith(_WIDE) or utf16_without_mark(start):
        start = decode_html(start + read_whole(stream)).encode("utf-8", "replace")
    return start, stream


def _within_limits(element: Element) -> Element:
    """Return an element; raises ValueError if it has more elements or attributes than any article."""
    for n, one in enumerate(element.iter()):
        if n > MAX_LINES:
            raise ValueError(f"more than {MAX_LINES:,} elements")
        if len(one.attrib) > _MOST_ATTRIBUTES:
            raise ValueError("an element with endless attributes")
    return element


class _Window:
    """The bytes of a file from a position on, read as they are needed."""

    def __init__(self, begin: bytes, stream: IO[bytes]) -> None:
        self.data = begin
        self.ended = False
        self._stream = stream

    def more(self, keep: int) -> None:
        """Forget the bytes before `keep`, and read as many as are left, so that long records are searched few times."""
        chunk = self._stream.read(max(_CHUNK, len(self.data) - keep))
        self.ended = not chunk
        self.data = self.data[keep:] + chunk


class _Tag(NamedTuple):
    """A tag of a record in the window."""

    start: int
    end: int
    closes: bool


class _Splitter:
    """Finds the records of a file."""

    def __init__(self, window: _Window, names: bytes) -> None:
        self._window = window
        self._tag = re.compile(rb"(?i)<!\[CDATA\[|<!--|<(/?)(?:[\w.-]{1,40}:)?(?:" + names + rb")(?=[\s>/])")
        self._ends = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
        """What ends a section in which no tags are looked for; without those that once had no end."""
        self._kept = 0
        """Where in the window the record begins whose end is looked for."""
        self._unsearched = 0
        """Where in the window a search goes on with more bytes."""
        self.head: bytes | None = None
        """What stands before the first record, as far as it is kept."""

    def records(self) -> Iterator[tuple[bytes, bool] | ValueError]:
        """Yield each record with whether it has its last tag, and errors for those that are too large."""
        at = 0
        while (tag := self._opening(at)) is not None:
            self._kept, at, _ = tag
            if self._window.data.startswith(b"/>", at - 2):
                continue
            end = self._closing(at)
            data, begin = self._window.data, self._kept
            if end is None and not self._window.ended:
                yield TooLarge(f"larger than {mb(MAX_DOCUMENT)}")
                at = begin + 1
                continue
            at = len(data) if end is None else end.end if end.closes else end.start
            yield data[begin:at], end is not None and end.closes

    def _opening(self, at: int) -> _Tag | None:
        """Return the next first tag of a record; what stands before it is forgotten."""
        before = b""
        while True:
            tag = self._search(at)
            if tag and not tag.closes:
                if self.head is None:
                    self.head = (before + self._window.data[: tag.start])[:_LONGEST_HEAD]
                return tag
            if tag:
                at = tag.end
            elif self._window.ended:
                return None
            elif len(self._window.data) - self._unsearched > MAX_DOCUMENT:
                self._ends.clear()  # a section or a tag without end
                at = max(self._unsearched + 1, len(self._window.data) - _LONGEST_TAG)
            else:
                if len(before) < _LONGEST_HEAD:
                    before += self._window.data[: self._unsearched]
                self._window.more(self._unsearched)
                at = 0

    def _closing(self, at: int) -> _Tag | None:
        """Return the tag that ends a record, its own or that of the next one; None at the limit of a document."""
        while True:
            tag = self._search(at)
            if tag or self._window.ended or len(self._window.data) - self._kept > MAX_DOCUMENT:
                return tag
            at = self._unsearched - self._kept
            self._window.more(self._kept)
            self._kept = 0

    def _search(self, at: int) -> _Tag | None:
        """Return the next tag of a record in the window outside CDATA and comments; None if more must be read."""
        data = self._window.data
        while found := self._tag.search(data, at):
            is_tag = found[1] is not None
            end = b">" if is_tag else self._ends.get(found[0])
            after = data.find(end, found.end()) if end else -1
            if is_tag and after >= 0:
                return _Tag(found.start(), after + 1, bool(found[1]))
            if end and after < 0 and (is_tag or not self._window.ended):
                self._unsearched = found.start()
                return None
            if end and after < 0:
                self._ends.pop(found[0], None)
            at = after + len(end) if end and after >= 0 else found.end()
        self._unsearched = max(at, len(data) - _LONGEST_TAG)
        return None
