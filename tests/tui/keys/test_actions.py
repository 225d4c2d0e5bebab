"""The table of actions."""

from __future__ import annotations

from collections import Counter

import pytest

from seedread.tui.keys.bindings import ACTIONS, PLACES, Place
from seedread.tui.keys.key_names import key_label
from seedread.tui.keys.keymap import Keymap
from seedread.tui.screens.text import help_sections


@pytest.mark.parametrize("place", PLACES)
def test_no_key_means_two_things_in_one_place(place: Place) -> None:
    """Where the focus is, a key runs one action."""
    keys = Counter(key for action in ACTIONS if action.where == place for key in action.keys.split(",") if key)
    assert not [key for key, times in keys.items() if times > 1]


def test_no_key_needs_more_than_a_plain_terminal() -> None:
    """Nothing rests on Alt, on flow control, or on keys that only some terminals send."""
    keys = {key for action in ACTIONS for key in action.keys.split(",")}
    assert not keys & {"ctrl+s", "ctrl+q"}
    assert not [key for key in keys if key.startswith(("alt+", "super+", "hyper+")) or "ctrl+shift" in key]


def test_help_lists_every_action() -> None:
    """What a key can do stands in the help."""
    assert all(keys for _, rows in help_sections(Keymap()) for keys, _ in rows)
    told = {text for _, rows in help_sections(Keymap()) for _, text in rows}
    assert told == {action.help for action in ACTIONS}


def test_every_place_has_hints() -> None:
    """The status line has something to say wherever the focus is."""
    for place in ("results", "facets", "article", "search", "text"):
        assert Keymap().hints(place)


def test_keys_are_written_as_a_person_writes_them() -> None:
    """Key names are those on the keyboard."""
    labels = [key_label(key) for key in ("ctrl+f", "slash", "shift+tab", "pagedown", "G", "f1", "down")]
    assert labels == ["Ctrl-F", "/", "Shift-Tab", "PgDn", "G", "F1", "↓"]
