"""Tells the terminal to notify its user: the bell, or a notification of the desktop (OSC 9, OSC 777)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NotificationForm", "notification"]

NotificationForm: TypeAlias = Literal["bell", "osc9", "osc777", "off"]

_LONGEST = 200


def notification(text: str, form: NotificationForm, environment: Mapping[str, str]) -> str:
    """Return the sequence that notifies of `text`; empty for none. tmux and screen pass it on to their terminal."""
    if form in ("off", "bell"):
        return "\x07" if form == "bell" else ""
    clean = safe_line(text).replace(";", ",")[:_LONGEST]
    sequence = f"\x1b]9;seedread: {clean}\x07" if form == "osc9" else f"\x1b]777;notify;seedread;{clean}\x07"
    if environment.get("TMUX"):
        return f"\x1bPtmux;{sequence.replace(chr(27), chr(27) * 2)}\x1b\\"
    return f"\x1bP{sequence}\x1b\\" if environment.get("STY") else sequence
