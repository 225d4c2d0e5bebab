"""Reads RTF: the text without headers, footers, notes, pictures and hidden parts, in the charset of each font."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING

from seedread.index.sources.charset_labels import codec_named
from seedread.index.sources.limits import read_whole
from seedread.index.sources.office_text import Paragraph, bounded, office_documents, raised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.sources.document import ParsedDocument, ReadFailure

__all__ = ["read_rtf"]

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)|(\\)"
)
_DEEPEST = 1000
_FONT_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""The charsets of the specification's font table; others mean that of the file."""
_SIGNS = {
    b"tab": " ", b"cell": "\t", b"nestcell": "\t", b"par": "\n", b"row": "\n", b"nestrow": "\n", b"sect": "\n",
    b"page": "\n", b"line": "\n", b"emdash": "—", b"endash": "–", b"emspace": " ", b"enspace": " ", b"qmspace": " ",
    b"bullet": "•", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
}  # fmt: skip
_SYMBOLS = {b"~": " ", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
_LEFT_OUT = frozenset(
    b"annotation atnauthor atnid atnref bkmkend bkmkstart colortbl comment do fldinst footer footerf footerl footerr "
    b"footnote ftncn ftnsep ftnsepc header headerf headerl headerr info listtext nonshppict object pict pn pntext "
    b"pntxta pntxtb private rxe tc tcn template txe xe".split()
)
_TITLES = ("title", "heading 1")


def read_rtf(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the article in `stream`, or those of an export; raises ValueError if it is nested too deeply."""
    raw = read_whole(stream)
    parser = _Parser()
    parser.read(raw)
    yield from office_documents(bounded(parser.paragraphs), key, raw)


@dataclass(frozen=True, slots=True)
class _State:
    """What a group changes and its end restores."""

    place: str = "text"
    """text, or what is not text: skipped, fonts, styles."""
    font: int = -1
    hidden: bool = False
    raised: bool = False
    after_unicode: int = 1
    """Characters that follow a Unicode one for programs that do not know it."""


class _Parser:
    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._state = _State()
        self._stack: list[_State] = []
        self._charset = "cp1252"
        self._default_font = -1
        self._fonts: dict[int, str] = {}
        self._titles: set[int] = set()
        self._style = 0
        self._style_name = ""
        self._line: list[str] = []
        self._bytes = bytearray()
        self._to_skip = 0
        self._first = False
        """Whether a group has just begun."""
        self._high = 0
        """The first half of a pair of UTF-16."""

    def read(self, raw: bytes) -> None:
        at = 0
        while found := _TOKEN.match(raw, at):
            at = found.end()
            word, number, hexed, symbol, brace, text, _ = found.groups()
            if word:
                value = int(number) if number else None
                if word == b"bin":
                    at += max(0, value or 0)
                elif not self._skipped():
                    self._word(word, value)
            elif hexed:
                if not self._skipped():
                    self._add_bytes(bytes((int(hexed, 16),)))
            elif symbol:
                self._symbol(symbol)
            elif brace:
                self._brace(opens=brace == b"{")
            elif text:
                self._plain(text)
            self._first = brace == b"{" or (self._first and symbol == b"*")
        self._end_line()

    def _skipped(self) -> bool:
        """Tell whether this character only repeats a Unicode one."""
        if self._to_skip:
            self._to_skip -= 1
            return True
        return False

    def _brace(self, *, opens: bool) -> None:
        self._flush()
        self._to_skip = 0
        if opens:
            if len(self._stack) >= _DEEPEST:
                raise ValueError(f"groups nested more than {_DEEPEST:,} deep")
            self._stack.append(self._state)
        elif self._stack:
            self._state = self._stack.pop()

    def _plain(self, text: bytes) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(text))
            self._to_skip -= skipped
            text = text[skipped:]
        if self._state.place == "styles":
            self._name_style(text)
        self._add_bytes(text)

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*" and self._first:
            self._set(place="skipped")
        elif symbol in b"\r\n":
            self._word(b"par", None)
        elif sign := _SYMBOLS.get(symbol):
            self._add(sign)

    def _word(self, word: bytes, value: int | None) -> None:
        if self._first and self._state.place == "text":
            if word in _LEFT_OUT:
                self._set(place="skipped")
                return
            if word in (b"fonttbl", b"stylesheet"):
                self._set(place="fonts" if word == b"fonttbl" else "styles")
                return
        if word == b"u" and value is not None:
            self._unicode(value)
        elif sign := _SIGNS.get(word):
            self._add(sign)
            if sign == "\n" and word != b"line" and self._state.place == "text":
                self._end_line()
        else:
            self._format(word, value)

    def _format(self, word: bytes, value: int | None) -> None:
        number = value or 0
        on = value != 0
        if word == b"f":
            self._set(font=number)
        elif word == b"plain":
            self._set(font=self._default_font, hidden=False, raised=False)
        elif word in (b"v", b"deleted"):
            self._set(hidden=on)
        elif word in (b"super", b"nosupersub"):
            self._set(raised=on and word == b"super")
        elif word == b"uc":
            self._set(after_unicode=max(0, min(number, 100)))
        elif word in (b"s", b"pard"):
            self._style = number
        elif word == b"deff":
            self._default_font = number
            self._set(font=number)
        elif word in (b"fcharset", b"cpg", b"ansicpg", b"mac", b"pc", b"pca"):
            self._set_charset(word, number)

    def _set_charset(self, word: bytes, number: int) -> None:
        if word == b"fcharset":
            codec = _FONT_CHARSETS.get(number)
        elif word in (b"cpg", b"ansicpg"):
            codec = codec_named("utf-8" if number == 65001 else "mac_roman" if number == 10000 else f"cp{number}")
        else:
            codec = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}[word]
        if codec and word in (b"fcharset", b"cpg") and self._state.place == "fonts":
            self._fonts[self._state.font] = codec
        elif codec and word not in (b"fcharset", b"cpg"):
            self._charset = codec

    def _name_style(self, text: bytes) -> None:
        name = text.decode("ascii", "replace").strip().rstrip(";").casefold()
        if name in _TITLES:
            self._titles.add(self._style)

    def _unicode(self, value: int) -> None:
        self._flush()
        unit = value & 0xFFFF
        if 0xD800 <= unit < 0xDC00:
            self._high = unit
        else:
            pair = self._high.to_bytes(2, "little") if self._high else b""
            self._high = 0
            self._put((pair + unit.to_bytes(2, "little")).decode("utf-16-le", "replace"))
        self._to_skip = self._state.after_unicode

    def _set(self, **changes: object) -> None:
        self._flush()
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]

    def _add(self, text: str) -> None:
        self._flush()
        self._put(text)

    def _add_bytes(self, raw: bytes) -> None:
        if self._state.place == "text":
            self._bytes += raw

    def _flush(self) -> None:
        if self._bytes:
            codec = self._fonts.get(self._state.font, self._charset)
            text = bytes(self._bytes).decode(codec, "replace")
            self._bytes.clear()
            self._put(text)

    def _put(self, text: str) -> None:
        if self._state.place == "text" and not self._state.hidden:
            self._line.append(raised(text) if self._state.raised else text)

    def _end_line(self) -> None:
        self._flush()
        text = "".join(self._line).strip("\n")
        self._line.clear()
        self.paragraphs.append(Paragraph(text, self._style in self._titles and bool(self._titles)))
