"""Reads what Nexis exports: `1 of 10 DOCUMENTS` in text and HTML, and the form of Nexis Uni in any."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, NamedTuple

from seedread.index.sources.charset import decode_as
from seedread.index.sources.document import ParsedDocument, ReadFailure
from seedread.index.sources.exports.field_labels import BODY_STARTS, END_OF_DOCUMENT, label_of
from seedread.index.sources.exports.record import (
    ExportedArticle,
    html_tree,
    iso_date,
    page_of,
    results_of,
    split_at,
    text_of_element,
    utf8_bytes,
)
from seedread.index.sources.exports.signs import NEXIS_COUNTER
from seedread.index.sources.limits import read_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["articles_in_lines", "read_nexis_page", "read_nexis_text"]

_COUNTED = re.compile(rb"(?m)^" + NEXIS_COUNTER.encode() + rb"\r?$")
_COUNTED_TEXT = re.compile(NEXIS_COUNTER)
_RECORD = re.compile(rb"<DOC NUMBER=\d+>")
_CENTRED_CLASS = re.compile(r"\.(c\d+)\s*\{[^{}]*text-align:\s*center")
_END = re.compile(("(?mi)^(?:" + "|".join(sorted(END_OF_DOCUMENT)) + r")[ \t]*\r?\n?").encode())
_INDENT = 5
"""Spaces before a line of text that is centred."""
_HEAD_BLOCKS = 12
"""Blocks of an article among which its date stands."""
_EDITION = re.compile(r"(?:\b[Ee]dition|EDITION|[ÉE]dition|Edición|Ausgabe)(?: - Final| \d+)?\Z")
_COPYRIGHT = re.compile(
    r"(?:Copyright|©|\(c\))\s?(?:\(c\)\s?)?\d{4}|All Rights Reserved|Tous Droits Réservés", re.IGNORECASE
)


class _Block(NamedTuple):
    text: str
    centred: bool


def read_nexis_text(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the articles of the text in `stream` as `key#n`; raises NotText and TooLarge."""
    raw = utf8_bytes(read_whole(stream))
    records = split_at(raw, _COUNTED)
    if records:
        yield from results_of(records, key, lambda record: _article(_blocks_of_text(_unix_lines(record))))
    else:
        yield from results_of(filter(bytes.strip, _END.split(raw)), key, _of_nexis_uni)


def _of_nexis_uni(record: bytes) -> ExportedArticle:
    return _newer([line for line in map(str.strip, _unix_lines(record).split("\n")) if line]) or ExportedArticle()


def _unix_lines(record: bytes) -> str:
    return decode_as(record, ()).replace("\r\n", "\n")


