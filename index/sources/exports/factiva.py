"""Reads what Factiva exports: HTML and XML with a code for each field (`HD`, `LP`, `TD`), and RTF."""

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
    result_of,
    results_of,
    split_at,
    text_of_element,
    utf8_bytes,
)
from seedread.index.sources.limits import read_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["articles_in_lines", "read_factiva_page", "read_factiva_xml"]

_RECORD = re.compile(rb"""<div[^<>]{0,200}\bclass=["']article [a-z]{2,4}Article["']""")
_FOOTER = re.compile(rb"""<div[^<>]{0,200}\bid=["']pageFooter["']""")
_NUMBER = re.compile(r"[^\W\d_]{2,12}\s+([A-Z][A-Z0-9]{2,11}\d{8}[a-z0-9]{6,14})\b")
_WORDS = re.compile(
    r"\d[\d.,\s]*(?:\s(?:words|mots|Wörter|palabras|parole|palavras|woorden|слов\w*)|字|文字|語)\Z", re.IGNORECASE
)
_COPYRIGHT = re.compile(r"(?:Copyright|©|\(c\)|\(C\))", re.IGNORECASE)
_CODE = re.compile(r"([A-Z]{2,3})(?:[ \xa0]*[|\t](.*))?\Z", re.DOTALL)
_CODES = frozenset((
    "AN", "ART", "AU", "BY", "CLM", "CO", "CR", "CT", "CX", "CY", "DE", "ED", "ET", "GC", "HD", "HL", "IN", "IPC",
    "IPD", "LA", "LP", "NGC", "NS", "PD", "PG", "PUB", "RE", "RF", "RST", "SC", "SE", "SN", "TD", "VOL", "WC",
))  # fmt: skip
_TEXT_CODES = ("LP", "TD")
_BY = re.compile(r"\A(?:By|BY|Par|Von|Por|Di|Door)\s+")
_HEADLINE_CLASS = re.compile(r"\b[a-z]{2}Headline\b")
_COUNT = re.compile(r"\A\d{1,4}\)\s+")
"""The number of an article in the list that it was saved from."""


