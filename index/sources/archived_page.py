"""What WARC and ARC share: goes through the records, makes documents of pages, and leaves out what is no article."""

from __future__ import annotations

import posixpath
import zlib
from typing import IO, TYPE_CHECKING
from urllib.parse import urlsplit

from seedread.index.sources.bookmark import Bookmark
from seedread.index.sources.charset import NotText, decode, named_charset
from seedread.index.sources.document import Document, ParsedDocument, ReadFailure
from seedread.index.sources.html import decode_html, has_words, looks_like_html
from seedread.index.sources.html_libraries import missing
from seedread.index.sources.limits import MAX_DOCUMENT, Unpacked

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["archived_page", "archived_pages", "is_address_of_page", "read_block"]

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_NO_ARTICLES = frozenset(("robots.txt", "ads.txt", "app-ads.txt", "humans.txt", "llms.txt", "security.txt",
                          "sellers.json"))  # fmt: skip
_OTHER_TEXT = frozenset((".js", ".mjs", ".css", ".json", ".xml", ".map", ".csv", ".svg", ".woff", ".woff2", ".ico"))
"""Endings of files that servers call plain text."""


_LONGEST_LINE = 1 << 16
_SKIPPED = 1 << 20
"""Bytes of a block that are skipped at once."""


def archived_pages(
    stream: IO[bytes],
    key: str,
    begins: re.Pattern[bytes],
    page: Callable[[IO[bytes], bytes, str, Unpacked], ParsedDocument | None],
    bookmark: Bookmark | None = None,
) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the pages of the archive in `stream` from a bookmark on, and failures.

    Their IDs are `key#n`, with n counting records from 1. A record begins with a line that matches `begins`. `page`
    reads the rest of it: it gets the stream, that line, the ID and the count of unpacked bytes.
    """
    place = bookmark or Bookmark()
    if place.offset:
        stream.seek(place.offset)
    n = place.number
    unpacked = Unpacked(0)
    is_whole = True
    while True:
        n += 1
        try:
            line, skipped = _beginning(stream, begins)
            if skipped:
                yield ReadFailure(f"before record {n}: data that is not a record")
            if not line:
                # What was appended to a file that ended in a part of a record may be the rest of it.
                place.end = n - 1 if is_whole and not skipped else None
                return
            is_whole = False
            part = page(stream, line, f"{key}#{n}", unpacked)
        except (zlib.error, EOFError) as error:
            yield ReadFailure(f"record {n}: {error}: the rest was not read")
            return
        except ValueError as error:
            yield ReadFailure(f"record {n}: {error}")
            if unpacked.exceeded:
                return
        else:
            is_whole = True
            if part:
                yield part


def _beginning(stream: IO[bytes], begins: re.Pattern[bytes]) -> tuple[bytes, bool]:
    """Return the first line of the next record, empty at the end, and whether other data was skipped."""
    skipped = False
    while (line := stream.readline(_LONGEST_LINE)) and not begins.match(line):
        skipped = skipped or bool(line.strip())
    return line, skipped


def read_block(stream: IO[bytes], length: int) -> bytes | None:
    """Return the next `length` bytes; None after skipping them, if they are more than a document may have.

    Raises ValueError if the stream ends before.
    """
    if length <= MAX_DOCUMENT:
        block = stream.read(max(0, length))
        if len(block) < length:
            raise ValueError("truncated")
        return block
    while length > 0 and (skipped := len(stream.read(min(length, _SKIPPED)))):
        length -= skipped
    if length > 0:
        raise ValueError("truncated")
    return None


def is_address_of_page(url: str | None) -> bool:
    """Tell whether a record is a page, not a log, a screenshot's text or another note of the program that saved it."""
    if not url:
        return True
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    if parts.scheme.casefold() not in ("http", "https", "file"):
        return False
    path = parts.path.casefold()
    return posixpath.basename(path) not in _NO_ARTICLES and not path.startswith("/.well-known/")


def archived_page(own: str, url: str | None, http: Mapping[str, str], body: bytes, raw: bytes) -> ParsedDocument | None:
    """Return the document of an answer, given its header fields and body; None if it is no article.

    Raises ValueError if it cannot be read.
    """
    kind = http.get("content-type", "")
    media = kind.partition(";")[0].strip().casefold() or ("text/html" if looks_like_html(body[:2000]) else "")
    if media not in _PAGES or not is_address_of_page(url):
        return None
    try:
        if media == "text/plain":
            if url and posixpath.splitext(url.partition("?")[0].casefold())[1] in _OTHER_TEXT:
                return None
            text = decode(body)
            return ParsedDocument(Document(own, text, url=url), raw) if text.strip() else None
        text = decode_html(body, named_charset(kind))
    except NotText:
        raise ValueError("not text") from None
    if not has_words(text):
        return None
    if reason := missing():
        raise ValueError(reason)
    return ParsedDocument(Document(own, text, url=url, markup="page"), raw)
