"""Runs the action of a key before the next key is looked at.

Textual lets a key wander up from the focused widget until a binding is found, each step in a task of its own, and
meanwhile hands out the next keys by the focus of that moment: over a slow line, where keys come in bunches, `/iran`
loses letters to the list and what follows Enter is typed into the search line. Here every key finds the focus that
the keys before it have set.
"""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.dom import DOMNode

    from seedread.tui.actions import Action, Place
    from seedread.tui.keymap import Keymap

__all__ = ["keymap_of", "places_of", "run_action", "run_key", "whole"]

_WAIT = 0.005
"""Seconds between two looks at a screen that opens."""


def keymap_of(app: App[Any]) -> Keymap:
    """Return the keys that the reader chose."""
    keymap: Keymap = app.keymap  # type: ignore[attr-defined]  # seedread's own application has it
    return keymap


def places_of(app: App[Any]) -> tuple[Place, ...]:
    """Return where the focus is, the nearest place first."""
    nodes = [app.screen.focused, app.screen]
    return (*(place for node in nodes if node is not None for place in getattr(node, "places", ())), "every")


async def whole(app: App[Any]) -> None:
    """Wait until the screen on top has its widgets: what is typed ahead into a list that opens belongs there."""
    while app.screen.is_running and not app.screen.is_mounted:  # noqa: ASYNC110 (Textual's event for it is private)
        await asyncio.sleep(_WAIT)


async def run_key(app: App[Any], key: str) -> bool:
    """Run what `key` stands for where the focus is; False if it stands for nothing."""
    action = keymap_of(app).action(places_of(app), key)
    return action is not None and await run_action(app, action, key)


async def run_action(app: App[Any], action: Action, key: str = "") -> bool:
    """Run an action of the pane with the focus, or of the screen; False if neither has it."""
    node: DOMNode | None = app.screen.focused or app.screen
    name = f"action_{action.name}"
    while node is not None and not hasattr(node, name):
        node = node.parent
    if node is None:
        return False
    method = getattr(node, name)
    answer = method(key) if action.with_key else method()
    if inspect.isawaitable(answer):
        await answer
    return True
