"""What the painter sends, seen through a terminal emulator: the cells that are wanted, for few bytes."""

from __future__ import annotations

import pytest
from emulator import Emulator
from hypothesis import given
from hypothesis import strategies as st

from seedread.tui.driver.cell_style import PLAIN, style_change, style_of
from seedread.tui.driver.grid import Grid
from seedread.tui.driver.output_parser import OutputParser
from seedread.tui.driver.painter import Painter, step

WIDTH, HEIGHT = 24, 4
PARAMETERS = ["", "0", "1", "2", "7", "1;36", "36", "1;2", "4;31;44", "38;5;12", "38;2;1;2;3;48;5;2", "3;7;9"]
TEXTS = ["a", "the gas deal", "   ", " " * 13, "日本語", "中", "é", "e\u0301", "שלום", "می‌رود", "ที่นี่", "👩 x", "▌│█"]

FRAMES = st.lists(
    st.lists(
        st.tuples(
            st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1), st.sampled_from(TEXTS), st.sampled_from(PARAMETERS)
        ),
        max_size=6,
    ),
    min_size=1,
    max_size=6,
)


def everything(grid: Grid) -> str:
    """Return `grid` written the dear way: every cell at its place in its style."""
    return "\x1b[m\x1b[2J" + "".join(
        f"\x1b[{y + 1};{x + 1}H\x1b[;{style.parameters}m{text}\x1b[m"
        for y, row in enumerate(grid.rows)
        for x, (text, style) in enumerate(row)
        if text
    )


@given(FRAMES)
def test_what_is_sent_shows_what_is_wanted(frames: list[list[tuple[int, int, str, str]]]) -> None:
    """After every frame the terminal shows the same as one on which every cell was written."""
    grid = Grid(WIDTH, HEIGHT)
    painter = Painter(grid)
    terminal = Emulator(WIDTH, HEIGHT)
    for frame in frames:
        for y, x, text, parameters in frame:
            grid.put(y, x, text, style_of(parameters))
        terminal.feed(painter.paint((0, 0)))
        wanted = Emulator(WIDTH, HEIGHT)
        wanted.feed(everything(grid))
        assert terminal.cells() == wanted.cells()


@given(st.sampled_from(PARAMETERS), st.sampled_from(PARAMETERS))
def test_a_look_is_changed_to_another(before: str, after: str) -> None:
    """However one style follows another, text is drawn in the second."""
    changed, anew = Emulator(4, 1), Emulator(4, 1)
    changed.feed(style_change(PLAIN, style_of(before)) + style_change(style_of(before), style_of(after)) + "x")
    anew.feed(f"\x1b[{after}mx")
    assert changed.cells() == anew.cells()


@given(st.integers(0, 3), st.integers(0, 23), st.integers(0, 3), st.integers(0, 23))
def test_a_step_leads_where_it_should(y: int, x: int, to_y: int, to_x: int) -> None:
    """The shortest move is a right one, and never longer than the absolute one."""
    terminal = Emulator(WIDTH, HEIGHT)
    move = step((y, x), to_y, to_x)
    terminal.feed(f"\x1b[{y + 1};{x + 1}H{move}")
    assert (terminal.cursor.y, terminal.cursor.x) == (to_y, to_x)
    assert len(move) <= len(f"\x1b[{to_y + 1};{to_x + 1}H")


def painted(*frames: str) -> str:
    """Return what is sent for the last of the `frames`."""
    grid = Grid(WIDTH, HEIGHT)
    reader, painter = OutputParser(grid), Painter(grid)
    sent = ""
    for frame in frames:
        reader.read(frame)
        sent = painter.paint((0, 0))
    return sent


@pytest.mark.parametrize(
    ("before", "after", "sent"),
    [
        ("\x1b[1;1Hthe gas deal", "\x1b[1;1Hthe gas deal", ""),
        ("\x1b[1;1Hthe gas deal", "\x1b[1;1Hthe oil deal", "\x1b[4Coil\r"),
        ("\x1b[1;1Hthe gas deal", "\x1b[1;1Hthe gas     ", "\x1b[8C\x1b[K\r"),
        ("\x1b[1;1Hthe", "\x1b[1;1H\x1b[1mthe\x1b[0m", "\x1b[1mthe\r"),
        ("\x1b[1;1H" + "x" * 16 + "|", "\x1b[1;1H" + " " * 16 + "|", "\x1b[16X"),
    ],
)
def test_only_what_changed_is_sent(before: str, after: str, sent: str) -> None:
    """Unchanged cells cost nothing, a move skips them, and the blank end of a row is erased, not written."""
    assert painted(before, after) == sent


@pytest.mark.parametrize("picture", ["👩", "🇮🇷", "☀", "กํา"])
def test_behind_a_picture_nothing_is_taken_for_granted(picture: str) -> None:
    """Where terminals disagree on a width, the cells are blanked first and the rest of the row is written again."""
    sent = painted("\x1b[1;1Hab behind", f"\x1b[1;1H{picture} behind"[:22])
    if picture == "กํา":
        assert picture in sent  # only its own cells: letters and their signs are no matter of dispute
    else:
        assert "behind" in sent


@pytest.mark.parametrize(
    ("output", "passed", "shown"),
    [
        ("\x1b[1;1Ha\x1b]52;c;eA==\x07b", "\x1b]52;c;eA==\x07", "ab"),
        ("\x1b[1;1Ha\x1b]52;c;\x1b]0;x\x07b", "", "ab"),
        ("\x1b[?1049h\x1b[?25l\x1b[>25u\x1b[?2026$p", "\x1b[?1049h\x1b[?25l\x1b[>25u\x1b[?2026$p", ""),
        ("\x1b[1;1Ha\x1bcb\x1b[2Jc\x9b31md\x1bP+q54\x1b\\e", "", "abc31mde"),
        ("\x1b[1;1Ha\u202eb\u2066c\ufeffd\x00e\x7f\x08f\tg", "", "abcdefg"),
        ("\x1b[1;1Ha\x1b]8;id=1;javascript:x\x1b\\b\x1b]8;;\x1b\\c", "", "abc"),
        ("\x1b[1;1Ha\x1b]0;title\x07b\x1b[6nc\x1b[c", "", "abc"),
        ("\x1b[1;1Ha\ue000b", "", "a\ufffdb"),
    ],
)
def test_what_is_neither_a_cell_nor_known_ends_here(output: str, passed: str, shown: str) -> None:
    """Modes and the clipboard pass; whatever else could steer a terminal does not, wherever it came from."""
    grid = Grid(WIDTH, HEIGHT)
    assert OutputParser(grid).read(output) == passed
    assert "".join(text for text, _ in grid.rows[0]).rstrip() == shown


def test_a_link_goes_with_its_text() -> None:
    """A hyperlink is sent around the text it belongs to, and ends with it."""
    sent = painted("\x1b[1;1H ", "\x1b[1;1H\x1b]8;id=7;http://example.org/a\x1b\\here\x1b]8;;\x1b\\, now")
    assert sent == "\x1b]8;;http://example.org/a\x1b\\here\x1b]8;;\x1b\\, now\r"


def test_a_forgotten_screen_is_sent_whole() -> None:
    """After a suspension or a clear, everything is painted again on an empty screen."""
    grid = Grid(WIDTH, HEIGHT)
    painter = Painter(grid)
    grid.put(1, 2, "gas", style_of("1"))
    painter.paint((0, 0))
    painter.forget()
    assert painter.paint((0, 0)) == "\x1b[m\x1b[H\x1b[2J\x1b[2;3H\x1b[1mgas\x1b[H"
