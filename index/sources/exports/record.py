"""One article of an export, and what the exports share: blocks of text, pages, days written out, elements of HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from seedread.index.sources.charset import decode_as, utf16_without_mark
from seedread.index.sources.document import Document, ParsedDocument, ReadFailure
from seedread.index.text.foreign_dates import month_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = [
    "ExportedArticle",
    "blocks_of_html",
    "html_tree",
    "iso_date",
    "page_of",
    "result_of",
    "results_of",
    "split_at",
    "text_of_element",
    "utf8_bytes",
]

_LANGUAGES_OF_DATES = ("en", "fr", "de", "es", "it", "pt", "nl", "ru")
"""The languages in which the exports write dates."""
_WORD = r"([^\W\d_]{3,10})\.?"
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?(?:\s+de)?\s+{_WORD},?(?:\s+del?)?\s+(\d{{4}})\b")
_MONTH_FIRST = re.compile(rf"\b{_WORD}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b")
_MONTH_ONLY = re.compile(rf"\b{_WORD},?\s+(\d{{4}})\b")
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b|(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
"""Year, month and day in numbers, as in all languages or as in Chinese and Japanese."""
_CLOCK = re.compile(r"\b(\d{1,2}):(\d\d)\s*([AaPp])?\.?[Mm]?\b")
_PAGE = re.compile(
    r"\b(?:[Pp]g?|[Pp]age|Seite|S|[Pp]ág|[Pp]agina)(?:\.|\b)\s*(?P<page>[A-Z]{0,3}\d{1,4}[A-Z]?(?:\s?[-–,]\s?[A-Z]?\d{1,4})*)"
)
_LONGEST_DATE = 80
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What lxml refuses."""
_LANGUAGES = {
    name: code
    for code, names in {
        "ar": "arabic arabe arabisch árabe arabo арабский 阿拉伯文 阿拉伯语 アラビア語",
        "de": "german allemand deutsch alemán tedesco alemão duits немецкий 德文 德语 ドイツ語",
        "en": "english anglais englisch inglés inglese inglês engels английский 英文 英语 英語",
        "es": "spanish espagnol spanisch español spagnolo испанский 西班牙文 西班牙语 スペイン語",
        "fr": "french français französisch francés francese francês frans французский 法文 法语 フランス語",
        "it": "italian italien italienisch italiano итальянский 意大利文 意大利语 イタリア語",
        "ja": "japanese japonais japanisch японский 日文 日语 日本語",
        "nl": "dutch néerlandais niederländisch nederlands нидерландский 荷蘭文 荷兰语 オランダ語",
        "pt": "portuguese portugais portugiesisch português portugués portoghese португальский "
        "葡萄牙文 葡萄牙语 ポルトガル語",
        "ru": "russian russe russisch ruso russo русский 俄文 俄语 ロシア語",
        "zh": "chinese chinois chinesisch chino cinese китайский 中文 中国語",
    }.items()
    for name in names.split()
}  # fmt: skip
"""The names of languages in exports; others are left to the text."""
_LINE_BREAK = "\u2028"


@dataclass(slots=True)
class ExportedArticle:
    """An article as an export gives it."""

    paragraphs: list[str] = field(default_factory=list)
    title: str | None = None
    source: str | None = None
    date: str | None = None
    author: str | None = None
    pages: str | None = None
    language: str | None = None
    url: str | None = None
    number: str | None = None
    """Its number in the archive."""

    def document(self, key: str, n: int) -> Document:
        """Return the document; its ID is `key#` and the number in the archive, else `n`."""
        given: dict[str, Any] = {
            name: " ".join(value.split())
            for name in ("title", "source", "date", "author", "pages", "language", "url")
            if (value := getattr(self, name)) and value.strip()
        }
        if "language" in given:
            given["language"] = _LANGUAGES.get(given["language"].casefold())
        return Document(f"{key}#{self.number or n}", "\n\n".join(self.paragraphs), **given)


