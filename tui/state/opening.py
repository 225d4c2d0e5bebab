"""How a session begins, with what the last one left, and whether it ends for another library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedread.tui.state.views import View

__all__ = ["Opening"]


@dataclass(slots=True)
class Opening:
    """The beginning of a session."""

    view: View | None = None
    """Where the reader was in this library, if there was a session before."""
    other: str | None = None
    """The library that was open before this one, to reopen it with a key."""
    other_name: str = ""
    """What its sources are called."""
    offered: bool = False
    """Whether to offer it at the start."""
    welcome: bool = False
    """Whether this is the first session of all."""
    reopens: bool = False
    """Whether the reader left this library for the other one."""
