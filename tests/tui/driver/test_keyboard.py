"""From bytes to keys: Escape is never lost, and no byte ends the reading."""

from __future__ import annotations

import string

import pytest
from textual import events

from seedread.tui.driver import keyboard
from seedread.tui.driver.keyboard import MOST_PASTED, EscapedKey, KeyParser


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


@pytest.mark.parametrize("before", ["j", "\x1b[1;1R", "\x1b[200~x\x1b[201~"], ids=["key", "answer", "paste"])
def test_escape_behind_something_else_is_read(before: str) -> None:
    """Escape at the end of a read that brought other things is read when time has passed, without a further key."""
    assert keys(before + "\x1b")[-1:] == ["escape"]


def messages(*parts: str) -> list[str]:
    """Return the keys, and the pastes in quotes, that `parts` are read as one after the other."""
    parser = KeyParser()
    read = [event for part in parts for event in parser.feed(part)]
    return [repr(event.text) if isinstance(event, events.Paste) else getattr(event, "key", "") for event in read]


@pytest.mark.parametrize("cut", range(1, 30))
def test_a_paste_is_one_text_wherever_it_is_cut(cut: int) -> None:
    """The marks of a paste are known when they come in two reads, and what stands before and behind stays keys."""
    whole = "a\x1b[200~two \x1bQ\n\x1b[31m\x00q\x1b[201~b"
    assert messages(whole[:cut], whole[cut:]) == ["a", repr("two \x1bQ\n\x1b[31mq"), "b"]


def test_pastes_follow_one_another() -> None:
    """Each paste is a text of its own, an empty one too."""
    assert messages("\x1b[200~a\x1b[201~\x1b[200~\x1b[201~x\x1b[200~b\x1b[201~") == ["'a'", "''", "x", "'b'"]


def test_a_paste_is_cut() -> None:
    """Of a paste without measure only the beginning is kept."""
    parser = KeyParser()
    read = [*parser.feed("\x1b[200~")]
    for _ in range(100):
        read += parser.feed("x" * 10_000)
    read += parser.feed("\x1b[201~q")
    assert [len(getattr(event, "text", "q")) for event in read] == [MOST_PASTED, 1]


def test_a_paste_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paste whose end is lost ends when nothing comes for a while; where the end comes after all no key was typed."""
    now = 100.0
    monkeypatch.setattr("seedread.tui.driver.keyboard.time.monotonic", lambda: now)
    parser = KeyParser()
    assert not [*parser.feed("\x1b[200~iran\x1b")]
    now += keyboard.PASTE_QUIET - 0.1
    assert not [*parser.tick()]
    now += 0.2
    assert [getattr(event, "text", "") for event in parser.tick()] == ["iran"]
    assert [getattr(event, "key", "") for event in parser.feed("j")] == ["j"]
    late = [*parser.feed("quit Q\x1b[201~k")]
    assert [getattr(event, "text", None) or getattr(event, "key", "") for event in late] == ["quit Q", "k"]
    assert [getattr(event, "key", "") for event in parser.feed("q")] == ["q"]


def test_the_end_of_input_keeps_what_came() -> None:
    """Escape at the very end is read."""
    assert messages("a\x1b", "") == ["a", "escape"]
