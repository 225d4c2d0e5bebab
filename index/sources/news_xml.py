"""Reads the XML of news agencies, archives and corpora: NITF, NewsML and NewsML-G2, RCV1, TEI, trafilatura's XML."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

from seedread.index.sources.document import Document, ParsedDocument, ReadFailure
from seedread.index.sources.html import without_tags
from seedread.index.sources.limits import MAX_ID
from seedread.index.sources.markup_records import Element, MarkupRecord, records_of
from seedread.index.sources.markup_text import (
    NO_TEXT,
    all_named,
    attribute,
    first_named,
    line_of,
    paragraphs_of,
    wrapped_text,
)
from seedread.index.sources.plain_values import has_references, plain_line, plain_name
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["read_extracted", "read_newsml", "read_nitf", "read_tei"]

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(?:[+-]\d{4}|Z)?)?\Z")
_DASH_AT_END = re.compile(r"[-–—:]\s*\Z")
_LANGUAGE = ("lang", "language")
_NO_BODY = NO_TEXT | {"header", "footer", "nav"}
"""What is no text in a page within NewsML: its metadata are given before."""


def read_nitf(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the articles of NITF, as agencies and the New York Times corpus have them, and failures."""
    return _read(stream, key, ("nitf",), _nitf)


def read_newsml(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the news items of NewsML, NewsML-G2 and Reuters' RCV1, and failures."""
    return _read(stream, key, ("newsitem",), _news_item)


def read_tei(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the texts of a TEI file or corpus, and failures."""
    return _read(stream, key, ("tei", "tei.2"), _tei)


def read_extracted(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the articles of trafilatura's XML, and failures."""
    return _read(stream, key, ("doc",), _extracted)


def _read(
    stream: IO[bytes], key: str, names: tuple[str, ...], convert: Callable[[Element, str], Document]
) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield a document for each element of these names: the ID is its own, else `key#n`; `key` if it is alone."""
    waiting: MarkupRecord | ValueError | None = None
    n = 0
    for record in records_of(stream, *names):
        if waiting is not None:
            n += 1
            yield from _converted(waiting, n, f"{key}#{n}", convert)
        waiting = record
    if waiting is None:
        yield ReadFailure("no articles in it")
    else:
        yield from _converted(waiting, n + 1, f"{key}#{n + 1}" if n else key, convert, path=None if n else key)


def _converted(
    record: MarkupRecord | ValueError,
    n: int,
    key: str,
    convert: Callable[[Element, str], Document],
    *,
    path: str | None = None,
) -> Iterator[ParsedDocument | ReadFailure]:
    try:
        if isinstance(record, ValueError):
            raise record
        document = convert(record.parse(), key)
        if path:
            document = replace(document, id=key, path=path)
        yield ParsedDocument(document, record.raw)
        if not record.closed:
            yield ReadFailure(f"article {n}: cut off: read as far as it goes")
    except ValueError as error:
        yield ReadFailure(f"article {n}: {error}")


def _nitf(element: Element, key: str) -> Document:
    body = first_named(element, "body.content", "body")
    text = _nitf_text(body) if body is not None else ""
    title = line_of(first_named(element, "hl1", "hedline", "headline")) or line_of(first_named(element, "title"))
    publication = first_named(element, "pubdata")
    dates = (
        attribute(publication, "date.publication"),
        *(attribute(first_named(element, name), "norm") for name in ("date.issue", "date.release", "story.date")),
    )
    own = attribute(first_named(element, "doc-id"), "id-string")
    return _document(
        own or key,
        _with_dateline(line_of(first_named(element, "dateline"), without=("story.date",)), text),
        title=title,
        date=next((date for date in dates if date), ""),
        url=attribute(publication, "ex-ref"),
        source=_nitf_source(element, publication),
        author=line_of(first_named(element, "byline"), without=("byttl",)),
        language=attribute(element, *_LANGUAGE),
    )


def _nitf_source(element: Element, publication: Element | None) -> str:
    named = attribute(publication, "name") or line_of(first_named(element, "distributor"))
    holder = attribute(first_named(element, "doc.copyright"), "holder")
    return named or holder or attribute(first_named(element, "from-src"), "src-name")


def _nitf_text(body: Element) -> str:
    """Return the text of a body: the full text, where the first paragraphs are also in a block of their own."""
    blocks = [one for one in all_named(body, "block") if attribute(one, "class") == "full_text"]
    return "\n\n".join(map(paragraphs_of, blocks)) or paragraphs_of(body)


def _news_item(element: Element, key: str) -> Document:
    if first_named(element, "contentset") is not None:
        return _newsml_g2(element, key)
    inner = first_named(element, "nitf")
    if inner is not None:
        return _newsml_of_nitf(element, inner, key)
    return _newsml_1(element, key) if first_named(element, "newscomponent") is not None else _rcv1(element, key)


def _newsml_g2(element: Element, key: str) -> Document:
    """Return the document of a newsItem, whose text is NITF, HTML or plain text."""
    content = first_named(element, "contentset")
    inner = first_named(content, "nitf")
    found = _nitf(inner, key) if inner is not None else None
    page = first_named(content, "html", "inlinexml")
    text = found.text if found else _body_of(page) if page is not None else ""
    if not text:
        text = "\n\n".join(_inline_text("".join(one.itertext())) for one in all_named(content, "inlinedata"))
    title = line_of(first_named(element, "headline")) or (found.title if found else "") or ""
    return _document(
        attribute(element, "guid") or key,
        text,
        title=title or line_of(first_named(page, "title", "h1") if page is not None else None),
        date=_first_line(element, "contentcreated", "firstcreated", "published", "versioncreated", "contentmodified"),
        source=_provider(element),
        author=line_of(first_named(element, "by")) or _creator(element) or (found.author if found else "") or "",
        language=attribute(first_named(element, "language"), "tag") or attribute(element, "lang"),
    )


def _inline_text(text: str) -> str:
    """Return plain text, in which some agencies put tags."""
    return wrapped_text(without_tags(text) if "</" in text else text)


def _provider(element: Element) -> str:
    for name in ("infosource", "provider"):
        for one in all_named(element, name):
            if named := line_of(first_named(one, "name")) or attribute(one, "literal"):
                return named
    return ""


def _creator(element: Element) -> str:
    meta = first_named(element, "contentmeta")
    makers = all_named(meta, "creator", "contributor") if meta is not None else ()
    names = (line_of(first_named(one, "name")) for one in makers)
    return ", ".join(dict.fromkeys(name for name in names if name))


def _first_line(element: Element, *names: str) -> str:
    return next((line for name in names for one in all_named(element, name) if (line := line_of(one))), "")


def _body_of(page: Element) -> str:
    body = first_named(page, "body")
    whole = page if body is None else body
    return paragraphs_of(whole, without=_NO_BODY) or paragraphs_of(whole)


def _newsml_of_nitf(element: Element, inner: Element, key: str) -> Document:
    found = _nitf(inner, key)
    return replace(
        found,
        id=_newsml_id(element) or found.id,
        title=found.title or line_of(first_named(element, "headline")) or None,
        date=found.date or _iso(_first_line(element, "firstcreated", "thisrevisioncreated")) or None,
        language=found.language or attribute(first_named(element, "language"), "formalname") or None,
    )


def _newsml_id(element: Element) -> str:
    return line_of(first_named(element, "publicidentifier"))


def _newsml_1(element: Element, key: str) -> Document:
    contents = list(all_named(element, "datacontent"))
    text = "\n\n".join(filter(None, map(_body_of, contents)))
    return _document(
        _newsml_id(element) or key,
        _with_dateline(line_of(first_named(element, "dateline")), text),
        title=_first_line(element, "headline", "headlinetext", "title"),
        date=_first_line(element, "firstcreated", "thisrevisioncreated", "dateandtime"),
        source=attribute(first_named(element, "provider", "source"), "formalname")
        or attribute(next(all_named(element, "party"), None), "formalname")
        or line_of(first_named(element, "providerid")),
        author=_first_line(element, "byline"),
        language=attribute(first_named(element, "language"), "formalname"),
    )


def _rcv1(element: Element, key: str) -> Document:
    """Return the document of a story of the Reuters corpus RCV1."""
    text = first_named(element, "text", "body")
    own = attribute(element, "itemid", "id")
    return _document(
        own or key,
        paragraphs_of(text) if text is not None else "",
        title=_first_line(element, "headline", "title"),
        date=attribute(element, "date"),
        author=_first_line(element, "byline"),
        language=attribute(element, *_LANGUAGE),
    )


def _tei(element: Element, key: str) -> Document:
    header, text = first_named(element, "teiheader"), first_named(element, "text")
    body = first_named(text, "body") if text is not None else None
    content = text if body is None else body
    if header is None:
        return _document(key, paragraphs_of(content) if content is not None else "")
    statement = first_named(header, "titlestmt")
    described = first_named(header, "sourcedesc")
    places = [one for one in (described, first_named(header, "publicationstmt"), statement) if one is not None]
    titles = list(all_named(header, "title"))
    papers = [one for one in titles if attribute(one, "level") in ("j", "s")]
    own = [one for one in titles if one not in papers]
    languages = (
        attribute(element, "lang"),
        attribute(text, "lang"),
        attribute(first_named(header, "language"), "ident"),
    )
    return _document(
        attribute(element, "id") or key,
        paragraphs_of(content) if content is not None else "",
        title=line_of(own[0]) if own else "",
        date=next((date for place in places for one in all_named(place, "date") if (date := _when(one))), ""),
        url=_address(header),
        source=line_of(papers[0]) if papers else _first_line(header, "publisher"),
        author=", ".join(dict.fromkeys(filter(None, map(_person, all_named(header, "author"))))),
        language=next(filter(None, languages), ""),
    )  # fmt: skip


def _person(author: Element) -> str:
    """Return a name that may be in parts, without addresses."""
    names = [line_of(one) for kind in ("forename", "namelink", "surname") for one in all_named(author, kind)]
    return " ".join(names) or line_of(author, without=("email", "affiliation", "idno", "note"))


def _when(date: Element) -> str:
    return attribute(date, "when", "when-iso", "value") or line_of(date)


def _address(header: Element) -> str:
    found = (attribute(one, "target", "url") or line_of(one) for one in all_named(header, "ptr", "ref", "idno"))
    return next((url for url in found if url.startswith(("http://", "https://"))), "")


def _extracted(element: Element, key: str) -> Document:
    main = first_named(element, "main")
    return _document(
        key,
        paragraphs_of(element if main is None else main),
        title=attribute(element, "title"),
        date=attribute(element, "date"),
        url=attribute(element, "source", "url"),
        source=attribute(element, "sitename", "hostname"),
        author=attribute(element, "author").replace("; ", ", "),
        language=attribute(element, *_LANGUAGE),
    )


def _with_dateline(dateline: str, text: str) -> str:
    """Return a text that begins with its dateline, as agencies print it."""
    if not dateline or text.startswith(dateline):
        return text
    return f"{dateline} {text}" if _DASH_AT_END.search(dateline) else f"{dateline} — {text}"


def _iso(date: str) -> str:
    """Return a date like `20241011T080000Z` as ISO 8601; another one as it is."""
    found = _COMPACT.match(date)
    if not found:
        return date
    day = f"{found[1]}-{found[2]}-{found[3]}"
    return f"{day}T{found[4]}:{found[5]}" if found[4] else day


def _document(own: str, text: str, **metadata: str) -> Document:
    """Return a document with metadata that may be empty; raises ValueError if it has neither text nor title."""
    if not text and not metadata.get("title"):
        raise ValueError("neither text nor title")
    if has_references(text):  # escaped twice
        text = html.unescape(text)
    metadata["date"] = _iso(metadata.get("date", ""))
    metadata["author"] = plain_name(metadata.get("author", ""))
    lines: dict[str, Any] = {name: plain_line(value) or None for name, value in metadata.items()}
    return Document(safe_line(own).strip()[:MAX_ID], text, **lines)
