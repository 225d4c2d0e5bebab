"""Reads EPUB books: one document per chapter, in reading order, with the metadata of the book.

The XML is parsed without entities, DTDs and network access; chapters are processed like other HTML.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from typing import IO, TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from seedread.index.sources.archive import Archive, BadMember
from seedread.index.sources.archive_xml import member_xml
from seedread.index.sources.document import Document, ParsedDocument, ReadFailure
from seedread.index.sources.html import decode_html, has_words
from seedread.index.sources.html_libraries import missing
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_epub"]

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_OPENING = re.compile(r"<(h[1-6]|title)\b[^<>]*>?", re.IGNORECASE)
_CLOSING = re.compile(r"</(h[1-6]|title)\s*>", re.IGNORECASE)
_ADDRESS = re.compile(r"<[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Algorithms that only obfuscate fonts."""


def read_epub(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the chapters of the book in `stream`, with IDs `key#path`; raises ValueError if it is not a book."""
    reason = missing()
    if reason:
        raise ValueError(reason)
    stream.seek(0, 2)
    archive = Archive(stream, stream.tell())
    package = _package_path(archive)
    book = _xml(archive, package)
    locked = _encrypted(archive)
    metadata = _metadata(book)
    for name in _spine(book, posixpath.dirname(package)):
        try:
            if name in locked:
                raise BadMember("encrypted (DRM)")  # noqa: TRY301 (reported below with the others)
            raw = archive.read(name)
            page = decode_html(raw)
        except BadMember as error:
            yield ReadFailure(f"{name}: {error}")
            continue
        if has_words(_without_headings(page)):  # a cover or a page with only a heading is not a chapter
            yield ParsedDocument(
                Document(f"{key}#{safe_line(name)}", page, title=_heading(page), markup="fragment", **metadata), raw
            )


def _package_path(archive: Archive) -> str:
    for element in _xml(archive, _CONTAINER).iter("{*}rootfile"):
        path = element.get("full-path")
        if path:
            return str(path)
    raise ValueError("broken EPUB: the container names no package file")


def _xml(archive: Archive, name: str) -> Any:
    try:
        return member_xml(archive, name)
    except ValueError as error:
        raise ValueError(f"broken EPUB: {error}") from None


def _encrypted(archive: Archive) -> frozenset[str]:
    """Return the encrypted members; obfuscated fonts do not count."""
    if _ENCRYPTION not in archive:
        return frozenset()
    names: set[str] = set()
    for data in _xml(archive, _ENCRYPTION).iter("{*}EncryptedData"):
        method = next(data.iter("{*}EncryptionMethod"), None)
        if method is None or method.get("Algorithm") not in _FONTS:
            names.update(unquote(reference.get("URI", "")) for reference in data.iter("{*}CipherReference"))
    return frozenset(names)


def _spine(book: Any, folder: str) -> Iterator[str]:
    """Return the members in reading order, each once, without the table of contents."""
    items = {item.get("id"): item for item in book.iter("{*}item")}
    names: dict[str, None] = {}
    for reference in book.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES or "nav" in (item.get("properties") or "").split():
            continue
        path = unquote((item.get("href") or "").partition("#")[0])
        names[posixpath.normpath(posixpath.join(folder, path))] = None
    return iter(names)


def _metadata(book: Any) -> dict[str, Any]:
    """Return the metadata of a book; its title is the source, as for a magazine."""
    names = {"source": "title", "date": "date", "author": "creator", "language": "language"}
    found = {}
    for field, name in names.items():
        element = next(book.iter("{http://purl.org/dc/elements/1.1/}" + name), None)
        value = " ".join((element.text or "").split()) if element is not None else ""
        if value:
            found[field] = _ADDRESS.sub("", value).strip()
    return found


def _without_headings(page: str) -> str:
    kept, end = [], 0
    for heading in _headings(page):
        kept.append(page[end : heading.start])
        end = heading.end
    return "".join((*kept, page[end:]))


def _heading(page: str) -> str | None:
    """Return the first heading of a chapter, as its title."""
    found = next((page[one.inside] for one in _headings(page) if one.name in ("h1", "h2", "h3")), "")
    return " ".join(_TAG.sub(" ", found).split()) or None


class _Heading(NamedTuple):
    """A heading or title element with its position in a page."""

    name: str
    start: int
    inside: slice
    end: int


def _headings(page: str) -> Iterator[_Heading]:
    """Yield the headings in order, each up to the first matching closing tag."""
    closings: dict[str, list[tuple[int, int]]] = {}
    for found in _CLOSING.finditer(page):
        closings.setdefault(found[1].lower(), []).append(found.span())
    end = 0
    for opening in _OPENING.finditer(page):
        spans = closings.get(opening[1].lower(), [])
        at = bisect_left(spans, (opening.end(), 0))
        if opening.start() >= end and at < len(spans):
            start, end = spans[at]
            yield _Heading(opening[1].lower(), opening.start(), slice(opening.end(), start), end)
