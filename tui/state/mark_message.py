"""What the status line says of a mark that was given, taken or brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from seedread.index.shelf import Field, Undone

__all__ = ["said_of", "said_undone"]

_COUNTED = {"read": "read mark", "starred": "star", "tag": "tag", "note": "note", "search": "saved search"}


def said_of(field: Field, tags: Collection[str], *, on: bool) -> str:
    """Return what was done to an article: a mark given or taken."""
    names = " ".join(f"#{tag}" for tag in tags)
    match field:
        case "read":
            return "Marked as read." if on else "Marked as unread."
        case "starred":
            return "Starred." if on else "No longer starred."
        case _:
            return f"Tagged {names}." if on else f"No longer tagged {names}."


def said_undone(undone: Undone | None) -> str:
    """Return which step was taken back; None: there was none."""
    if undone is None:
        return "There is nothing to take back."
    detail = f" {undone.detail}" if undone.detail else ""
    many = f" on {undone.changed:,} articles" if undone.changed > 1 else ""
    return f"Taken back: {_COUNTED[undone.field]}{detail}{many}."
