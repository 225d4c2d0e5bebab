"""Makes a document of a page in a web archive (WARC, ARC), and leaves out what is no article."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from seedread.index.sources.charset import NotText, decode
from seedread.index.sources.document import Document, ParsedDocument
from seedread.index.sources.extractor import missing
from seedread.index.sources.html import decode_html, has_words, looks_like_html

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["archived_page", "is_address_of_page"]

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_NO_ARTICLES = frozenset(("robots.txt", "ads.txt", "app-ads.txt", "humans.txt", "llms.txt", "security.txt",
                          "sellers.json"))  # fmt: skip
_OTHER_TEXT = frozenset((".js", ".mjs", ".css", ".json", ".xml", ".map", ".csv", ".svg", ".woff", ".woff2", ".ico"))
"""Endings of files that servers call plain text."""


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
    found = _CHARSET.search(kind)
    try:
        if media == "text/plain":
            if url and posixpath.splitext(url.partition("?")[0].casefold())[1] in _OTHER_TEXT:
                return None
            text = decode(body)
            return ParsedDocument(Document(own, text, url=url), raw) if text.strip() else None
        text = decode_html(body, found[1] if found else None)
    except NotText:
        raise ValueError("not text") from None
    if not has_words(text):
        return None
    if reason := missing():
        raise ValueError(reason)
    return ParsedDocument(Document(own, text, url=url, markup="page"), raw)