def read_nexis_page(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the articles of the page in `stream` as `key#n`; raises NotText and TooLarge."""
    raw = utf8_bytes(read_whole(stream))
    records = split_at(raw, _RECORD)
    if not records:
        yield ReadFailure("no articles in this export of Nexis: download the documents, not the list of results")
        return
    head = raw[: raw.index(records[0])]
    charset = re.search(rb"charset=[\"']?([\w-]{2,40})", head)
    label = charset[1].decode() if charset else None
    centred = frozenset(_CENTRED_CLASS.findall(decode_as(head, (label,))))

    def read(record: bytes) -> ExportedArticle:
        return _article(_blocks_of_page(decode_as(record, (label,)).partition("-->")[2], centred))

    yield from results_of(records, key, read)


def _blocks_of_text(text: str) -> list[_Block]:
    blocks: list[_Block] = []
    lines: list[str] = []
    for line in (*text.split("\n"), ""):
        if line.strip():
            lines.append(line)
        elif lines:
            centred = all(one.startswith(" " * _INDENT) for one in lines)
            blocks.append(_Block(" ".join(" ".join(lines).split()), centred))
            lines = []
    return blocks


def _blocks_of_lines(lines: Sequence[str]) -> list[_Block]:
    if sum(not line.strip() for line in lines) > len(lines) / 5:
        return _blocks_of_text("\n".join(lines))
    return [_Block(" ".join(line.split()), centred=False) for line in lines if line.strip()]


def _blocks_of_page(markup: str, centred: frozenset[str]) -> list[_Block]:
    blocks: list[_Block] = []
    for paragraph in html_tree(markup).iter("p"):
        above = paragraph.getparent()
        classes = {paragraph.get("class"), above.get("class") if above is not None else None}
        lines = filter(None, text_of_element(paragraph).split("\n"))
        blocks += [_Block(line, bool(classes & centred)) for line in lines]
    return blocks


def _article(blocks: Sequence[_Block]) -> ExportedArticle:
    """Return the article in the blocks between two counters: paper, day, edition, title, labels, text, labels."""
    article = ExportedArticle()
    rest = [block for block in blocks if not _COUNTED_TEXT.fullmatch(block.text)]
    dated = next((n for n, block in enumerate(rest[:_HEAD_BLOCKS]) if iso_date(block.text)), None)
    if dated is not None:
        article.date = iso_date(rest[dated].text)
        article.source = next((block.text for block in rest[:dated] if not label_of(block.text)), None)
        rest = rest[dated + 1 :]
    while len(rest) > 1 and (rest[0].centred or (_EDITION.search(rest[0].text) and not label_of(rest[1].text))):
        rest = rest[1:]
    if rest and not label_of(rest[0].text):
        article.title = rest[0].text
        rest = rest[1:]
    _fill(article, [block for block in rest if not (block.centred and _COPYRIGHT.search(block.text))])
    return article


def _fill(article: ExportedArticle, blocks: Sequence[_Block]) -> None:
    """Add labels and text; what follows the labels below the text is left out."""
    below = False
    for block in blocks:
        label = label_of(block.text)
        if label:
            below = _set(article, *label) or (bool(article.paragraphs) and label[0] == "other")
        elif not below:
            article.paragraphs.append(block.text)


def _set(article: ExportedArticle, kind: str, value: str) -> bool:
    """Set the field of a label; tell whether no text follows it."""
    if kind == "author" and value and not article.author:
        article.author = re.sub(r"\A(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Dd]i|[Pp]or|[Dd]oor)\s+", "", value)
    elif kind == "section":
        article.pages = article.pages or page_of(value)
    elif kind == "title" and not article.title:
        article.title = value
    elif kind == "summary" and value:
        article.paragraphs.append(value)
    elif kind == "language" and value:
        article.language = value.partition(";")[0].strip()
        return bool(article.paragraphs)
    elif kind == "url":
        article.url = value
    return False


def articles_in_lines(lines: Sequence[str]) -> list[ExportedArticle]:
    """Return the articles in the lines of an export that was written as DOCX, RTF or PDF; none if it is no export."""
    counters = [n for n, line in enumerate(lines) if _COUNTED_TEXT.fullmatch(line)]
    if counters:
        ends = [*counters[1:], len(lines)]
        chunks = [lines[start:end] for start, end in zip(counters, ends, strict=True)]
        found = [_article(_blocks_of_lines(chunk)) for chunk in chunks]
        return [article for article in found if article.paragraphs]
    ends = [n for n, line in enumerate(lines) if line.strip().casefold() in END_OF_DOCUMENT]
    starts = [0, *(end + 1 for end in ends)]
    chunks = [lines[start:end] for start, end in zip(starts, ends, strict=False)]
    newer = (_newer([line.strip() for line in chunk if line.strip()]) for chunk in chunks)
    return [article for article in newer if article and article.paragraphs]


def _newer(lines: Sequence[str]) -> ExportedArticle | None:
    """Return the article in the lines before `End of Document`: title, paper, day, labels, `Body`, text, labels."""
    body = next((n for n, line in enumerate(lines) if line.casefold() in BODY_STARTS), None)
    if body is None:
        return None
    head = lines[:body]
    article = ExportedArticle()
    dated = next((n for n in reversed(range(len(head))) if not label_of(head[n]) and iso_date(head[n])
                  and not _COPYRIGHT.search(head[n])), None)  # fmt: skip
    if dated is not None:
        article.date = iso_date(head[dated])
        article.source = head[dated - 1] if dated > 0 else None
        article.title = head[dated - 2] if dated > 1 else None
    for line in head[(dated or 0) :]:
        label = label_of(line)
        if label:
            _set(article, *label)
    _fill(article, [_Block(line, centred=False) for line in lines[body + 1 :]
                    if line.casefold() not in ("classification", "graphic")])  # fmt: skip
    return article
