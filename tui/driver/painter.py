"""Finds the fewest bytes that turn what a terminal shows into what it should show.

It uses only sequences that all common terminals support: cursor moves, SGR, scrolling of rows, and erasing to the
default background. It uses neither REP (repeat a character) nor left and right margins, since mosh, GNU screen and the
Linux console lack one or both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.tui.driver.cell_style import PLAIN, CellStyle, style_change
from seedread.tui.driver.grid import BLANK, Cell, Grid, has_doubtful_width
from seedread.tui.driver.scrolling import Scroll, scrolled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Painter", "step"]

SHORT = 3
"""Blanks at the end of a row that are as cheap to write as to erase."""
ERASE = 10
"""Blanks within a row from which on erasing is cheaper than writing."""

Run = tuple[int, int]
"""First column and one past the last."""


class Painter:
    """Tracks what the terminal shows, its cursor and its current style."""

    def __init__(self, wanted: Grid) -> None:
        """Paint `wanted`; what the terminal shows at first is unknown."""
        self._wanted = wanted
        self._shown: list[list[Cell]] = []
        self._cursor: tuple[int, int] | None = None
        self._style = PLAIN
        self._out: list[str] = []
        self._repaint_all = True

    def forget(self) -> None:
        """Clear the screen and paint everything next time."""
        self._repaint_all = True
        self._wanted.touched.update(range(self._wanted.height))

    def paint(self, cursor: tuple[int, int]) -> str:
        """Return the bytes for all changes, with the cursor at `cursor` (row, column) at the end; empty if none."""
        self._out = []
        if self._repaint_all:
            self._repaint_all = False
            self._shown = [[BLANK] * self._wanted.width for _ in range(self._wanted.height)]
            self._out.append("\x1b[m\x1b[H\x1b[2J")
            self._cursor, self._style = (0, 0), PLAIN
        elif scroll := scrolled(self._shown, self._wanted.rows, self._wanted.touched):
            self._scroll(scroll)
        for y in sorted(self._wanted.touched):
            if self._wanted.rows[y] != self._shown[y]:
                self._paint_row(y, self._shown[y], self._wanted.rows[y])
        self._wanted.touched.clear()
        if self._out:
            self._move(*cursor)
        return "".join(self._out)

    def _scroll(self, scroll: Scroll) -> None:
        """Let the terminal scroll rows, and mark them to be checked."""
        top, bottom, by = scroll
        self._set_blank_style()
        self._out.append(scroll.sequence)
        self._cursor = None
        blank = [[BLANK] * self._wanted.width for _ in range(abs(by))]
        rows = self._shown[top:bottom]
        self._shown[top:bottom] = [*rows[by:], *blank] if by > 0 else [*blank, *rows[:by]]
        self._wanted.touched.update(range(top, bottom))

    def _paint_row(self, y: int, shown: list[Cell], wanted: list[Cell]) -> None:
        end = _end(wanted)
        for first, past in _runs(shown, wanted):
            if past - max(first, end) > SHORT:
                self._write(y, first, end)
                self._move(y, max(first, end))
                self._set_blank_style()
                self._out.append("\x1b[K")
                break
            self._write(y, first, past)
        self._shown[y] = wanted.copy()

    def _write(self, y: int, first: int, past: int) -> None:
        """Write the cells of row `y` from column `first` up to `past`, exclusive."""
        row, x = self._wanted.rows[y], first
        while x < past:
            blanks = _blanks(row, x, past)
            self._move(y, x)
            if blanks >= ERASE:
                self._set_blank_style()
                self._out.append(f"\x1b[{blanks}X")
                x += blanks
            else:
                x += self._write_cell(y, x, row)

    def _write_cell(self, y: int, x: int, row: list[Cell]) -> int:
        """Write the character at the cursor, and return its width in cells."""
        cell = text, style = row[x]
        past = x + (2 if x + 1 < len(row) and not row[x + 1][0] else 1)
        if cell == BLANK:
            self._set_blank_style()
        else:
            self._set_style(style)
        doubt = has_doubtful_width(text)
        if doubt and past < len(row):
            self._out.append(" " * (past - x) + "\b" * (past - x))
        self._out.append(text)
        self._cursor = None if doubt or past == len(row) else (y, past)
        return past - x

    def _set_blank_style(self) -> None:
        """Make sure that blanks are drawn without visible style."""
        if not self._style.blank:
            self._set_style(PLAIN)

    def _set_style(self, style: CellStyle) -> None:
        if style is not self._style:
            self._out.append(style_change(self._style, style))
            self._style = style

    def _move(self, y: int, x: int) -> None:
        """Move the cursor; to skip a few cells, write them again if that is shorter."""
        if self._cursor == (y, x):
            return
        move = step(self._cursor, y, x)
        if self._cursor and self._cursor[0] == y and 0 < x - self._cursor[1] < len(move):
            between = self._wanted.rows[y][self._cursor[1] : x]
            if all(text.isascii() and text and self._fits(text, style) for text, style in between):
                move = "".join(text for text, _ in between)
        self._out.append(move)
        self._cursor = (y, x)

    def _fits(self, text: str, style: CellStyle) -> bool:
        return style is self._style or (text == " " and style is PLAIN and self._style.blank)


def step(cursor: tuple[int, int] | None, y: int, x: int) -> str:
    """Return the shortest move from `cursor` (None if unknown) to row `y`, column `x`."""
    if cursor == (y, x):
        return ""
    moves = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"]
    if cursor and cursor[0] == y:
        by = x - cursor[1]
        if by > 0:
            moves.append(f"\x1b[{by}C" if by > 1 else "\x1b[C")
        else:
            moves += ["\b" * -by, f"\x1b[{-by}D"]
        if not x:
            moves.append("\r")
    elif cursor and cursor[1] == x:
        by = y - cursor[0]
        moves.append(f"\x1b[{abs(by) if abs(by) > 1 else ''}{'B' if by > 0 else 'A'}")
    return min(moves, key=len)


def _end(cells: Sequence[Cell]) -> int:
    """Return the column after the last cell that is not blank."""
    end = len(cells)
    while end and cells[end - 1] == BLANK:
        end -= 1
    return end


def _blanks(cells: Sequence[Cell], first: int, past: int) -> int:
    """Return the number of blanks from `first` on, up to `past`."""
    x = first
    while x < past and cells[x] == BLANK:
        x += 1
    return x - first


def _runs(shown: list[Cell], wanted: list[Cell]) -> Iterator[Run]:
    """Yield the runs of cells to write.

    After a cluster of doubtful width, old or new, the place of the rest on the terminal is unknown; all of it is
    written.
    """
    first: int | None = None
    width = len(wanted)
    for x in range(width):
        if shown[x] == wanted[x]:
            if first is not None:
                yield (first, x)
                first = None
            continue
        if first is None:
            first = x
            if not wanted[x][0]:
                first -= 1  # the second half changed: both are written
        if has_doubtful_width(wanted[x][0]) or has_doubtful_width(shown[x][0]):
            yield (first, width)
            return
    if first is not None:
        yield (first, width)
