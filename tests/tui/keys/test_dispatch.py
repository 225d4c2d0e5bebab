"""Keys that come faster than what they open: each finds what the keys before it brought about."""

from __future__ import annotations

import itertools
import threading
from contextlib import contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from screen import bunch, home, settle, using
from textual import events

from seedread.tui.keys import dispatch as type_ahead
from seedread.tui.keys.bindings import ACTIONS
from seedread.tui.keys.dispatch import LONGEST, PATIENCE
from seedread.tui.screens.compare import CompareScreen
from seedread.tui.screens.offers import OffersScreen
from seedread.tui.screens.pick import PickScreen
from seedread.tui.screens.text import TextScreen
from seedread.tui.widgets.prompt_line import PromptLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from seedread.index import Library

OPENING = ("c", "e", "w", "colon", "question_mark", "apostrophe", "H", "slash", "vertical_line", "s", "v", "V", "F")
FOLLOWING = ("enter", "tab", "shift+tab", "right", "left", "q", "escape", "x")
STARTS: tuple[tuple[str, ...], ...] = ((), ("c",), ("e",), ("c", "enter"), ("enter",), ("question_mark", "slash"))
"""What is open when the bunch comes: the results, a list, an article, a comparison, a page of text with its line."""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run where files that keys save are in nobody's way."""
    monkeypatch.chdir(tmp_path)


