"""From bytes to keys: Escape is never lost, and no byte ends the reading."""

from __future__ import annotations

import string

import pytest
from textual import events

from seedread.tui.driver.keyboard import EscapedKey, KeyParser


def keys(text: str) -> list[str]:
    """Return the names of what `text` is read as, Escape and what follows it apart."""
    parser = KeyParser()
    read = [*parser.feed(text)]
    if parser._timeout_time is not None:
        parser._timeout_time = 0.0  # as if time passed
    read += parser.tick()
    typed = [event for event in read if isinstance(event, events.Key)]
    return [each.key for event in typed for each in (event.parts if isinstance(event, EscapedKey) else [event])]


@pytest.mark.parametrize("char", [*string.printable[:95], "\r", "\t", "\x7f", "\x0c", "é"])
def test_escape_before_a_key_is_kept(char: str) -> None:
    """Escape and any key in one moment are both read."""
    assert keys("\x1b" + char) == ["escape", *keys(char)]


def test_many_escapes() -> None:
    """Escape eight times and Q are nine keys."""
    assert keys("\x1b" * 8 + "Q") == ["escape"] * 8 + ["Q"]


@pytest.mark.parametrize(("text", "key"), [("\x1b[A", "up"), ("\x1bOP", "f1"), ("\x1b[Z", "shift+tab")])
def test_sequences_are_one_key(text: str, key: str) -> None:
    """What a terminal sends for one key stays one key, after Escape too."""
    assert keys(text) == [key]
    assert keys("\x1b" + text) == ["escape", key]
