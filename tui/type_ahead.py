"""Runs the action of a key before the next key is looked at.

Textual lets a key wander up from the focused widget until a binding is found, each step in a task of its own, and
meanwhile hands out the next keys by the focus of that moment: over a slow line, where keys come in bunches, `/iran`
loses letters to the list and what follows Enter is typed into the search line. Here every key finds the focus that
the keys before it have set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

__all__ = ["run_key"]


async def run_key(app: App[Any], key: str) -> bool:
    """Run what `key` is bound to where the focus is; False if it is bound to nothing."""
    active = app.screen.active_bindings.get(key)
    if active is None or not active.enabled:
        return False
    await app.run_action(active.binding.action, active.node)
    return True
