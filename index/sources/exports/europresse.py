"""Reads the HTML that Europresse (Eureka) exports: an `<article>` for each, with header, section and footer."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Any

from seedread.index.sources.charset import decode_as
from seedread.index.sources.document import ParsedDocument, ReadFailure
from seedread.index.sources.exports.record import (
    ExportedArticle,
    blocks_of_html,
    html_tree,
    iso_date,
    page_of,
    results_of,
    split_at,
    text_of_element,
    utf8_bytes,
)
from seedread.index.sources.limits import read_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_europresse"]

_RECORD = re.compile(rb"<article\b")
_NUMBER = re.compile(r"\b((?:news|pub)\s?[·•][\w·•\s-]+\S)")
_CREDIT = re.compile(r"\A(?:[Pp]ar|PAR|[Bb]y)\s+")


def read_europresse(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the articles of the page in `stream` as `key#` and their number in Europresse, else `key#n`."""
    raw = utf8_bytes(read_whole(stream))
    records = split_at(raw, _RECORD)
    if not records:
        yield ReadFailure("no articles in this export of Europresse: save the documents, not the list of results")
    yield from results_of(records, key, lambda record: _article(html_tree(decode_as(record, ()))))


def _article(tree: Any) -> ExportedArticle:
    article = ExportedArticle()
    header = next(tree.iter("header"), tree)
    article.source = (_of_class(header, "DocPublicationName") or "").strip() or None
    where = _of_class(header, "DocHeader") or ""
    lines = [where, *(text_of_element(span) for span in header.iter("span", "div"))]
    article.date = next((day for line in lines for part in _parts_of_date(line) if (day := iso_date(part))), None)
    article.pages = page_of(where) or page_of(next((line for line in lines if iso_date(line)), ""))
    title = _element(header, "titreArticleVisu")
    article.title = text_of_element(title) if title is not None else _of_class(header, "titreArticle")
    article.author = _author(header)
    article.paragraphs = _paragraphs(tree)
    number = _NUMBER.search(" ".join("".join(tree.itertext()).split())[-3000:])
    own = _of_class(tree, "PubliC_lblNodoc") or (number[1].split()[0] if number else "")
    article.number = own or None
    return article


def _parts_of_date(where: str) -> Iterator[str]:
    yield where
    yield from re.split(r",\s+", where)


def _paragraphs(tree: Any) -> list[str]:
    section = next(tree.iter("section"), None)
    section = section if section is not None else _element(tree, "docOcurrContainer")
    if section is None:
        return []
    found = list(blocks_of_html(section))
    return found or [line for line in text_of_element(section).split("\n") if line]


def _author(header: Any) -> str | None:
    """Return the author: of its own class, else the box after the title."""
    named = _of_class(header, "docAuthors")
    if not named:
        boxes = list(header.iter("div"))
        titled = next((n for n, box in enumerate(boxes) if "titreArticle" in (box.get("class") or "").split()), None)
        later = boxes[titled + 1 :] if titled is not None else []
        named = next((text for box in later if not box.get("class") and (text := text_of_element(box))), None)
    return _CREDIT.sub("", " ".join(named.split())) if named and len(named) < 200 else None


def _element(tree: Any, name: str) -> Any:
    return next(
        (one for one in tree.iter() if name in (one.get("class") or "").replace("rdp__", "").split()
         or one.get("id") == name), None,
    )  # fmt: skip


def _of_class(tree: Any, name: str) -> str | None:
    found = _element(tree, name)
    return " ".join(text_of_element(found).split()) or None if found is not None else None
