"""Where am I: the row, how far in the article, at which match; and nothing of it while a key is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import using

from seedread.tui.render.position import row_position, text_position
from seedread.tui.screens import main
from seedread.tui.state import row_follower

if TYPE_CHECKING:
    from seedread.index import Library

SIZE = (80, 24)


@pytest.mark.parametrize(
    ("place", "shown"),
    [((0, 10, 9), "All"), ((0, 10, 10), "All"), ((0, 10, 50), "Top"), ((14, 10, 50), "35 %"), ((40, 10, 50), "Bot")],
)
def test_how_far_a_text_is_read(place: tuple[int, int, int], shown: str) -> None:
    """A text says Top, Bot, All if it needs no scrolling, else the share that is above."""
    assert text_position(*place) == shown


def test_rows_count_from_one() -> None:
    """Rows have the numbers that people give them, and an empty list has none."""
    assert row_position(11, 1053) == "12 of 1,053"
    assert row_position(0, 0) == ""


async def test_the_last_line_says_where_the_reader_is(library: Library) -> None:
    """The row's number stands before the ways out; beside an article also how far it is read."""
    async with using(library, SIZE) as reader:
        await reader.press("j", "j")
        assert "3 of 120  ? help" in reader.lines()[-1]
        await reader.press("enter")
        assert "3 of 120 · All" in reader.lines()[-1] or "3 of 120 · Top" in reader.lines()[-1]
        await reader.press("G")
        assert "· All" in reader.lines()[-1] or "· Bot" in reader.lines()[-1]


async def test_a_message_is_not_cut_for_the_position(library: Library) -> None:
    """A long message has the room of the position until the next key."""
    async with using(library, SIZE) as reader:
        message = "A message that needs nearly all of the last line on this."
        reader.main.say(message)
        await reader.until(lambda: message in reader.lines()[-1])
        assert "1 of 120" not in reader.lines()[-1]
        await reader.press("L")
        assert "1 of 120" in reader.lines()[-1]


async def test_matches_are_counted(library: Library) -> None:
    """`n` says which match of how many it went to."""
    async with using(library, SIZE, query="the") as reader:
        await reader.press("enter", "n")
        total = len(reader.main.panes.reading._wrapped.match_lines)
        assert total > 2
        assert f"match 1 of {total}" in reader.lines()[-1]
        await reader.press("n")
        assert f"match 2 of {total}" in reader.lines()[-1]
        await reader.press("N", "N")
        assert f"match {total} of {total}" in reader.lines()[-1]


async def test_a_held_key_writes_no_position(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the article settles, the last line stays as it is, however many rows go by."""
    async with using(library, SIZE) as reader:
        await reader.press("j")
        monkeypatch.setattr(main, "SETTLED", 60)
        monkeypatch.setattr(row_follower, "ROW_PAUSE", 60)
        monkeypatch.setattr(row_follower, "ONE_ROW_PAUSE", 60)
        before = reader.lines()[-1]
        await reader.press("j", "j", "j")
        assert reader.lines()[-1] == before
        assert "2 of 120" in before
