"""Reads PDF with pypdfium2, which comes with `seedread[pdf]`: the text in reading order, without running heads."""

from __future__ import annotations

import ctypes
from importlib.util import find_spec
from typing import IO, TYPE_CHECKING, Any

from seedread.index.sources.document import ReadFailure
from seedread.index.sources.limits import MAX_TEXT, read_whole
from seedread.index.sources.office_text import office_documents
from seedread.index.sources.pdf_layout import PageLine, paragraphs_of_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.sources.document import ParsedDocument

__all__ = ["read_pdf"]

_MOST_PAGES = 5_000
_GAP = 1.6
"""Heights of type between two words from which they stand in different columns."""
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl", "st", "st")
_LEVEL = 0.25
"""Heights of type by which raised and lowered characters leave a line."""
_TURNED = 0.2
"""Radians by which text is turned that is no line of the article: notes in the margin."""


def read_pdf(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the article in `stream`, or those of an export; raises ValueError if it cannot be read."""
    if find_spec("pypdfium2") is None:
        raise ValueError("PDF needs pypdfium2: pip install 'seedread[pdf]'")
    raw = read_whole(stream)
    pages, title, notes = _pages(raw)
    paragraphs = paragraphs_of_pages(pages)
    if paragraphs:
        yield from office_documents(paragraphs, key, raw, title)
    else:
        yield ReadFailure("no text in it, only pictures: recognize its text first, for example with ocrmypdf")
    yield from map(ReadFailure, notes)


def _pages(raw: bytes) -> tuple[list[list[PageLine]], str | None, list[str]]:
    """Return the lines of each page, the title in the properties, and what was not read."""
    import pypdfium2  # noqa: PLC0415 (only with the first PDF)

    pages: list[list[PageLine]] = []
    notes: list[str] = []
    left = MAX_TEXT
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        encrypted = "password" in str(error).casefold()
        raise ValueError("encrypted: save it without a password" if encrypted else f"broken PDF ({error})") from None
    try:
        title = document.get_metadata_dict().get("Title")
        for n in range(len(document)):
            try:
                page = _lines(document[n], left)
            except pypdfium2.PdfiumError as error:
                notes.append(f"page {n + 1}: {error}")
                continue
            pages.append(page)
            left -= sum(len(line.text) + 1 for line in page)
            if left <= 0 or n + 1 >= _MOST_PAGES:
                notes.append(f"after page {n + 1}: too long, not read further")
                break
    finally:
        document.close()
    return pages, title, notes


def _lines(page: Any, most: int) -> list[PageLine]:
    """Return the pieces of lines of a page, parted where there are gaps."""
    from pypdfium2 import raw as pdfium  # noqa: PLC0415

    text = page.get_textpage()
    try:
        if text.count_chars() > most:
            return []
        return list(_pieces(text, pdfium))
    finally:
        text.close()
        page.close()


def _pieces(text: Any, pdfium: Any) -> Iterator[PageLine]:
    numbers = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = numbers
    pointers = [ctypes.byref(number) for number in numbers]
    letters: list[str] = []
    box = [0.0, 0.0, 0.0, 0.0]
    space = False
    high = 0
    for n in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, n)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        letter = _letter(high, code)
        high = 0
        if letter in "\r\n":
            yield from _piece(letters, box)
            letters, space = [], False
            continue
        if letter.isspace():
            space = bool(letters)
            continue
        if not pdfium.FPDFText_GetCharBox(text.raw, n, *pointers):
            continue
        if letters and _is_apart(box, left.value, right.value, bottom.value, top.value):
            yield from _piece(letters, box)
            letters, space = [], False
        if not letters:
            if abs((pdfium.FPDFText_GetCharAngle(text.raw, n) + 0.1) % 6.283 - 0.1) > _TURNED:
                continue
            box = [left.value, bottom.value, right.value, top.value]
        else:
            box = [min(box[0], left.value), min(box[1], bottom.value), max(box[2], right.value), max(box[3], top.value)]
        letters.append(f" {letter}" if space else letter)
        space = False
    yield from _piece(letters, box)


def _letter(high: int, code: int) -> str:
    if high and 0xDC00 <= code < 0xE000:
        code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
    if 0xFB00 <= code <= 0xFB06:
        return _LIGATURES[code - 0xFB00]
    return chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"


def _is_apart(box: Sequence[float], left: float, right: float, bottom: float, top: float) -> bool:
    """Tell whether a character does not continue a piece: a gap, or a jump back or to another level."""
    height = max(box[3] - box[1], top - bottom, 1.0)
    middle = (top + bottom) / 2
    gap = _GAP * height
    return (
        left - box[2] > gap
        or right < box[0] - gap
        or middle > box[3] + _LEVEL * height
        or middle < box[1] - _LEVEL * height
    )


def _piece(letters: Sequence[str], box: Sequence[float]) -> Iterator[PageLine]:
    text = "".join(letters).strip()
    if text:
        yield PageLine(text, *box)
