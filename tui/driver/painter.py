"""Finds the cheapest bytes that turn what a terminal shows into what it should show.

Only sequences that every terminal in use knows: cursor moves, SGR, rows that are scrolled, and erasing where the ground
is the terminal's own. Repeating a character (REP) and margins left and right are not among them: mosh, screen and the
console lack one or both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.tui.driver.cell_style import PLAIN, Look, change
from seedread.tui.driver.grid import BLANK, Cell, Grid, doubtful
from seedread.tui.driver.scrolling import Scroll, scrolled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Painter", "step"]

SHORT = 3
"""Blanks at the end of a row that cost no more than erasing it."""
ERASE = 10
"""Blanks within a row from which on erasing them and moving on is cheaper."""

Run = tuple[int, int]
"""First column and one past the last."""


class Painter:
    """Knows what the terminal shows, where its cursor is and in which look it writes."""

    def __init__(self, wanted: Grid) -> None:
        """Paint what is `wanted`; the terminal shows nobody knows what."""
        self._wanted = wanted
        self._shown: list[list[Cell]] = []
        self._cursor: tuple[int, int] | None = None
        self._look = PLAIN
        self._out: list[str] = []
        self._anew = True

    def forget(self) -> None:
        """Paint everything next time, on a cleared screen."""
        self._anew = True
        self._wanted.touched.update(range(self._wanted.height))

    def paint(self, cursor: tuple[int, int]) -> str:
        """Return the bytes for all that changed, leaving the cursor at row and column `cursor`; none: no change."""
        self._out = []
        if self._anew:
            self._anew = False
            self._shown = [[BLANK] * self._wanted.width for _ in range(self._wanted.height)]
            self._out.append("\x1b[m\x1b[H\x1b[2J")
            self._cursor, self._look = (0, 0), PLAIN
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
        """Have rows moved by the terminal, and see to what came in."""
        top, bottom, by = scroll
        self._write_blanks()
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
                self._write_blanks()
                self._out.append("\x1b[K")
                break
            self._write(y, first, past)
        self._shown[y] = wanted.copy()

    def _write(self, y: int, first: int, past: int) -> None:
        """Write the cells of row `y` from column `first` to before `past`."""
        row, x = self._wanted.rows[y], first
        while x < past:
            blanks = _blanks(row, x, past)
            self._move(y, x)
            if blanks >= ERASE:
                self._write_blanks()
                self._out.append(f"\x1b[{blanks}X")
                x += blanks
            else:
                x += self._write_cell(y, x, row)

    def _write_cell(self, y: int, x: int, row: list[Cell]) -> int:
        """Write the cell at the cursor, and return how many it takes."""
        cell = text, look = row[x]
        past = x + (2 if x + 1 < len(row) and not row[x + 1][0] else 1)
        if cell == BLANK:
            self._write_blanks()
        else:
            self._write_in(look)
        doubt = doubtful(text)
        if doubt and past < len(row):
            self._out.append(" " * (past - x) + "\b" * (past - x))
        self._out.append(text)
        self._cursor = None if doubt or past == len(row) else (y, past)
        return past - x

    def _write_blanks(self) -> None:
        """See to it that what is blank looks so."""
        if not self._look.blank:
            self._write_in(PLAIN)

    def _write_in(self, look: Look) -> None:
        if look is not self._look:
            self._out.append(change(self._look, look))
            self._look = look

    def _move(self, y: int, x: int) -> None:
        """Move the cursor; over a few cells by writing them again."""
        if self._cursor == (y, x):
            return
        move = step(self._cursor, y, x)
        if self._cursor and self._cursor[0] == y and 0 < x - self._cursor[1] < len(move):
            between = self._wanted.rows[y][self._cursor[1] : x]
            if all(text.isascii() and text and self._fits(text, look) for text, look in between):
                move = "".join(text for text, _ in between)
        self._out.append(move)
        self._cursor = (y, x)

    def _fits(self, text: str, look: Look) -> bool:
        return look is self._look or (text == " " and look is PLAIN and self._look.blank)


def step(cursor: tuple[int, int] | None, y: int, x: int) -> str:
    """Return the shortest move from `cursor` (None: anywhere) to row `y`, column `x`."""
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
    """Return the column behind the last cell that is not blank."""
    end = len(cells)
    while end and cells[end - 1] == BLANK:
        end -= 1
    return end


def _blanks(cells: Sequence[Cell], first: int, past: int) -> int:
    """Return how many blanks stand at `first`, up to `past`."""
    x = first
    while x < past and cells[x] == BLANK:
        x += 1
    return x - first


def _runs(shown: list[Cell], wanted: list[Cell]) -> Iterator[Run]:
    """Go through the runs of cells to be written.

    Behind a cluster of doubtful width, old or new, nobody knows what the terminal shows: the rest is written.
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
        if doubtful(wanted[x][0]) or doubtful(shown[x][0]):
            yield (first, width)
            return
    if first is not None:
        yield (first, width)
