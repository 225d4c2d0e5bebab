"""Actions by name: behind `:` and in the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import settle, using

from seedread.tui.keys.command_line import CommandError, complete, parse_command

if TYPE_CHECKING:
    from seedread.index import Library


@pytest.mark.parametrize(
    ("line", "name", "text"),
    [
        ("star", "star", ""),
        ("next-unread", "next_unread", ""),
        ("next_unread", "next_unread", ""),
        ("tag gas  winter ", "tag", "gas  winter"),
        ("q", "quit", ""),
        ("w a.md", "save", "a.md"),
        ("hist", "history", ""),
        ("save", "save", ""),
    ],
)
def test_a_command_is_an_action_with_a_word(line: str, name: str, text: str) -> None:
    """Whole names, beginnings that only one has, short forms, with what stands behind them."""
    command = parse_command(line)
    assert command
    assert (command.action.name, command.text) == (name, text)


@pytest.mark.parametrize(
    ("line", "said"),
    [("strar", "did you mean star"), ("next_", "next_"), ("zzz", "Press \\? for a list"), ("star x", "no argument")],
)
def test_a_slip_is_told(line: str, said: str) -> None:
    """What nobody knows is met with what is near; nothing is guessed."""
    with pytest.raises(CommandError, match=said):
        parse_command(line)


def test_a_key_of_a_panel_is_no_command() -> None:
    """What only a key of the similar articles does is neither completed nor accepted, as `:` is not available there."""
    assert "choose" not in complete("cho", {})
    with pytest.raises(CommandError):
        parse_command("choose")


def test_nothing_is_nothing() -> None:
    """An empty line does nothing."""
    assert parse_command("  ") is None


def test_completion() -> None:
    """Names first, then what may stand behind them."""
    assert complete("sta", {}) == ["star"]
    assert "next_unread" in complete("next-", {})
    assert complete("tag w", {"TAG": lambda text: [tag for tag in ("war", "gas") if tag.startswith(text)]}) == [
        "tag war"
    ]
    assert complete("star x", {}) == []
    assert complete("zzz x", {}) == []


async def test_tab_goes_round(library: Library) -> None:
    """Tab completes, and goes on to the next that fits."""
    async with using(library, (80, 24)) as reader:
        await reader.press("colon", *"next", "tab")
        first = reader.answer
        await reader.press("tab")
        assert reader.answer.startswith("next")
        assert reader.answer != first


async def test_commands_with_words(library: Library) -> None:
    """Tags, notes, searches and orders can be written out."""
    async with using(library) as reader:
        await reader.press("colon", *"tag", "space", *"rail", "enter")
        await reader.press("colon", *"note", "space", *"hm", "enter")
        assert (reader.marks.tags, reader.marks.note) == (("rail",), "hm")
        await reader.press("colon", *"note", "space", *"aha", "enter")
        assert reader.marks.note == "hm / aha"
        await reader.press("colon", *"order", "space", *"old", "enter")
        assert reader.main.request.order == "oldest"
        await reader.press("colon", *"search", "space", *"gas", "enter")
        assert reader.main.panes.box.value == reader.main.request.text == "gas"
        await reader.press("colon", *"link", "enter")
        assert reader.main.error
        await reader.press("colon", *"nonsense", "enter")
        assert "No action nonsense" in reader.main.message


async def test_earlier_commands_come_back(library: Library) -> None:
    """Up brings back what was typed before, of the same kind only."""
    async with using(library) as reader:
        await reader.press("colon", *"star", "enter", "t", "x", "enter", "colon", "up")
        assert reader.answer == "star"


async def test_the_palette_narrows_by_words(library: Library) -> None:
    """Words of what an action does find it, in any order, and Enter runs it."""
    async with using(library, (80, 24)) as reader:
        await reader.press("ctrl+p", *"unread", "space", *"mark")
        assert [choice.value for choice in reader.picking.choices] == ["unread"]
        await reader.press("escape")
        assert reader.app.screen is reader.main


@pytest.mark.parametrize("keys", [("colon", "t"), ("ctrl+p", "t"), ("question_mark", "slash", "t"), ("F", "f", "i")])
async def test_asking_survives_every_size(library: Library, keys: tuple[str, ...]) -> None:
    """Whatever is asked or listed stays usable when the terminal changes its size."""
    async with using(library) as reader:
        await reader.press(*keys)
        for width, height in ((80, 24), (40, 12), (7, 3), (200, 60)):
            await reader.pilot.resize_terminal(width, height)
            await settle(reader.pilot)
            assert len(reader.lines()) == height
        await reader.press("escape", "escape", "escape")
        assert reader.app.screen is reader.main
        assert not reader.asked


async def test_the_help_is_searched(library: Library) -> None:
    """/ in the help shows only the lines with what is typed; Esc shows all again, and then closes."""
    async with using(library, (80, 24)) as reader:
        await reader.press("question_mark", "slash", *"citation")
        text = reader.text()
        assert "copy a citation" in text
        assert "next, previous row" not in text
        await reader.press("escape")
        assert "next, previous row" in reader.text()
        await reader.press("escape")
        assert reader.app.screen is reader.main


async def test_an_answer_is_given_up_by_the_mouse(library: Library) -> None:
    """A click elsewhere leaves the question, and the keys' line comes back."""
    async with using(library) as reader:
        await reader.press("t")
        await reader.pilot.click("#results", offset=(10, 4))
        await reader.press("x")
        assert not reader.asked
