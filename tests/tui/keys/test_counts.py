"""Numbers before a key, on a terminal of 80x24."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import bunch, settle, using

from seedread.tui.config import parse_settings
from seedread.tui.keys.counts import MOST, Count
from seedread.tui.screens.compare import CompareScreen
from seedread.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from seedread.index import Library

SIZE = (80, 24)


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ("5j", 5),
        ("12j", 12),
        ("10j3k", 7),
        ("7G", 6),
        ("G3g", 2),
        ("3J", 3),
        ("5J2K", 3),
        ("9999G", 119),
        ("99999999j", 119),
        ("0j", 1),
        ("2fj", 1),
    ],
)
async def test_a_count_repeats_a_movement(library: Library, keys: str, row: int) -> None:
    """A number moves so many rows, or to the row of that number; what does not move runs once."""
    async with using(library, SIZE) as reader:
        await reader.press(*keys)
        assert reader.main.rows.row == row


async def test_a_count_works_in_every_pane_and_on_every_screen(library: Library) -> None:
    """Facets, an article, the help and the comparison take counts too."""
    async with using(library, SIZE) as reader:
        await reader.press("F", "3", "j")
        assert reader.facet_row.value
        assert reader.main.panes.facet_list._rows.index(reader.facet_row) == 4
        await reader.press("escape", "z", "4", "j")
        assert reader.main.panes.reading.top == min(
            4, reader.main.panes.reading.length - reader.main.panes.reading.height
        )
        await reader.press("z", "question_mark", "tab", "tab", "1", "2", "j")
        assert reader.app.screen.query_one(TextPane).top == 12
        await reader.press("escape", "escape", "c", "enter", "2", "J")
        assert "B 3/" in reader.text()


async def test_escape_takes_a_count_back(library: Library) -> None:
    """Esc after a number only forgets the number."""
    async with using(library, SIZE) as reader:
        await reader.press("enter", "5", "escape", "j")
        assert reader.main.panes.in_article
        assert reader.main.panes.reading.top <= 1


async def test_escape_takes_a_count_back_where_it_closes(library: Library) -> None:
    """In a comparison Esc after a number forgets the number, and the next Esc closes."""
    async with using(library, SIZE) as reader:
        await reader.press("c", "enter", "5", "escape")
        assert isinstance(reader.app.screen, CompareScreen)
        await reader.press("escape")
        assert not isinstance(reader.app.screen, CompareScreen)


async def test_undo_and_redo_take_a_count(library: Library) -> None:
    """A number before U and R goes so many steps."""
    async with using(library, SIZE) as reader:
        await reader.press("f", "r", "t", "x", "enter", "3", "U")
        assert (reader.marks.starred, reader.marks.read, reader.marks.tags) == (False, False, ())
        await reader.press("3", "R")
        assert (reader.marks.starred, reader.marks.read, reader.marks.tags) == (True, True, ("x",))


async def test_a_count_before_a_key_of_ones_own_runs_its_line(library: Library) -> None:
    """The command line of a key runs once, with or without a number."""
    settings = parse_settings('[keys.commands]\n"Ctrl-X" = "star; down"\n')
    async with using(library, SIZE, settings=settings) as reader:
        await reader.press("3", "ctrl+x")
        assert not reader.asked
        assert reader.main.rows.row == 1


async def test_digits_are_text_in_a_line(library: Library) -> None:
    """In the search line a digit is typed, and is no count for the key after it."""
    async with using(library, SIZE) as reader:
        bunch(reader, "slash", "2", "2", "enter", "j")
        await settle(reader.pilot)
        assert reader.main.request.text == "22"
        assert reader.main.rows.row <= 1


async def test_a_link_is_taken_by_its_number(library: Library) -> None:
    """A number and `o` are the link of that number."""
    async with using(library, SIZE) as reader:
        await reader.press("2", "o")
        assert reader.main.message.startswith("No link 2 ")


async def test_a_digit_may_be_a_key_of_ones_own(library: Library) -> None:
    """A digit that the keymap binds runs its action."""
    async with using(library, SIZE, settings=parse_settings('[keys.bindings]\nstar = "5"\n')) as reader:
        await reader.press("5", "j")
        assert reader.main.rows.row == 1


def test_a_count_has_a_limit() -> None:
    """However many digits are typed, the number stays small; a 0 begins none."""
    count = Count()
    assert not count.add("0")
    assert all(count.add("9") for _ in range(1000))
    assert count.take() == MOST
    assert count.take() == 0
    assert not any(map(count.add, ("x", None, "٣", "²")))
