"""Reads what the programs of macOS save: messages of Mail (.emlx) and pages of Safari (.webarchive)."""

from __future__ import annotations

import plistlib
from typing import IO, TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError

from seedread.index.sources.archived_page import archived_page
from seedread.index.sources.document import Document, ParsedDocument, ReadFailure
from seedread.index.sources.limits import read_whole
from seedread.index.sources.mail import mail_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_emlx", "read_webarchive"]

_OF_PAGES = ("http", "https", "file")
"""Schemes of addresses; others are a program's own, as `about:blank` of a page that it made."""


def read_emlx(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the message in `stream` and those in it: the length, the message, and a list of its properties."""
    raw = read_whole(stream)
    line, _, rest = raw.partition(b"\n")
    length = line.strip()
    message = rest[: int(length)] if length.isdigit() and len(length) < 12 else raw
    for part in mail_documents(message, key, key):
        yield ParsedDocument(part, message) if isinstance(part, Document) else part


def read_webarchive(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the page in `stream`, without its frames; raises ValueError if it is broken."""
    raw = read_whole(stream)
    try:
        page: Any = plistlib.loads(raw)["WebMainResource"]
        body, url = page["WebResourceData"], page.get("WebResourceURL")
        media = f"{page.get('WebResourceMIMEType') or ''}; charset={page.get('WebResourceTextEncodingName') or ''}"
    except (plistlib.InvalidFileException, ExpatError, KeyError, TypeError, AttributeError, IndexError,
            OverflowError, RecursionError, MemoryError) as error:  # fmt: skip
        raise ValueError(f"broken web archive ({type(error).__name__})") from None
    address = url if isinstance(url, str) and url.partition(":")[0].casefold() in _OF_PAGES else None
    found = archived_page(key, address, {"content-type": media}, body, raw) if isinstance(body, bytes) else None
    yield found or ReadFailure("no page in the web archive")
