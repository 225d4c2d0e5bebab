"""Numbers before a key, as in vi: `5j` moves five rows, `12G` goes to row 12, `3o` takes link 3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from seedread.tui.keys.bindings import action_named

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from seedread.tui.keys.bindings import Action

__all__ = ["Count", "repeat"]

MOST = 9_999
"""A larger count means this one: every step is drawn."""
_STEPS = {"down": 1, "up": -1}
_TO_ROW = frozenset(("first", "last"))
_REPEATED = frozenset(
    (
        "page_down",
        "page_up",
        "half_down",
        "half_up",
        "read_on",
        "read_back",
        "next_pane",
        "previous_pane",
        "next_article",
        "previous_article",
        "next_match",
        "previous_match",
        "select",
        "next_unread",
        "next_saved",
        "previous_saved",
        "next_period",
        "previous_period",
        "next_section",
        "previous_section",
        "next_aligned",
        "previous_aligned",
        "next_only",
        "previous_only",
        "next_quotation",
        "next_number",
        "next_account",
        "previous_account",
        "undo",
        "redo",
    )
)
"""Actions that a count repeats; the others run once."""


@runtime_checkable
class _Rows(Protocol):
    """A pane of rows or lines."""

    def step(self, step: int) -> None:
        """Do what `j` does, `step` times, or what `k` does if it is negative."""

    def go_to(self, number: int) -> None:
        """Move to a row or line by its number, from 1."""


class Count:
    """The number typed so far."""

    def __init__(self) -> None:
        """Begin without a number."""
        self._typed = 0

    def add(self, char: str | None) -> bool:
        """Add a digit; return False for another character, and for a 0 that begins nothing."""
        if char is None or not (char.isascii() and char.isdigit()) or (char == "0" and not self._typed):
            return False
        self._typed = min(self._typed * 10 + int(char), MOST)
        return True

    def take(self) -> int:
        """Return the number, 0 if none was typed, and begin anew."""
        typed, self._typed = self._typed, 0
        return typed


async def repeat(action: Action, count: int, focused: object, run: Callable[[Action, str], Awaitable[bool]]) -> bool:
    """Run `action` as its count says; `focused` is the pane with the focus."""
    if isinstance(focused, _Rows) and (step := _STEPS.get(action.name)):
        focused.step(step * count)  # at once: to draw each step would take a while
        return True
    if isinstance(focused, _Rows) and action.name in _TO_ROW:
        focused.go_to(count)
        return True
    if action.name == "open_url":
        return await run(action_named("link"), str(count))
    ran = await run(action, action.argument)
    for _ in range(count - 1 if action.name in _REPEATED else 0):
        await run(action, action.argument)
    return ran
