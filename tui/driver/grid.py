"""A screen as cells: what each of them says, and its look."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rich.cells import get_character_cell_size

from seedread.tui.driver.cell_style import PLAIN, Look

__all__ = ["Cell", "Grid", "clusters", "doubtful"]

Cell = tuple[str, Look]
"""A character with what stands over and under it, and its look. The second cell of a wide character says nothing."""


@lru_cache(8192)
def cell(text: str, look: Look) -> Cell:
    """Return the one cell of `text` in `look`; a space that shows nothing of its look is in none."""
    return BLANK if text == " " and look.blank else (text, look)


BLANK: Cell = (" ", PLAIN)
_JOINERS = "\u200c\u200d"
_NEVER = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


class Grid:
    """Rows of cells, and which rows were written since somebody looked."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.rows: list[list[Cell]] = [[BLANK] * width for _ in range(height)]
        self.touched: set[int] = set(range(height))

    def put(self, y: int, x: int, text: str, look: Look) -> int:
        """Write `text` from column `x` of row `y` on, and return the column behind it; what has no room is left out."""
        if not 0 <= y < self.height:
            return x
        row = self.rows[y]
        self.touched.add(y)
        if text.isascii() and text.isprintable():
            cells = [cell(char, look) for char in text[: max(self.width - x, 0)]]
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
            row[x] = cell(cluster, look)
            if width == 2:
                row[x + 1] = cell("", look)
            x += width
        return x

    @staticmethod
    def _join(row: list[Cell], x: int, mark: str) -> None:
        at = x - 1 if x and not row[x][0] else x
        text, look = row[at]
        if not text.endswith(mark):
            row[at] = cell(text + mark, look)

    def _clear_halves(self, row: list[Cell], x: int, width: int) -> None:
        """Leave no half of a wide character beside what is written."""
        if x and not row[x][0]:
            row[x - 1] = BLANK
        if x + width < self.width and not row[x + width][0]:
            row[x + width] = BLANK


@lru_cache(256)
def clusters(text: str) -> list[tuple[str, int]]:
    """Return `text` in cells' worth: characters with their marks, and how many cells each takes.

    A mark at the beginning stands alone with no width: it belongs to what was written before. Characters that no
    terminal shows are left out, or stand as U+FFFD where a cell was counted for them.
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
def doubtful(cluster: str) -> bool:
    """Return whether terminals disagree about the cells that `cluster` takes.

    They do about pictures, about signs that take room of their own beside a letter, and about what is newer than
    their tables; about letters and simple marks over them they do not.
    """
    if cluster.isascii():
        return False
    first = cluster[0]
    if first >= "\U0001f000" or "\u2600" <= first <= "\u27bf" or unicodedata.category(first) in ("Cn", "Mc"):
        return True
    return any(unicodedata.category(mark) != "Mn" and mark not in _JOINERS for mark in cluster[1:])
