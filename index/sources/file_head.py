"""The first bytes of a file and its path: what a format is detected by, and the patterns that several formats share."""

from __future__ import annotations

import codecs
import posixpath
import re
from functools import cached_property
from typing import TYPE_CHECKING

from seedread.index.sources.charset import utf16_without_mark

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FileHead", "Signature", "begins", "is_zip", "matches", "root", "root_and", "zip_of"]

_WIDE = ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"),
         (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_COMMENT = rb"<!--(?:(?!-->).)*+-->"
_QUOTED = rb""" "[^"]*+"|'[^']*+' """.strip()
_SUBSET = rb"\[(?:[^\]<\"']++|" + _QUOTED + rb"|" + _COMMENT + rb"|<)*+\]"
_DOCUMENT_TYPE = rb"<!(?i:doctype)\b(?:[^\[\]<>\"']++|" + _QUOTED + rb"|" + _SUBSET + rb")*+>"
_INSTRUCTION = rb"<\?(?:(?!\?>).)*+\?>"
_PROLOG = rb"(?s)\s*+(?:(?:" + _INSTRUCTION + rb"|" + _COMMENT + rb"|" + _DOCUMENT_TYPE + rb")\s*+)*+"
"""What stands before the root element of XML: a declaration, instructions, comments, a document type."""
_ROOT = re.compile(_PROLOG + rb"<(?:[A-Za-z_][\w.-]*+:)?([A-Za-z_][\w.-]*+)(?=[\s/>])")


class FileHead:
    """The path of a file and its first bytes."""

    def __init__(self, path: str, raw: bytes) -> None:
        self.path = path
        """With `/` between folders; the path inside an archive for its members."""
        self.name = posixpath.basename(path).casefold()
        self.suffix = posixpath.splitext(self.name)[1]
        """With its dot, in lower case; empty if there is none."""
        self.raw = raw
        """At most limits.HEAD bytes."""
        self.plain_name = True
        """Whether the name says nothing about the format: its ending is none, unknown, or one of plain text."""

    @cached_property
    def text(self) -> bytes:
        """The bytes without a byte order mark, and as UTF-8 if they are UTF-16 or UTF-32."""
        raw = self.raw.removeprefix(codecs.BOM_UTF8)
        for mark, charset in _WIDE:
            if raw.startswith(mark):
                return raw[len(mark) :].decode(charset, "ignore").encode()
        wide = utf16_without_mark(raw)
        return raw.decode(wide, "ignore").encode() if wide else raw

    @property
    def is_text(self) -> bool:
        """Whether the bytes may be text in some charset; not if there are none."""
        plain = self.text.translate(None, _CONTROLS)
        return bool(plain) and len(plain) >= 0.95 * len(self.text) and b"\0" not in self.text

    @cached_property
    def root(self) -> str:
        """The name of the first element, without prefix, if the file begins with markup; else empty."""
        found = _ROOT.match(self.text)
        return found[1].decode("ascii", "replace") if found else ""


if TYPE_CHECKING:
    Signature = Callable[[FileHead], bool]
else:
    Signature = object


def begins(*magic: bytes, at: int = 0) -> Signature:
    """Return a signature: one of these bytes, `at` bytes after the beginning."""
    return lambda head: head.raw.startswith(magic, at)


def is_zip(head: FileHead) -> bool:
    """Tell whether a file is a zip archive, as EPUB and the formats of offices are."""
    return head.raw.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def zip_of(*members: bytes, suffixes: tuple[str, ...] = ()) -> Signature:
    """Return a signature: a zip archive with one of these words in its first bytes, or one of these endings."""
    return lambda head: is_zip(head) and (head.suffix in suffixes or any(name in head.raw for name in members))


def matches(pattern: bytes) -> Signature:
    """Return a signature: a pattern that the beginning of the text must match."""
    compiled = re.compile(pattern)
    return lambda head: bool(compiled.match(head.text))


def root(*names: str) -> Signature:
    """Return a signature: markup whose first element has one of these names, in small letters, without prefix."""
    return lambda head: head.root.casefold() in names


def root_and(name: str, within: bytes) -> Signature:
    """Return a signature: markup whose first element has this name, and a pattern that occurs in the first bytes."""
    compiled = re.compile(within)
    return lambda head: head.root.casefold() == name and bool(compiled.search(head.text))
