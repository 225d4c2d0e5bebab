"""The reader's fixes of leaders and sources that no sync has applied yet."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NameFixes"]


@dataclass
class NameFixes:
    """The state between saving a fix and the sync that applies it."""

    message: str = ""
    """The message about the pending fix; empty if none is pending."""
    sync_again: bool = False
    """Whether one was saved during a sync, which may have missed it."""
    marked_name: str = ""
    """The name of the marked row, which may be out of view when the reader finds the other one."""
    marked_facet: str = ""
    """The facet of the marked row."""
