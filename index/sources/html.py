"""Reads HTML files: one document per page. `pages` extracts the text later, in the ingest workers."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

from seedread.index.sources.charset import decode_as, decode_as_noted
from seedread.index.sources.document import Document, ParsedDocument, ReadFailure
from seedread.index.sources.html_libraries import missing
from seedread.index.sources.limits import read_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "decode_html",
    "decode_html_noted",
    "has_words",
    "length_of_text",
    "looks_like_html",
    "read_html",
    "without_tags",
]

_START = re.compile(rb"(?is)[\xef\xbb\xbf\s]*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html)\b")
_CHARSET = re.compile(rb"""<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
"""Bytes in which a page declares its charset; the standard requires 1,024."""
_NO_TEXT = re.compile(r"(?is)<(script|style|head|template)\b.*?(?:</\1[^<>]*>?|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>")
_NO_TEXT_NOR_SPACE = re.compile(_NO_TEXT.pattern + r"|\s{2,}")
_WORD = re.compile(r"\w")


def read_html(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the page in `stream`; raises NotText and TooLarge."""
    raw = read_whole(stream)
    text, note = decode_html_noted(raw)
    reason = missing() or (None if has_words(text) else "empty")
    yield ReadFailure(reason) if reason else ParsedDocument(Document(key, text, markup="page", path=key), raw)
    if note:
        yield ReadFailure(note)


def looks_like_html(head: bytes) -> bool:
    """Tell whether a file begins like an HTML page."""
    return bool(_START.match(head))


def has_words(markup: str) -> bool:
    """Tell whether a page has any visible text."""
    end = 0
    for found in _NO_TEXT.finditer(markup):
        if _WORD.search(markup, end, found.start()):
            return True
        end = found.end()
    return bool(_WORD.search(markup, end))


def length_of_text(markup: str) -> int:
    """Return how many characters stand between the tags of a page, more than one space at a time not counted."""
    return len(_NO_TEXT_NOR_SPACE.sub("", markup))


def without_tags(markup: str) -> str:
    """Return the text between the tags of a page that cannot be parsed."""
    return _NO_TEXT.sub("\n", markup)


def decode_html(raw: bytes, declared: str | None = None) -> str:
    """Return the text of a page; `declared` is the charset in its HTTP or mail header. Raises NotText.

    In this order: a byte order mark, valid UTF-8 regardless of the declaration, `declared`, the charset in the page,
    and detection from the bytes.
    """
    return decode_as(raw, (declared, *_declared(raw)))


def decode_html_noted(raw: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return the text as `decode_html`, and what is to be reported of its charset, or nothing; raises NotText."""
    return decode_as_noted(raw, (declared, *_declared(raw)))


def _declared(raw: bytes) -> list[str]:
    found = _CHARSET.search(raw[:_HEAD])
    return [found[1].decode("ascii")] if found else []
