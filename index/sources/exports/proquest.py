"""Reads the text that ProQuest exports: articles between rules, with a label for each field."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

from seedread.index.sources.charset import decode_as
from seedread.index.sources.document import ParsedDocument, ReadFailure
from seedread.index.sources.exports.record import ExportedArticle, iso_date, utf8_bytes
from seedread.index.sources.limits import read_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_proquest"]

_RULE = re.compile(rb"(?m)^_{30,}[ \t]*\r?$")
_LABELS = frozenset((
    "abstract", "accession number", "author", "classification", "column", "company / organization", "copyright",
    "country of publication", "credit", "database", "dateline", "document feature", "document type", "document url",
    "edition", "first page", "full text", "identifier / keyword", "illustrations", "issn", "issue", "journal subject",
    "language of publication", "last updated", "links", "location", "number of pages", "page", "page count", "pages",
    "people", "place of publication", "proquest document id", "publication date", "publication info",
    "publication subject", "publication title", "publication year", "publisher", "product name", "section", "series",
    "source type", "start page", "subject", "title", "volume", "year",
))  # fmt: skip
_LABEL = re.compile(r"([A-Z][A-Za-z /]{2,25}): ?(.*)\Z", re.DOTALL)
_INFO = re.compile(r"(.+?),\s*(\d{1,2} \w{3,9} \d{4}|\w{3,9} \d{1,2}, \d{4})[^:]*(?::\s*([\w., -]{1,20}?)\.?)?\s*\Z")
_COUNTER = re.compile(r"\s*Document \d+ of \d+\s*\Z")


def read_proquest(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the articles of the text in `stream` as `key#` and their number in ProQuest; raises TooLarge."""
    raw = utf8_bytes(read_whole(stream))
    n = start = 0
    for end in [*(rule.start() for rule in _RULE.finditer(raw)), len(raw)]:
        record = raw[start:end].lstrip(b"_")
        start = end
        fields = _fields(decode_as(record, ()).replace("\r\n", "\n"))
        if not fields.keys() & {"full text", "proquest document id", "publication title", "publication info"}:
            continue
        n += 1
        article = _article(fields)
        if article.paragraphs:
            yield ParsedDocument(article.document(key, n), record.strip())
        else:
            yield ReadFailure(f"article {n}: no full text: export it with the full text")
    if not n:
        yield ReadFailure("no articles in this export of ProQuest")


def _fields(text: str) -> dict[str, str]:
    """Return the text of each label; that above the first label has an empty one.

    Within the full text a line that begins like a label is one only after an empty line.
    """
    fields = {"": ""}
    current = ""
    empty = True
    for line in text.split("\n"):
        found = _LABEL.match(line.strip())
        label = found[1].casefold() if found else ""
        if found and label in _LABELS and (empty or current != "full text"):
            current = label if label not in fields else f"{label} again"
            fields[current] = found[2]
        elif not _COUNTER.match(line):
            fields[current] += f"\n{line.strip()}"
        empty = not line.strip()
    return {label: value.strip() for label, value in fields.items()}


def _article(fields: dict[str, str]) -> ExportedArticle:
    info = _INFO.match(" ".join(fields.get("publication info", "").split()))
    above = [line for line in fields[""].split("\n") if line and not line.startswith(("http://", "https://"))]
    text = fields.get("full text", "")
    pages = next((fields[name] for name in ("pages", "page", "first page", "start page") if fields.get(name)), None)
    return ExportedArticle(
        paragraphs=[" ".join(block.split()) for block in re.split(r"\n[ \t]*\n", text) if block.strip()],
        title=fields.get("title") or (above[-1] if above else None),
        source=fields.get("publication title") or (info[1] if info else None),
        date=iso_date(fields.get("publication date", "")) or (iso_date(info[2]) if info else None),
        author=fields.get("author"),
        pages=pages or (info[3] if info else None),
        language=fields.get("language of publication"),
        url=fields.get("document url"),
        number=fields.get("proquest document id"),
    )
