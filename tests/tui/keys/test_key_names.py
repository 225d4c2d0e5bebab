"""Names of keys, as a person writes them and as Textual calls them."""

from __future__ import annotations

import string

import pytest
from textual.keys import _character_to_key

from seedread.tui.keys.key_names import key_label, key_name


@pytest.mark.parametrize("char", [*string.ascii_letters, *string.digits, *string.punctuation])
def test_every_character_is_known_by_its_name(char: str) -> None:
    """A character on the keyboard is what Textual calls it when it is pressed, and is shown as itself."""
    assert key_name(char) == _character_to_key(char)
    assert key_label(_character_to_key(char)) == char


@pytest.mark.parametrize(
    ("written", "name", "shown"),
    [
        ("Ctrl-F", "ctrl+f", "Ctrl-F"),
        ("ctrl+f", "ctrl+f", "Ctrl-F"),
        ("C-f", "ctrl+f", "Ctrl-F"),
        ("Ctrl-_", "ctrl+underscore", "Ctrl-_"),
        ("Shift-Tab", "shift+tab", "Shift-Tab"),
        ("PgDn", "pagedown", "PgDn"),
        ("Space", "space", "Space"),
        ("Esc", "escape", "Esc"),
        ("F10", "f10", "F10"),
        ("up", "up", "↑"),
        ("ß", "ß", "ß"),
    ],
)
def test_keys_are_written_as_people_write_them(written: str, name: str, shown: str) -> None:
    """Modifiers and special keys are read in the usual ways and shown in one."""
    assert key_name(written) == name
    assert key_label(name) == shown


@pytest.mark.parametrize("written", ["", "Ctr-F", "Ctrl-", "gg", "Pg", "-f-", "\x1b", " "])
def test_what_is_no_key_is_none(written: str) -> None:
    """A slip in the config file is not taken for a key."""
    assert key_name(written) is None
