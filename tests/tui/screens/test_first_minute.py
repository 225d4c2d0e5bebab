"""The first minute at 80x24: what a new reader is told, and what comes back at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import using

from seedread.index import Library
from seedread.index.facets import Selection
from seedread.tui.screens.text import TextScreen
from seedread.tui.screens.welcome import WelcomeScreen
from seedread.tui.state.messages import Request
from seedread.tui.state.opening import Opening
from seedread.tui.state.views import View

if TYPE_CHECKING:
    from pathlib import Path

SIZE = (80, 24)


async def test_a_message_goes_at_the_next_key(library: Library) -> None:
    """A message stands at the left of the last line and makes room for the keys at the next key, whatever that does."""
    async with using(library, SIZE) as reader:
        await reader.press("f")
        assert reader.lines()[-1].startswith(" Starred.")
        assert reader.lines()[-1].endswith("? help  q quit ")
        await reader.press("z")
        assert "Starred." not in reader.lines()[-1]
        await reader.press("z", "f")
        assert "Unstarred." in reader.lines()[-1]
        await reader.press("L")
        assert "starred" not in reader.lines()[-1]


async def test_a_message_of_the_comparison_goes_too(library: Library) -> None:
    """The comparison's messages last until the next key as well."""
    async with using(library, SIZE) as reader:
        await reader.press("c", "enter", "Z")
        assert "Scroll sync" in reader.lines()[-1]
        await reader.press("j")
        assert "Scroll sync" not in reader.lines()[-1]


async def test_an_empty_library_says_why(tmp_path: Path) -> None:
    """Without articles the screen names the folder, each skipped file with its reason, and what to do."""
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "noise.txt").write_bytes(b"\0\1\2\3" * 100)
    with Library.open([tmp_path / "news"], tmp_path / "library") as library:
        library.sync()
        async with using(library, SIZE) as reader:
            await reader.until(lambda: "No articles in" in reader.text())
            text = "".join(line.split("│")[0] for line in reader.lines()).replace(" ", "")
            assert str(tmp_path / "news") in text
            assert "noise.txt:binarydata,nottext" in text
            assert "RSS" in text
            assert "Ctrl-R" in text
            assert reader.lines()[-1].endswith("? help  q quit ")


async def test_the_session_goes_on_where_the_last_one_ended(library: Library) -> None:
    """Query, filters, order and row come back, and Esc leads to all articles."""
    selection = Selection().set("country", "NO", "include")
    view = View(Request("village", selection, "oldest"), "note-060", 60, 110)
    async with using(library, SIZE, opening=Opening(view=view)) as reader:
        assert reader.main.panes.box.value == "village"
        assert reader.main.request == view.request
        assert reader.row_id == "note-060"
        assert "Note 60 from a village" in reader.text()
        assert "q back" in reader.lines()[-1]
        await reader.press("escape")
        assert reader.main.request == Request()
        assert reader.main.rows.pages.total == 120


async def test_the_last_library_is_one_key_away(library: Library, tmp_path: Path) -> None:
    """The key that reopens the last library is shown, and ends this session with it."""
    opening = Opening(other=str(tmp_path), other_name="news", offered=True)
    async with using(library, SIZE, opening=opening) as reader:
        assert "Press Ctrl-O to reopen news." in reader.lines()[-1]
        await reader.press("ctrl+o")
        assert not reader.app.is_running
        assert opening.reopens
    async with using(library, SIZE) as reader:
        await reader.press("ctrl+o")
        assert reader.app.is_running
        assert "No other library" in reader.lines()[-1]


@pytest.mark.parametrize("key", ["enter", "slash", "question_mark", "F", "q", "5"])
async def test_the_welcome_shows_six_keys_that_work(library: Library, key: str) -> None:
    """The first page fits the screen with keys, formats and feeds; Enter begins, and each key works at once."""
    async with using(library, SIZE, opening=Opening(welcome=True)) as reader:
        text = reader.text()
        assert "Welcome to seedread" in text
        assert "seedread DIR" in text
        assert "seedread add  follow feeds" in text
        assert "archives (docs/formats.md)" in text
        for label in ("/ ", "Enter ", "F ", "c ", "? ", "q "):
            assert f"   {label}" in text
        assert reader.lines()[-1].endswith("? help  q quit ")
        await reader.press(key)
        assert not isinstance(reader.app.screen, WelcomeScreen)
        assert {
            "enter": lambda: reader.main.rows.has_focus and "q quit" in reader.text(),
            "slash": lambda: reader.main.panes.in_box,
            "question_mark": lambda: isinstance(reader.app.screen, TextScreen),
            "F": lambda: reader.main.panes.pane == "facets",
            "q": lambda: not reader.app.is_running,
            "5": lambda: reader.main.rows.has_focus,
        }[key]()