def result_of(article: ExportedArticle, key: str, n: int, raw: bytes) -> ParsedDocument | ReadFailure:
    """Return the document of the article number `n` of an export, with its bytes; a failure if it has no text."""
    if not article.paragraphs:
        return ReadFailure(f"article {n}: no text")
    return ParsedDocument(article.document(key, n), raw)


def results_of(
    records: Iterable[bytes], key: str, read: Callable[[bytes], ExportedArticle]
) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the documents of the records of an export, and a failure for each that `read` raises ValueError for."""
    for n, record in enumerate(records, 1):
        try:
            yield result_of(read(record), key, n, record)
        except ValueError as error:
            yield ReadFailure(f"article {n}: {error}")


def split_at(raw: bytes, begins: re.Pattern[bytes]) -> list[bytes]:
    """Return the records of an export, each from a match of `begins` to the next one."""
    starts = [found.start() for found in begins.finditer(raw)]
    return [raw[start:end] for start, end in pairwise([*starts, len(raw)])]


def iso_date(text: str, clock: str = "") -> str | None:
    """Return the day that a short text names, in ISO form with the time in it or in `clock`; None if there is none.

    Names of months are known in English, French, German, Spanish, Italian, Portuguese, Dutch and Russian.
    """
    if len(text) > _LONGEST_DATE:
        return None
    day = _day(text.casefold())
    found = _CLOCK.search(clock or text) if day and len(day) == 10 else None
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return day
    hour = int(found[1])
    if found[3] and hour <= 12:
        hour = hour % 12 + 12 * (found[3] in "Pp")
    return f"{day}T{hour:02}:{found[2]}"


def _day(text: str) -> str | None:
    if iso := _ISO.search(text):
        return _written(*(int(number) for number in iso.groups() if number))
    for found in _DAY_FIRST.finditer(text):
        if month := month_number(found[2], _LANGUAGES_OF_DATES):
            return _written(int(found[3]), month, int(found[1]))
    for found in _MONTH_FIRST.finditer(text):
        if month := month_number(found[1], _LANGUAGES_OF_DATES):
            return _written(int(found[3]), month, int(found[2]))
    months = ((found[2], month_number(found[1], _LANGUAGES_OF_DATES)) for found in _MONTH_ONLY.finditer(text))
    return next((f"{year}-{month:02}" for year, month in months if month), None)


def _written(year: int, month: int, day: int) -> str | None:
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def page_of(text: str) -> str | None:
    """Return the pages that a line such as `NEWS; Pg. 12` names."""
    found = _PAGE.search(text[:500])
    return found["page"] if found else None


def utf8_bytes(raw: bytes) -> bytes:
    """Return UTF-16 as UTF-8; other bytes as they are, so that ASCII can be sought in them."""
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff")) or utf16_without_mark(raw)
    return decode_as(raw, ()).encode() if wide else raw


def html_tree(markup: str) -> Any:
    """Return the root of a page or a part of one; raises ValueError if there is nothing in it."""
    from lxml import etree  # noqa: PLC0415 (only with the first export)  # pyright: ignore[reportAttributeAccessIssue]

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = etree.fromstring(_CONTROLS.sub("", markup), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ValueError(f"broken HTML ({error})") from None
    if tree is None:
        raise ValueError("no text in the HTML")
    for line_break in tree.iter("br"):
        line_break.tail = _LINE_BREAK + (line_break.tail or "")
    return tree


def text_of_element(element: Any) -> str:
    """Return the text of an element; its line breaks become newlines, other space is single."""
    lines = "".join(element.itertext("*")).replace("\xa0", " ").split(_LINE_BREAK)
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def blocks_of_html(element: Any, names: Sequence[str] = ("p",)) -> Iterator[str]:
    """Yield the paragraphs in an element."""
    for block in element.iter(*names):
        if not any(inner is not block for inner in block.iter(*names)):
            yield from filter(None, (" ".join(line.split()) for line in text_of_element(block).split("\n")))
