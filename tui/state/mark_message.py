"""The messages about a mark that is set, cleared or undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from seedread.index.shelf import Field, Undone

__all__ = ["mark_message", "undo_message"]

_COUNTED = {"read": "read mark", "starred": "star", "tag": "tag", "note": "note", "search": "saved search"}


def mark_message(field: Field, tags: Collection[str], *, on: bool) -> str:
    """Return the message about a mark that was set or cleared."""
    names = " ".join(f"#{tag}" for tag in tags)
    match field:
        case "read":
            return "Marked as read." if on else "Marked as unread."
        case "starred":
            return "Starred." if on else "Unstarred."
        case _:
            return f"Tagged {names}." if on else f"Removed {names}."


def undo_message(undone: Undone | None) -> str:
    """Return the message about the undone step; None means that there was none."""
    if undone is None:
        return "Nothing to undo."
    detail = f" {undone.detail}" if undone.detail else ""
    many = f" on {undone.changed:,} articles" if undone.changed > 1 else ""
    return f"Undone: {_COUNTED[undone.field]}{detail}{many}."
