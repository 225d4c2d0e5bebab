"""Reads the SGML of text collections: Reuters-21578, and documents in the form of TREC."""

from __future__ import annotations

import html
import re
from typing import IO, TYPE_CHECKING

from seedread.index.sources.document import Document, ParsedDocument, ReadFailure
from seedread.index.sources.limits import MAX_ID
from seedread.index.sources.markup_records import records_of
from seedread.index.sources.markup_text import wrapped_text
from seedread.index.sources.plain_values import plain_line, plain_name
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["read_reuters", "read_trec"]

_ELEMENT = re.compile(r"<([A-Za-z][\w.-]{0,30})(?:\s[^<>]*)?>")
_TAG = re.compile(r"</?[A-Za-z][\w.-]{0,30}(?:\s[^<>]*)?/?>")
_PARAGRAPH = re.compile(r"</?[pP]\s*>")
_ATTRIBUTE = re.compile(r"""\b([A-Za-z][\w-]{0,30})\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CONTROL = re.compile("[\0-\x08\x0b-\x1f]")
_END_MARK = re.compile(r"\n\s*reuter[^\w\n]*\Z", re.IGNORECASE)
_SHORT_DATE = re.compile(r"(\d\d)(\d\d)(\d\d)\Z")
_SLASHED_DATE = re.compile(r"(\d\d)/(\d\d)/(\d\d)\Z")
_LONG_DATE = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_IN_ID = re.compile(r"[A-Za-z_](?:_)?((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)\.\d+\Z")
_OF_PAPER = re.compile(r"(AP|WSJ)(\d\d)(\d\d)(\d\d)-\d+\Z")
"""The number of a document of two papers whose documents may have no date of their own."""
_PAPERS = {"AP": "Associated Press", "WSJ": "Wall Street Journal"}
_TEXTS = ("lp", "text", "body", "content", "graphic")
_TITLES = ("headline", "head", "hl", "title", "ttl", "contenttitle", "ti", "h3")
_DATES = ("date_time", "date", "dd", "date1", "pubdate", "datetime")
_AUTHORS = ("byline", "by", "author", "bylin")
_SOURCES = ("source", "so", "pub", "source_name", "newspaper")
_ADDRESSES = ("url",)


def read_reuters(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the stories of a file of Reuters-21578 as `key#` and their number, and failures."""
    return _read(stream, key, "reuters", _story)


def read_trec(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the documents of a file in the form of TREC under their own IDs, else `key#n`, and failures."""
    return _read(stream, key, "doc", _document)


def _read(
    stream: IO[bytes], key: str, name: str, convert: Callable[[str, str], Document]
) -> Iterator[ParsedDocument | ReadFailure]:
    n = 0
    for record in records_of(stream, name):
        n += 1
        try:
            if isinstance(record, ValueError):
                raise record
            yield ParsedDocument(convert(record.text, f"{key}#{n}"), record.raw)
            if not record.closed:
                yield ReadFailure(f"document {n}: cut off: read as far as it goes")
        except ValueError as error:
            yield ReadFailure(f"document {n}: {error}")
    if not n:
        yield ReadFailure("no documents in it")


def _story(markup: str, key: str) -> Document:
    """Return a story of Reuters-21578; some have only a headline, and some are not divided into parts."""
    number = _attributes(markup).get("newid", "")
    fields = _fields(markup, ("date", "title", "dateline", "body", "author", "text"))
    body = fields.get("body") or ("" if fields.get("title") else fields.get("text", ""))
    body = _END_MARK.sub("", _plain(body).rstrip())
    dateline = plain_line(_plain(fields.get("dateline", "")))
    text = wrapped_text(f"{dateline} {body.lstrip()}" if dateline else body)
    title = plain_line(_plain(fields.get("title", "")))
    return _checked(Document(
        f"{key.rpartition('#')[0]}#{number}" if number.isdecimal() else key,
        text,
        title=title or None,
        date=re.sub(r"\.\d+\s*\Z", "", _plain(fields.get("date", "")).strip()) or None,
        source="Reuters",
        author=plain_name(_plain(fields.get("author", ""))) or None,
    ))  # fmt: skip


def _document(markup: str, key: str) -> Document:
    """Return a document of TREC; names of elements differ between its collections."""
    own = _attributes(markup)
    names = ("docno", "docid", *_TITLES, *_DATES, *_AUTHORS, *_SOURCES, *_ADDRESSES, *_TEXTS, "dateline", "dochdr")
    fields = _fields(markup, names)
    if "dochdr" in fields:
        return _web_page(markup, fields, key)
    number = plain_line(_plain(_first(fields, ("docno", "docid")))) or own.get("id", "")
    text = "\n\n".join(text for name in _TEXTS[:2] if (text := _paragraphs(fields.get(name, ""))))
    text = text or next((text for name in _TEXTS[2:] if (text := _paragraphs(fields.get(name, "")))), "")
    dateline = plain_line(_plain(fields.get("dateline", "")))
    if dateline and text and not text.startswith(dateline):
        text = f"{dateline} — {text}"
    if not fields:
        text = _paragraphs(_TAG.sub("", markup, count=1).rpartition("</")[0])
    return _checked(Document(
        safe_line(number) if 0 < len(number) <= MAX_ID else key,
        text,
        title=plain_line(_plain(_first(fields, _TITLES))) or own.get("title") or None,
        date=_date_of(plain_line(_plain(_first(fields, _DATES))), number),
        url=plain_line(_plain(_first(fields, _ADDRESSES))) or own.get("url") or None,
        source=plain_line(_plain(_first(fields, _SOURCES))) or _paper_of(number),
        author=plain_name(_plain(_first(fields, _AUTHORS))) or None,
    ))  # fmt: skip


def _paper_of(number: str) -> str | None:
    found = _OF_PAPER.match(number)
    return _PAPERS[found[1]] if found else None


def _web_page(markup: str, fields: dict[str, str], key: str) -> Document:
    """Return a page of a web collection: an address and the page behind a header."""
    number = plain_line(fields.get("docno", ""))
    url = fields["dochdr"].strip().partition("\n")[0].split(" ")[0]
    page = re.split(r"</dochdr\s*>", markup, maxsplit=1, flags=re.IGNORECASE)[-1]
    page = re.sub(r"</doc\s*>\s*\Z", "", page, flags=re.IGNORECASE)
    return Document(safe_line(number) or key, page, url=url or None, markup="page")


def _checked(document: Document) -> Document:
    if not document.text and not document.title:
        raise ValueError("neither text nor title")
    return document


def _attributes(markup: str) -> dict[str, str]:
    """Return the attributes of the first tag."""
    tag = markup[: markup.find(">")][:2000]
    return {name.lower(): html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(tag)}


def _fields(markup: str, names: tuple[str, ...]) -> dict[str, str]:
    """Return the contents of the first element of each name, those inside one another too."""
    fields: dict[str, str] = {}
    lower = markup.lower()
    at = markup.find(">") + 1
    while found := _ELEMENT.search(markup, at):
        name = found[1].lower()
        at = found.end()
        if name not in names or name in fields:
            continue
        end = lower.find(f"</{name}", at)
        fields[name] = markup[at:end] if end >= 0 else markup[at:]
    return fields


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := fields.get(name, "").strip())), "")


def _plain(markup: str) -> str:
    """Return the text of markup, with its lines."""
    return _CONTROL.sub("", html.unescape(_TAG.sub(" ", markup)))


def _paragraphs(markup: str) -> str:
    return wrapped_text(_plain(_PARAGRAPH.sub("\n\n", markup)))


def _date_of(written: str, number: str) -> str | None:
    """Return a date: `911014` and `10/14/91` are of the twentieth century; else the one in a document's number."""
    if found := _SHORT_DATE.match(written):
        return f"19{found[1]}-{found[2]}-{found[3]}"
    if found := _SLASHED_DATE.match(written):
        return f"19{found[3]}-{found[1]}-{found[2]}"
    if not written and (found := _OF_PAPER.match(number)):
        return f"19{found[2]}-{found[3]}-{found[4]}"
    found = _LONG_DATE.match(written) or (None if written else _IN_ID.search(number))
    return f"{found[1]}-{found[2]}-{found[3]}" if found else written or None
