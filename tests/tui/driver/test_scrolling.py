"""Rows that the terminal moves by itself, seen through a terminal emulator."""

from __future__ import annotations

import pytest
from emulator import Emulator
from hypothesis import given
from hypothesis import strategies as st

from seedread.tui.driver.cell_style import PLAIN, style_of
from seedread.tui.driver.grid import Grid
from seedread.tui.driver.painter import Painter
from seedread.tui.driver.scrolling import scrolled

WIDTH, HEIGHT = 40, 14
HEAD = 2
"""Rows over the text that stay where they are; one more stays below it."""
WORDS = ("the gas deal", "", "日本語の港", "שלום", "می‌رود", "👩 and x", "a", "   indented", "ที่นี่", "█▌")
LOOKS = ("", "1;36", "2", "7", "38;5;12;48;5;2")

TEXT = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(LOOKS)), min_size=HEIGHT, max_size=40)
TOPS = st.lists(st.integers(0, 30), min_size=1, max_size=5)


def draw(grid: Grid, text: list[tuple[str, str]], top: int, at_the_end: str = "") -> None:
    """Draw `text` from line `top` on, between rows that stay, and `at_the_end` at the end of every row."""
    blank = " " * WIDTH
    for y in range(grid.height):
        grid.put(y, 0, blank, PLAIN)
        if y < HEAD or y == grid.height - 1:
            grid.put(y, 0, f"row {y} stays", style_of("1"))
        elif top + y - HEAD < len(text):
            line, look = text[top + y - HEAD]
            grid.put(y, 0, line, style_of(look))
        grid.put(y, WIDTH - len(at_the_end), at_the_end, PLAIN)


@given(TEXT, TOPS)
def test_a_scrolled_text_shows_as_if_it_were_written(text: list[tuple[str, str]], tops: list[int]) -> None:
    """Wherever a text is scrolled to, up and down, the terminal shows what one shows that was written anew."""
    grid = Grid(WIDTH, HEIGHT)
    painter, terminal = Painter(grid), Emulator(WIDTH, HEIGHT)
    for top in tops:
        draw(grid, text, top)
        terminal.feed(painter.paint((0, 0)))
        anew, other = Emulator(WIDTH, HEIGHT), Painter(grid)
        other.forget()
        anew.feed(other.paint((0, 0)))
        assert terminal.cells() == anew.cells()
        assert (terminal.cursor.y, terminal.cursor.x) == (0, 0)


@pytest.mark.parametrize("by", [1, 2, -1, -3])
def test_a_line_costs_a_line(by: int) -> None:
    """A text that is scrolled by a few lines costs these, not all that shows."""
    text = [(f"{n} the talks went on in {n * 7919}", "") for n in range(40)]
    grid = Grid(WIDTH, HEIGHT)
    painter = Painter(grid)
    draw(grid, text, 10)
    painter.paint((0, 0))
    draw(grid, text, 10 + by)
    assert len(painter.paint((0, 0))) < 30 + abs(by) * WIDTH


def test_rows_that_share_the_screen_are_not_moved() -> None:
    """Beside another pane that stays nothing is scrolled: it would have to be written again."""
    text = [(f"{n} went on in {n * 7919}", "") for n in range(40)]
    grid = Grid(WIDTH, HEIGHT)
    draw(grid, text, 10, "│ one")
    shown = [row.copy() for row in grid.rows]
    for y, row in enumerate(shown):
        row[-1] = (chr(ord("a") + y), PLAIN)
        grid.rows[y][-1] = row[-1]
    draw(grid, text, 11)
    for y, row in enumerate(shown):
        grid.rows[y][-1] = row[-1]
    assert scrolled(shown, grid.rows, grid.touched) is None
