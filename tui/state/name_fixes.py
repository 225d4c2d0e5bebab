"""What the reader fixed about leaders and a sync has not applied yet."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NameFixes"]


@dataclass
class NameFixes:
    """The state between a fix that was saved and the sync that applies it."""

    message: str = ""
    """The message about the fix that waits; empty: none waits."""
    sync_again: bool = False
    """Whether one was saved while a sync ran, which may not have seen it."""
    marked_name: str = ""
    """The name of the marked row: the row may be out of sight when the other one is found."""
