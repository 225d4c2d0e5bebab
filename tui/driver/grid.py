"""The screen as a grid of cells, each with its text and style."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rich.cells import get_character_cell_size

from seedread.tui.driver.cell_style import PLAIN, CellStyle

__all__ = ["Cell", "Grid", "clusters", "has_doubtful_width"]

Cell = tuple[str, CellStyle]
"""A character with its combining marks, and its style. The second cell of a wide character has no text."""


@lru_cache(8192)
def cell(text: str, style: CellStyle) -> Cell:
    """Return the shared cell of `text` in `style`; a space on which the style is invisible has the plain style."""
    return BLANK if text == " " and style.blank else (text, style)


BLANK: Cell = (" ", PLAIN)
_JOINERS = "\u200c\u200d"
_NEVER = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


class Grid:
    """Rows of cells, and the rows that were written since the last paint."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.rows: list[list[Cell]] = [[BLANK] * width for _ in range(height)]
        self.touched: set[int] = set(range(height))

    def put(self, y: int, x: int, text: str, style: CellStyle) -> int:
        """Write `text` at column `x` of row `y`, cut at the edge, and return the column after it."""
        if not 0 <= y < self.height:
            return x
        row = self.rows[y]
        self.touched.add(y)
        if text.isascii() and text.isprintable():
            cells = [cell(char, style) for char in text[: max(self.width - x, 0)]]
            if cells:
                self._clear_halves(row, x, len(cells))
                row[x : x + len(cells)] = cells
            return x + len(cells)
        for cluster, width in clusters(text):
            if not width:
                if 0 < x <= self.width:
                    self._join(row, x - 1, cluster)
                continue
            if x + width > self.width:
                break
            self._clear_halves(row, x, width)
            row[x] = cell(cluster, style)
            if width == 2:
                row[x + 1] = cell("", style)
            x += width
        return x

    @staticmethod
    def _join(row: list[Cell], x: int, mark: str) -> None:
        at = x - 1 if x and not row[x][0] else x
        text, style = row[at]
        if not text.endswith(mark):
            row[at] = cell(text + mark, style)

    def _clear_halves(self, row: list[Cell], x: int, width: int) -> None:
        """Blank the halves of wide characters that the text overwrites."""
        if x and not row[x][0]:
            row[x - 1] = BLANK
        if x + width < self.width and not row[x + width][0]:
            row[x + width] = BLANK


@lru_cache(256)
def clusters(text: str) -> list[tuple[str, int]]:
    """Return the clusters of `text`: characters with their combining marks, each with its width in cells.

    A mark at the beginning is a cluster of width 0; it belongs to the text written before. Unprintable characters are
    dropped, or replaced with U+FFFD if they have a width.
    """
    found: list[tuple[str, int]] = []
    for char in text:
        width = get_character_cell_size(char)
        if char == "\xa0":
            shown = " "
        elif char in _JOINERS or unicodedata.category(char) not in _NEVER:
            shown = char
        elif not width:
            continue
        else:
            shown = "\ufffd"
        if width or not found:
            found.append((shown, width))
        else:
            found[-1] = (found[-1][0] + shown, found[-1][1])
    return found


@lru_cache(4096)
def has_doubtful_width(cluster: str) -> bool:
    """Return whether terminals disagree about the width of `cluster`.

    They disagree about emoji, spacing marks and characters newer than their tables, but not about letters with
    nonspacing marks.
    """
    if cluster.isascii():
        return False
    first = cluster[0]
    if first >= "\U0001f000" or "\u2600" <= first <= "\u27bf" or unicodedata.category(first) in ("Cn", "Mc"):
        return True
    return any(unicodedata.category(mark) != "Mn" and mark not in _JOINERS for mark in cluster[1:])