def read_factiva_page(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the articles of the page in `stream` as `key#` and their number in Factiva; raises NotText and TooLarge."""
    raw = utf8_bytes(read_whole(stream))
    records = split_at(raw, _RECORD)
    if not records:
        yield ReadFailure("no articles in this export of Factiva: save the full articles, not the headlines")
    else:
        records[-1] = _FOOTER.split(records[-1], maxsplit=1)[0]
    yield from results_of(records, key, lambda record: _from_page(html_tree(decode_as(record, ()))))


def _from_page(tree: Any) -> ExportedArticle:
    fields: dict[str, list[str]] = {}
    for row in tree.iter("tr"):
        cells = row.findall("td")
        code = text_of_element(cells[0]).strip() if len(cells) > 1 else ""
        if code in _CODES:
            fields.setdefault(code, []).extend(blocks_of_html(cells[1], ("p",)) if code in _TEXT_CODES else ())
            if not fields[code]:
                fields[code] += filter(None, text_of_element(cells[1]).split("\n"))
    return _from_fields(fields) if fields.keys() & {"HD", *_TEXT_CODES} else _without_codes(tree)


def _without_codes(tree: Any) -> ExportedArticle:
    """Return an article of the form without codes: headline, author, words, day, time, paper, code, language, text."""
    article = ExportedArticle()
    for element in tree.iter():
        kind = str(element.get("class") or "")
        if _HEADLINE_CLASS.search(kind):
            headline = text_of_element(element)
            article.title = article.title or (_COUNT.sub("", headline) if "counted" in kind.split() else headline)
        elif "author" in kind.split():
            article.author = _BY.sub("", text_of_element(element))
        elif "articleParagraph" in kind.split():
            article.paragraphs += filter(None, text_of_element(element).split("\n"))
    lines = [text_of_element(box) for box in tree.iter("div") if not len(box.findall(".//div"))]
    _from_credit_lines(article, [line for line in lines if line])
    text = "".join(tree.itertext())
    number = _NUMBER.search(text)
    article.number = number[1] if number else None
    article.paragraphs = [line for line in article.paragraphs if not _NUMBER.match(line)]
    return article


def _from_credit_lines(article: ExportedArticle, lines: Sequence[str]) -> int:
    """Read the lines from the number of words to the copyright; return how many of `lines` they and those before are.

    After the number of words follow the day, perhaps a time, the paper, perhaps its code and pages, the language.
    """
    at = next((n for n, line in enumerate(lines) if _WORDS.match(line)), None)
    if at is None:
        return 0
    dated = next((n for n, line in enumerate(lines[at : at + 4], at) if iso_date(line)), None)
    if dated is None:
        return at + 1
    after = list(lines[dated + 1 : dated + 9])
    clock = after.pop(0) if after and re.fullmatch(r"\d{1,2}:\d\d", after[0]) else ""
    article.date = iso_date(lines[dated], clock)
    article.source = after[0] if after else None
    end = next((n for n, line in enumerate(after) if _COPYRIGHT.match(line)), None)
    between = after[1:end] if end is not None else after[1:4]
    article.pages = next((line for line in between if re.fullmatch(r"[A-Z]{0,3}\d{1,3}[A-Z]?", line)), None)
    if between and end is not None:
        article.language = between[-1]
    skipped = dated + 1 + bool(clock)
    return skipped + (end + 1 if end is not None else min(len(after), 3))


def _from_fields(fields: Mapping[str, Sequence[str]]) -> ExportedArticle:
    def one(code: str) -> str | None:
        return " ".join(fields.get(code, ())) or None

    number = _NUMBER.search(one("AN") or "")
    return ExportedArticle(
        paragraphs=[line for code in _TEXT_CODES for line in fields.get(code, ())],
        title=one("HD"),
        source=one("SN"),
        date=iso_date(one("PD") or "", one("ET") or ""),
        author=_BY.sub("", one("BY") or one("AU") or "") or None,
        pages=one("PG"),
        language=one("LA"),
        number=number[1] if number else None,
    )


def articles_in_lines(lines: Sequence[str]) -> list[ExportedArticle]:
    """Return the articles in the lines of an export that was written as RTF, DOCX or text; none if it is no export."""
    found = []
    start = 0
    for n, line in enumerate(lines):
        last = line.rpartition("|")[0].rpartition("|")[2] or line
        number = _NUMBER.fullmatch(last.strip())
        if number or (_CODE.match(line) and line.startswith("AN") and (number := _NUMBER.search(line))):
            article = _from_lines([one.strip() for one in lines[start:n] if one.strip()])
            article.number = number[1]
            if article.paragraphs:
                found.append(article)
            start = n + 1
    return found


def _from_lines(lines: Sequence[str]) -> ExportedArticle:
    fields: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        coded = _CODE.match(line)
        if coded and coded[1] in _CODES:
            code, line = coded[1], coded[2] or ""  # noqa: PLW2901 (what follows the code)
            fields.setdefault(code, [])
        if code and (text := line.strip(" |\t")):
            fields[code].append(text)
    if fields.keys() & {"HD", *_TEXT_CODES}:
        return _from_fields(fields)
    article = ExportedArticle()
    end = _from_credit_lines(article, lines)
    words = next((n for n, line in enumerate(lines) if _WORDS.match(line)), 0)
    above = list(lines[:words])
    if above and _BY.match(above[-1]) and len(above) > 1:
        article.author = _BY.sub("", above.pop())
    article.title = above[-1] if above else None
    article.paragraphs = list(lines[end:])
    return article


def read_factiva_xml(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the articles of the XML in `stream` as `key#` and their number in Factiva; raises TooLarge."""
    from lxml import etree  # noqa: PLC0415  # pyright: ignore[reportAttributeAccessIssue]

    raw = read_whole(stream)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        tree = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield ReadFailure(f"broken XML ({error})")
        return
    n = 0
    for element in () if tree is None else tree.iter("{*}article"):
        n += 1
        yield result_of(_from_element(element), key, n, etree.tostring(element, encoding="utf-8", with_tail=False))
    if not n:
        yield ReadFailure("no articles in this export of Factiva")


def _from_element(element: Any) -> ExportedArticle:
    def one(*names: str) -> str | None:
        found = next((child for name in names for child in element.iter(f"{{*}}{name}")), None)
        return " ".join("".join(found.itertext()).split()) or None if found is not None else None

    def attribute(name: str) -> str | None:
        return next((child.get(name) for child in element.iter() if child.get(name)), None)

    parts = ("leadParagraph", "tailParagraphs", "body")
    paragraphs = [
        " ".join("".join(paragraph.itertext()).split())
        for part in parts
        for box in element.iter(f"{{*}}{part}")
        for paragraph in box.iter("{*}paragraph")
    ]
    date = one("publicationDate") or one("modificationDate")
    return ExportedArticle(
        paragraphs=[line for line in paragraphs if line],
        title=one("headline"),
        source=one("sourceName", "publisherName"),
        date=iso_date(date or "") or (date[:10] if date else None),
        author=_BY.sub("", one("byline") or "") or None,
        pages=one("page", "pages"),
        language=one("baseLanguage", "language") or attribute("lang"),
        number=element.get("accessionNo") or one("accessionNo") or (one("reference") or "").rpartition("/")[2] or None,
    )
