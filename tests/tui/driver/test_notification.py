"""The sequences that make a terminal notify its user."""

from __future__ import annotations

import re

import pytest

from seedread.tui.driver.notification import notification

HOSTILE = "a\x07b\x1b]0;evil\x1b\\c\x9cd;e\ne\u202e"


def test_each_form_has_its_sequence() -> None:
    """The bell says nothing, OSC 9 one text, OSC 777 title and text; off is silent."""
    assert notification("gas: 3 new", "bell", {}) == "\x07"
    assert notification("gas: 3 new", "osc9", {}) == "\x1b]9;seedread: gas: 3 new\x07"
    assert notification("gas: 3 new", "osc777", {}) == "\x1b]777;notify;seedread;gas: 3 new\x07"
    assert notification("gas: 3 new", "off", {}) == ""


@pytest.mark.parametrize("form", ["osc9", "osc777"])
def test_no_text_ends_its_sequence(form: str) -> None:
    """Whatever a title holds, there is one sequence with one end, and no further field."""
    sent = notification(HOSTILE, form, {})  # type: ignore[arg-type]  # parametrized
    assert re.fullmatch(r"\x1b\](?:9;seedread: |777;notify;seedread;)[^\x00-\x1f\x7f-\x9f;]*\x07", sent)
    assert len(notification("x" * 10_000, form, {})) < 250  # type: ignore[arg-type]  # as above


def test_multiplexers_pass_it_on() -> None:
    """tmux gets it wrapped with every escape doubled, screen wrapped; their own bell needs neither."""
    assert notification("x", "osc9", {"TMUX": "/tmp/t,1,0"}) == "\x1bPtmux;\x1b\x1b]9;seedread: x\x07\x1b\\"
    assert notification("x", "osc9", {"STY": "1.tty"}) == "\x1bP\x1b]9;seedread: x\x07\x1b\\"
    assert notification("x", "bell", {"TMUX": "/tmp/t,1,0"}) == "\x07"
