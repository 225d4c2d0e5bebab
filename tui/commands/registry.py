"""The table of commands: the function that runs an action of the main screen, by the action's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["COMMANDS", "runs"]

COMMANDS: dict[str, Callable[..., None]] = {}
"""Each takes the context; a command of an action with an argument also takes its text, empty if none was typed."""

_Function = TypeVar("_Function", bound="Callable[..., None]")


def runs(action: str) -> Callable[[_Function], _Function]:
    """Run the decorated function for `action`; raises ValueError if it has a function already."""

    def register(function: _Function) -> _Function:
        if action in COMMANDS:
            raise ValueError(f"Two commands run {action}.")
        COMMANDS[action] = function
        return function

    return register
