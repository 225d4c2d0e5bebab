"""Several commands in one line, typed or on a key, on a terminal of 80x24."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import using

from seedread.tui.config import load_settings, parse_settings
from seedread.tui.keys.command_line import CommandError, complete, parse_commands
from seedread.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from seedread.index import Library

SIZE = (80, 24)
NAMES = {";": "semicolon", "_": "underscore", " ": "space", "-": "minus", "\\": "backslash"}


def typed(text: str) -> list[str]:
    """Return the keys of a command with its Enter."""
    return ["colon", *(NAMES.get(char, char) for char in text), "enter"]


@pytest.mark.parametrize(
    ("line", "parsed"),
    [
        ("star; tag gas ;next_unread", [("star", ""), ("tag", "gas"), ("next_unread", "")]),
        (r"note one\; two; star", [("note", "one; two"), ("star", "")]),
        (";; star;", [("star", "")]),
        ("", []),
    ],
)
def test_a_line_has_commands_with_semicolons_between(line: str, parsed: list[tuple[str, str]]) -> None:
    """`;` separates, and behind a backslash it is part of an argument."""
    assert [(command.action.name, command.text) for command in parse_commands(line)] == parsed


def test_one_wrong_command_is_an_error_of_the_line() -> None:
    """A line with an unknown command is not read in part."""
    with pytest.raises(CommandError, match="strar"):
        parse_commands("star; strar")


def test_the_last_command_completes() -> None:
    """Tab completes the command behind the last semicolon, and what stands before it stays."""
    assert complete("star; next_u", {}) == ["star; next_unread"]


async def test_several_commands_run_in_order(library: Library) -> None:
    """Each command runs when the one before it is done."""
    async with using(library, SIZE) as reader:
        await reader.press(*typed("down; star; tag gas; down"))
        assert reader.main.rows.row == 2
        await reader.press("k")
        assert reader.marks.starred
        assert reader.marks.tags == ("gas",)


async def test_a_wrong_command_runs_none(library: Library) -> None:
    """If one command of a line is wrong, the bottom line says so and nothing is done."""
    async with using(library, SIZE) as reader:
        await reader.press(*typed("star; strar"))
        assert "did you mean star" in reader.lines()[-1]
        assert not reader.marks.starred


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("strar", "did you mean star"),
        ("delete", "forget_search"),
        ("mark", "all_read"),
        ("zzzzzz", "Press ? for a list."),
        ("export", "Save as"),
    ],
)
async def test_a_guess_is_of_the_name_or_of_what_an_action_does(library: Library, line: str, named: str) -> None:
    """A word that no action is called by leads to those that say it of themselves; nothing far is guessed."""
    async with using(library, (160, 50)) as reader:
        await reader.press("enter", *typed(line))
        assert named in reader.lines()[-1]


async def test_a_key_runs_a_line(library: Library) -> None:
    """A key of `keys.commands` runs its line in every pane, in place of what it did before."""
    settings = parse_settings('[keys.commands]\n"Ctrl-X" = "star; tag later; down"\nf = "down; down"\n')
    async with using(library, SIZE, settings=settings) as reader:
        await reader.press("ctrl+x")
        assert reader.main.rows.row == 1
        await reader.press("f", "k", "k", "k")
        assert reader.main.rows.row == 0
        assert (reader.marks.starred, reader.marks.tags) == (True, ("later",))


async def test_a_key_with_a_line_is_set_from_inside(library: Library) -> None:
    """`:set` writes such a key, and it works at once."""
    async with using(library, SIZE) as reader:
        keys = [
            {"=": "equals_sign", ".": "full_stop"}.get(key, key)
            for key in typed("set keys.commands.Ctrl-X star\\; down")
        ]
        await reader.press(*keys, "ctrl+x")
        assert reader.main.rows.row == 1
    assert load_settings().keys.commands == {"ctrl+x": "star; down"}


async def test_a_line_takes_its_key_from_the_action_that_had_it(library: Library) -> None:
    """Hints and help no longer name the key for that action; the help names the line; other screens keep the key."""
    settings = parse_settings('[keys.commands]\nF = "star"\nCtrl-D = "star; down"\n')
    async with using(library, (100, 60), settings=settings) as reader:
        assert "F facets" not in reader.lines()[-1]
        await reader.press("question_mark", "tab", "tab", "slash", *"star", "enter")
        assert "Your own keys" in reader.text()
        assert "Ctrl-D  star; down" in reader.text()
        await reader.press("slash", "ctrl+u", "enter", "ctrl+d")
        assert reader.app.screen.query_one(TextPane).top > 0
        assert not reader.marks.starred