def bunches(openings: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for first in openings:
        for then in FOLLOWING:
            yield (first, then)
            yield (first, "enter", then)


@pytest.mark.parametrize("start", STARTS, ids="-".join)
async def test_a_bunch_of_keys_ends_nothing(library: Library, start: tuple[str, ...]) -> None:
    """From wherever it comes, an opening key with others behind it in the same moment leaves a screen that works."""
    async with using(library, (80, 24)) as reader:
        for keys in itertools.islice(bunches(OPENING), STARTS.index(start), None, len(STARTS) * 2):
            await reader.press(*start)
            bunch(reader, *keys)
            await settle(reader.pilot)
            if not reader.app.is_running:
                assert "q" in keys, f"{keys} ended it"
                return
            await home(reader)


async def test_what_follows_an_opening_key_goes_to_what_it_opens(library: Library) -> None:
    """Enter and Tab in one moment, in a list of accounts, open the comparison and give its other side the focus."""
    async with using(library) as reader:
        await reader.press("c")
        assert isinstance(reader.app.screen, OffersScreen)
        bunch(reader, "enter", "tab")
        await settle(reader.pilot)
        assert isinstance(reader.app.screen, CompareScreen)
        assert reader.app.screen.focused is reader.app.screen.sides[1]


async def test_a_named_action_comes_before_the_next_key(library: Library) -> None:
    """`:help`, Enter and q in one moment open the help and close it; the next q quits."""
    async with using(library) as reader:
        bunch(reader, "colon", *"help", "enter")
        await settle(reader.pilot)
        assert isinstance(reader.app.screen, TextScreen)
        bunch(reader, "q", "colon", *"help", "enter", "q", "j")
        await settle(reader.pilot)
        assert len(reader.app.screen_stack) == 1
        assert reader.main.rows.row == 1


async def test_the_choice_of_a_list_comes_before_the_next_key(library: Library) -> None:
    """A query taken from a list is asked before a key behind it moves the cursor."""
    async with using(library) as reader:
        await reader.press("slash", *"norway", "enter", "slash", "ctrl+u", "enter")
        await reader.press("H")
        bunch(reader, "enter", "j", "j")
        await settle(reader.pilot)
        assert reader.main.request.text == "norway"
        assert reader.main.rows.row == 2


async def test_text_keeps_its_order_among_the_keys(library: Library) -> None:
    """Two searches typed in one moment, the second over the first, are asked one after the other, each letter once."""
    async with using(library) as reader:
        bunch(reader, "slash", *"iran", "enter", "j", "slash", "ctrl+u", *"norway", "enter", "j", "j", "j")
        await settle(reader.pilot)
        assert reader.main.request.text == "norway"
        assert reader.main.panes.box.value == "norway"
        assert reader.main.rows.row == 3


async def test_one_character_is_an_answer(library: Library) -> None:
    """Where a single key is the answer, what is typed behind it goes on from there."""
    async with using(library) as reader:
        bunch(reader, "A", "y", "j", "j")
        await settle(reader.pilot)
        assert not reader.asked
        assert reader.main.rows.row == 2
        assert reader.marks.read


async def test_a_paste_keeps_its_place(library: Library) -> None:
    """A paste between keys goes where the keys before it lead."""
    async with using(library) as reader:
        bunch(reader, "slash")
        reader.app.key_queue.put(events.Paste("norway\nand more"))
        bunch(reader, "enter", "j")
        await settle(reader.pilot)
        assert reader.main.request.text == "norway"
        assert reader.main.rows.row == 1


async def test_a_large_paste_is_cut(library: Library) -> None:
    """A paste of a megabyte fills the line, and no more; typed without the marks of a paste it is the same."""
    async with using(library) as reader:
        await reader.press("a")
        reader.app.key_queue.put(events.Paste("é" * 1_000_000))
        await settle(reader.pilot)
        line = reader.main.query_one(PromptLine)
        assert len(line.value) == LONGEST
        await reader.press("ctrl+u")
        bunch(reader, *"x" * 20_000)
        await settle(reader.pilot)
        assert line.value == "x" * LONGEST


LISTS = {"c": "similar", "e": "stories", "w": "pairs"}


@contextmanager
def held(monkeypatch: pytest.MonkeyPatch, library: Library, name: str) -> Iterator[None]:
    """Let the library answer `name` only at the end."""
    answer, own = threading.Event(), getattr(library, name)

    def late(*given: Any, **more: Any) -> Any:
        assert answer.wait(60)
        return own(*given, **more)

    monkeypatch.setattr(library, name, late)
    try:
        yield
    finally:
        answer.set()


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Let half a second pass at every look of the queue at its clock."""
    looks = itertools.count()
    monkeypatch.setattr(type_ahead, "time", SimpleNamespace(monotonic=lambda: next(looks) / 2))
    return looks


@pytest.mark.parametrize("key", LISTS)
async def test_a_key_behind_a_list_that_opens_slowly_waits_for_it(
    library: Library, monkeypatch: pytest.MonkeyPatch, hurried: Iterator[int], key: str
) -> None:
    """However long a list takes to open, what was typed behind goes into it, and nothing to the screen below."""
    async with using(library) as reader:
        with held(monkeypatch, library, LISTS[key]):
            bunch(reader, key, "d", "j")
            while next(hurried) < 20 * PATIENCE:
                await reader.pilot.pause(0.005)
            assert reader.app.is_running
            assert reader.main.rows.row == 0
        await settle(reader.pilot)
        if isinstance(reader.app.screen, PickScreen):
            assert reader.app.screen.typed.value == "dj"
        else:
            assert isinstance(reader.app.screen, OffersScreen)
            assert reader.picking.row == 1


@pytest.mark.parametrize("away", ["escape", "ctrl+c"])
@pytest.mark.parametrize("key", LISTS)
async def test_a_list_that_opens_slowly_is_called_off(
    library: Library, monkeypatch: pytest.MonkeyPatch, key: str, away: str
) -> None:
    """Escape and Ctrl-C call it off with the keys before them; the list does not open later, the next key works."""
    async with using(library) as reader:
        with held(monkeypatch, library, LISTS[key]):
            bunch(reader, key, "q", "k", away, "j")
            while reader.main.rows.row != 1:
                await reader.pilot.pause(0.005)
        await settle(reader.pilot)
        assert reader.app.screen is reader.main
        assert reader.app.is_running
        assert "cancels" not in reader.main.message


async def test_quit_waits_for_no_list(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Q behind a list that does not open ends the program."""
    async with using(library) as reader:
        with held(monkeypatch, library, "stories"):
            bunch(reader, "e", "j", "Q")
            while reader.app.is_running:
                await reader.pilot.pause(0.005)


def test_the_openings_are_actions() -> None:
    """Every opening key of these tests stands for an action of the main screen."""
    bound = {key for action in ACTIONS if action.where == "anywhere" for key in action.keys.split(",")}
    assert set(OPENING) <= bound
