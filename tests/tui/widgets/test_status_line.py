"""Tests the last line: the ways out are always there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import settle, using

from seedread.tui.state.messages import SyncMoved
from seedread.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from seedread.index import Library

SIZES = ((160, 50), (100, 30), (80, 24), (40, 12))


@pytest.mark.parametrize("size", SIZES)
async def test_the_ways_out_are_never_hidden(library: Library, size: tuple[int, int]) -> None:
    """Help and the way back end the line at every width, beside a long message and the progress of a sync too."""
    beside = "? help  q quit " if size[0] >= 60 else " ?  q "
    async with using(library, size) as reader:
        assert reader.lines()[-1].endswith("? help  q quit ")
        reader.main.say("A message that is longer than any line of a terminal. " * 5)
        await settle(reader.pilot)
        assert reader.lines()[-1].endswith(beside)
        reader.main.query_one(StatusLine).progress = SyncMoved(5, 10, "reading")
        reader.main.say("A message that is longer than any line of a terminal. " * 5)
        await settle(reader.pilot)
        assert reader.lines()[-1].endswith(beside)
        reader.main.query_one(StatusLine).progress = None
        await reader.press("enter")
        assert reader.lines()[-1].endswith("? help  q back ")


async def test_the_ways_out_of_other_screens(library: Library) -> None:
    """A list and a comparison show how they are closed."""
    async with using(library, (80, 24)) as reader:
        await reader.press("ctrl+p")
        assert reader.lines()[-1].rstrip().endswith("Esc close")
        await reader.press("escape")
        for key in ("c", "enter"):
            await reader.press(key)
            assert reader.lines()[-1].endswith("? help  q back ")
