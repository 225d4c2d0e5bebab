"""Fits text into terminal cells. Everything drawn passes through `line`, which sanitizes it once more.

Widths are in cells: East Asian characters take two and may wrap anywhere, combining marks take none.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import cell_len, get_character_cell_size, set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from seedread.index.text.sanitize import safe_line
from seedread.tui.render.emoji_width import normalize_emoji

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.style import Style

__all__ = ["ELLIPSIS", "GLUE", "Mark", "Piece", "Span", "cut", "fit", "glued_times", "line", "wrap"]

Piece: TypeAlias = "tuple[str, Style | None]"
"""Text in one style."""
Span: TypeAlias = tuple[int, int]
"""First character and one past the last."""
Mark: TypeAlias = "tuple[int, int, Style | None]"
"""A span in a style of its own."""

ELLIPSIS = "…"
GLUE = "\xa0"
"""A non-breaking space keeps words on one line; it is drawn as a normal space."""
_TIME_LATER = re.compile(r"(\+\d+) (?=(?:min|h|days?)\b)")
NARROWEST = 2
"""Narrowest width for wrapping: a wide character needs two cells, even in a pane of no width."""

_WIDE = "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
_OPENING = "\uff08\u300c\u300e\u3010\u3014\u3008\u300a"
_CLOSING = "\uff09\u300d\u300f\u3011\u3015\u3009\u300b\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f\u3005\u30fc"
_THAI = "\u0e01-\u0e4e"
_WORDS = re.compile(
    f"""
      [{_OPENING}]* [{_WIDE}] [{_CLOSING}]*                              # East Asian, kept with its punctuation
    | [\u0e40-\u0e44]? [{_THAI}] [\u0e30-\u0e3a\u0e45-\u0e4e]*             # Thai, written without spaces
    | [^\\ {_WIDE}{_THAI}]+
    """,
    re.VERBOSE,
)
"""Units that are not broken at the end of a line."""


def line(pieces: Iterable[Piece], width: int, fill: Style | None = None) -> Strip:
    """Return `pieces` as a strip of exactly `width` cells, cut with an ellipsis or padded in the style `fill`."""
    segments: list[Segment] = []
    left = max(width, 0)
    for raw, style in pieces:
        text = normalize_emoji(safe_line(raw))
        size = cell_len(text)
        if size > left:
            text = fit(text, left)
            size = left
        if text:
            segments.append(Segment(text, style))
        left -= size
        if left <= 0:
            break
    if left > 0:
        segments.append(Segment(" " * left, fill))
    return Strip(segments, max(width, 0))


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` in exactly `width` cells: cut with an ellipsis, or padded; `right` aligns it to the right."""
    text = normalize_emoji(text)
    size = cell_len(text)
    if size > width:
        return set_cell_size(text, width - 1) + ELLIPSIS if width > 0 else ""
    blanks = " " * (width - size)
    return blanks + text if right else text + blanks


def glued_times(text: str) -> str:
    """Return `text` so that no line ends between a number and its unit of time: +1 h, +3 days."""
    return _TIME_LATER.sub(rf"\1{GLUE}", text)


def wrap(text: str, width: int) -> list[Span]:
    """Return the spans of `text` for lines of at most `width` cells, without trailing spaces."""
    width = max(width, NARROWEST)
    spans: list[Span] = []
    start = end = used = 0
    open_line = False
    cells = len if text.isascii() else _cells
    for match in _WORDS.finditer(text):
        word = match[0]
        size = cells(word)
        gap = match.start() - end
        if open_line and used + gap + size > width:
            spans.append((start, end))
            open_line = False
        if not open_line:
            start, gap, used = match.start(), 0, 0
            open_line = True
        if size > width:
            for past in _breaks(word, width):
                spans.append((start, match.start() + past))
                start = match.start() + past
            size = cells(text[start : match.end()])
        used += gap + size
        end = match.end()
    if open_line:
        spans.append((start, end))
    return spans or [(0, 0)]


def _cells(text: str) -> int:
    return cell_len(normalize_emoji(text))


def _breaks(word: str, width: int) -> Iterator[int]:
    """Yield the positions that break `word` into parts of `width` cells; marks stay with their letter."""
    used = 0
    for place, char in enumerate(word):
        size = get_character_cell_size(part) if (part := normalize_emoji(char)) else 0
        if used + size > width:
            yield place
            used = 0
        used += size


def cut(text: str, span: Span, style: Style | None, marks: Sequence[Mark]) -> list[Piece]:
    """Return the characters of `span` as pieces in `style`; `marks` override it, later ones on top."""
    start, end = span
    inside = [(max(a, start), min(b, end), mark) for a, b, mark in marks if a < end and b > start]
    if not inside:
        return [(text[start:end], style)]
    edges = sorted({start, end, *(edge for a, b, _ in inside for edge in (a, b))})
    pieces: list[Piece] = []
    for a, b in pairwise(edges):
        over = [mark for first, past, mark in inside if first <= a and b <= past]
        pieces.append((text[a:b], over[-1] if over else style))
    return pieces
