"""The list to choose from, under keys and rows that come when they please."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screen import settle, using

from seedread.tui.screens.main import MainScreen
from seedread.tui.screens.pick import PickScreen
from seedread.tui.widgets.pick_list import PickItem

if TYPE_CHECKING:
    from seedread.index import Library

EVENTS = [PickItem(f"{n} {'ministers met about the bridge over the river ' * 2}", f"{n:03} days later", f"{n}")
          for n in range(90)]  # fmt: skip
TOWNS = [PickItem("Ankara", "in the west", "a"), PickItem("Baku", "at the sea", "b")]


async def test_nothing_breaks_before_it_shows(library: Library) -> None:
    """Keys and rows may come while the list is still being put together."""
    async with using(library, (80, 24)) as reader:
        picked: list[str | None] = []
        pick = PickScreen("Town:", TOWNS)
        reader.app.push_screen(pick, picked.append)
        pick.offer(TOWNS)
        pick.action_row_down()
        pick.action_choose()
        pick.action_close()
        await settle(reader.pilot)
        assert picked == []
        assert isinstance(reader.app.screen, PickScreen)
        await reader.press("down", "enter")
        assert picked == ["b"]


async def test_what_is_typed_ahead_narrows_it(library: Library) -> None:
    """Letters that arrive in one bunch with the key that opens the list are typed into it."""
    async with using(library, (80, 24)) as reader:
        picked: list[str | None] = []
        reader.app.push_screen(PickScreen("Town:", TOWNS), picked.append)
        await reader.press("b", "a", "k", "enter")
        assert picked == ["b"]


async def test_it_goes_once(library: Library) -> None:
    """Left twice, or chosen from after it was left, it takes no other screen with it and gives one answer."""
    async with using(library, (80, 24)) as reader:
        picked: list[str | None] = []
        pick = PickScreen("Town:", TOWNS)
        reader.app.push_screen(pick, picked.append)
        await settle(reader.pilot)
        pick.action_choose()
        pick.action_choose()
        pick.action_close()
        pick.offer([])
        await settle(reader.pilot)
        pick.action_choose()
        pick.offer(TOWNS)
        assert picked == ["a"]
        assert isinstance(reader.app.screen, MainScreen)


async def test_an_empty_list_gives_nothing(library: Library) -> None:
    """Enter on a list without a row, or emptied meanwhile, leaves it open."""
    async with using(library, (80, 24)) as reader:
        pick = PickScreen("Town:", TOWNS)
        reader.app.push_screen(pick)
        await settle(reader.pilot)
        pick.action_row_down()
        pick.offer([])
        await reader.press("enter")
        assert reader.app.screen is pick
        pick.offer(TOWNS[:1])
        assert pick.listed.here == TOWNS[0]


async def test_what_finds_no_room_beside_stands_under(library: Library) -> None:
    """Where a title would be cut short its details stand in a line of their own; where there is room, beside it."""
    async with using(library, (80, 24)) as reader:
        reader.app.push_screen(PickScreen("Event:", EVENTS))
        await settle(reader.pilot)
        assert "004 days later" in reader.text()
        await reader.pilot.resize_terminal(60, 24)
        await settle(reader.pilot)
        lines = reader.lines()
        assert lines[1].startswith(" 0 ministers met about the bridge over the river ministers")
        assert lines[2].strip() == "000 days later"
        assert lines[3].startswith(" 1 ministers")
        for keys in (("down",) * 30, ("up",) * 25, tuple("89"), ("ctrl+u",)):
            await reader.press(*keys)
            listed = reader.picking
            assert listed.top <= 2 * listed.row
            assert 2 * listed.row + 2 <= listed.top + listed.height
            assert listed.here
            assert listed.here.detail in reader.text()
        await reader.pilot.resize_terminal(80, 24)
        await settle(reader.pilot)
        assert len([text for text in reader.lines() if " days later" in text and " ministers met" in text]) == 22
