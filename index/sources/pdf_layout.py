"""Puts the lines of PDF pages in reading order: columns, paragraphs, words across lines, without running heads."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from seedread.index.sources.exports.field_labels import BODY_STARTS, END_OF_DOCUMENT, label_of
from seedread.index.sources.office_text import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["PageLine", "paragraphs_of_pages"]

_EDGE_ROWS = 2
"""Rows at the top and at the bottom of a page among which running heads stand."""
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|seite|página|pagina|стр\.?)\s*)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:/|\||of|von|de|di|sur|из)\s*\d{1,4})?\W*\Z",
    re.IGNORECASE,
)
_ALIGNED = 3.0
"""Points by which the beginnings of lines of one column differ at most."""
_FEWEST = 4
"""Lines that a column has at least."""
_MOST_CROSSING = 0.35
"""Share of the lines of a page that may run across two columns: headings, captions."""
_PROSE = 14
"""Characters that the lines of columns have on average; those of tables are shorter."""
_LARGER = 1.25
"""How much larger than the text a title is set."""
_HYPHENS = "-\u2010\x02\xad"
_ENDS = (".", "!", "?", "…", "”", '"', "’", ":", "»")
_DEEPEST = 4
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class PageLine:
    """A piece of a line without a gap, and where it stands on its page, in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The height of its tallest character."""
        return self.top - self.bottom


def paragraphs_of_pages(pages: Sequence[Sequence[PageLine]]) -> list[Paragraph]:
    """Return the paragraphs of the pages in reading order."""
    kept = _without_running_heads([_rows(page) for page in pages])
    columns = [column for page in kept for column in _columns(page, 0) if column]
    every = [line for column in columns for line in column]
    if not every:
        return []
    size = median(line.height for line in every for _ in range(max(1, len(line.text) // 20)))
    hyphenated = frozenset(re.findall(r"\w+-\w+", " ".join(line.text for line in every)))
    title = max((line.height for line in _first(kept)), default=0.0)
    alone = _lines_of_export(every)
    pieces = [piece for column in columns for piece in _paragraphs(column, alone)]
    found = []
    for piece in _rejoined(pieces):
        is_title = title > _LARGER * size and abs(piece[0].height - title) < 0.1 * title
        found.append(Paragraph(_joined((line.text for line in piece), hyphenated), is_title))
    return found


def _first(pages: Sequence[Sequence[PageLine]]) -> Sequence[PageLine]:
    """Return the lines of the first page that has any: the title is the largest of them."""
    page = next((page for page in pages if page), [])
    return [line for line in page if len(line.text) < _LONGEST_TITLE and re.search(r"\w{2}", line.text)]


def _rows(page: Sequence[PageLine]) -> list[PageLine]:
    """Return the lines from top to bottom; those on one level from left to right."""
    rows: list[list[PageLine]] = []
    for line in sorted(page, key=lambda one: -(one.top + one.bottom)):
        if rows and _level(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda one: one.left)]


def _level(one: PageLine, other: PageLine) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > 0.5 * min(one.height, other.height)


def _without_running_heads(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """Leave out page numbers, and lines at the edges that return on other pages with other numbers in them."""
    edges = [[list(_edge(page)), list(_edge(page[::-1]))] for page in pages]
    seen = Counter(place for both in edges for place in {_place(line) for rows in both for row in rows for line in row})
    repeated = {place for place, count in seen.items() if count > 1 and count >= min(len(pages), 20) * 0.25}
    kept = []
    for page, both in zip(pages, edges, strict=True):
        heads = {line for rows in both for line in _heads(rows, repeated)}
        kept.append([line for line in page if line not in heads])
    return kept


def _heads(rows: Sequence[Sequence[PageLine]], repeated: set[tuple[str, int]]) -> Iterator[PageLine]:
    """Yield the running heads in the rows at an edge, from the outermost on to the first that is text."""
    for row in rows:
        heads = [line for line in row if (_place(line) in repeated or _PAGE_NUMBER.match(line.text))
                 and line.text.casefold() not in END_OF_DOCUMENT]  # fmt: skip
        yield from heads
        if not heads:
            return


def _place(line: PageLine) -> tuple[str, int]:
    return " ".join(re.sub(r"\d+|\b[ivxlc]{1,6}\b", "#", line.text.casefold()).split()), round(line.bottom / 6)


def _edge(lines: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """Yield the first rows of lines."""
    row: list[PageLine] = []
    count = 0
    for line in lines:
        if row and not _level(row[-1], line):
            yield row
            row = []
            count += 1
            if count >= _EDGE_ROWS:
                return
        row.append(line)
    if row:
        yield row


def _columns(lines: Sequence[PageLine], depth: int) -> Iterator[list[PageLine]]:
    """Yield the columns in reading order; a line across two of them ends what is above it."""
    gutter = _gutter(lines) if depth < _DEEPEST else None
    if gutter is None:
        yield _whole_rows(lines)
        return
    left: list[PageLine] = []
    right: list[PageLine] = []
    across: list[PageLine] = []

    def columns() -> Iterator[list[PageLine]]:
        if across:
            yield _whole_rows(across)
        for side in (left, right):
            if side:
                yield from _columns(side, depth + 1)

    for line in lines:
        crosses = line.left < gutter - _ALIGNED and line.right > gutter
        if crosses and (left or right):
            yield from columns()
            left, right, across = [], [], []
        (across if crosses else left if line.right <= gutter else right).append(line)
    yield from columns()


def _gutter(lines: Sequence[PageLine]) -> float | None:
    """Return where the right one of two columns begins; None if the lines are one column."""
    starts = Counter(round(line.left / _ALIGNED) for line in lines)
    for start, count in starts.most_common(12):
        gutter = start * _ALIGNED - _ALIGNED
        right = [line for line in lines if line.left >= gutter]
        left = [line for line in lines if line.right <= gutter + 1]
        if count >= _FEWEST and len(left) >= _FEWEST and _are_columns(left, right, len(lines)):
            return gutter
    return None


def _are_columns(left: Sequence[PageLine], right: Sequence[PageLine], count: int) -> bool:
    if len(left) + len(right) < (1 - _MOST_CROSSING) * count:
        return False
    if min(sum(len(line.text) for line in side) / len(side) for side in (left, right)) < _PROSE:
        return False
    tops = [max(line.top for line in side) for side in (left, right)]
    bottoms = [min(line.bottom for line in side) for side in (left, right)]
    shared = min(tops) - max(bottoms)
    return shared > 0.4 * min(top - bottom for top, bottom in zip(tops, bottoms, strict=True))


def _whole_rows(lines: Sequence[PageLine]) -> list[PageLine]:
    """Join the pieces on one level of a column, which a wide space parts."""
    rows: list[PageLine] = []
    for line in lines:
        last = rows[-1] if rows else None
        if last and _level(last, line) and line.left >= last.left:
            rows[-1] = PageLine(f"{last.text} {line.text}", last.left, min(last.bottom, line.bottom),
                                max(last.right, line.right), max(last.top, line.top))  # fmt: skip
        else:
            rows.append(line)
    return rows


def _lines_of_export(lines: Sequence[PageLine]) -> frozenset[PageLine]:
    """Return the lines above and below the texts of an export: each of them is a field of its own."""
    if not any(line.text.casefold() in END_OF_DOCUMENT for line in lines):
        return frozenset()
    alone: set[PageLine] = set()
    in_text = False
    for line in lines:
        in_text = in_text and line.text.casefold() not in END_OF_DOCUMENT and not label_of(line.text)
        if not in_text:
            alone.add(line)
        in_text = in_text or line.text.casefold() in BODY_STARTS
    return frozenset(alone)


def _paragraphs(column: Sequence[PageLine], alone: frozenset[PageLine]) -> Iterator[list[PageLine]]:
    """Yield the lines of each paragraph: a gap, an indent, another size of type or a short last line ends one."""
    left = median(line.left for line in column)
    right = max(line.right for line in column)
    steps = [above.bottom - below.bottom for above, below in pairwise(column)]
    step = median(steps) if steps else 0.0
    paragraph: list[PageLine] = []
    for line in column:
        by_itself = line in alone or bool(paragraph and paragraph[-1] in alone)
        if paragraph and (by_itself or _begins(line, paragraph[-1], left, right, step)):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _begins(line: PageLine, last: PageLine, left: float, right: float, step: float) -> bool:
    if not 0.8 < line.height / max(last.height, 0.1) < 1.25 and abs(line.height - last.height) > 2.5:
        return True
    if last.bottom - line.bottom > 1.3 * max(step, last.height):
        return True
    indented = line.left - left > 0.7 * line.height and last.left - left <= 0.7 * line.height
    ended = last.text.rstrip().endswith(_ENDS)
    return (indented and line.left - left < 6 * line.height) or (ended and right - last.right > 0.15 * (right - left))


def _rejoined(pieces: Iterable[Sequence[PageLine]]) -> Iterator[list[PageLine]]:
    """Yield paragraphs; one that goes on in the next column or on the next page is joined."""
    waiting: list[PageLine] = []
    for piece in pieces:
        goes_on = waiting and not waiting[-1].text.rstrip().endswith(_ENDS) and piece[0].bottom > waiting[-1].bottom
        if goes_on and (piece[0].text[:1].islower() or waiting[-1].text.rstrip().endswith(tuple(_HYPHENS))):
            waiting += piece
            continue
        if waiting:
            yield waiting
        waiting = list(piece)
    if waiting:
        yield waiting


def _joined(lines: Iterable[str], hyphenated: frozenset[str]) -> str:
    """Join the lines of a paragraph, and the words that a hyphen breaks unless they are written so elsewhere."""
    text = ""
    for line in lines:
        line = " ".join(line.split())  # noqa: PLW2901
        if not text:
            text = line
        elif text[-1] in _HYPHENS and line[:1].islower() and text[-2:-1].isalpha():
            word = re.search(r"\w+\Z", text[:-1])
            rest = re.match(r"\w+", line)
            compound = f"{word[0]}-{rest[0]}" if word and rest else ""
            text = (text[:-1] + "-" if compound in hyphenated and text[-1] != "\xad" else text[:-1]) + line
        elif text[-1] in "\x02-\u2010":
            text = text[:-1] + "-" + line
        else:
            text = f"{text} {line}"
    return text.replace("\xad", "").replace("\x02", "-")
