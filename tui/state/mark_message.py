"""The messages about a mark that is set, cleared, undone or made again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Collection

    from seedread.index.shelf import Field, Undone

__all__ = ["mark_message", "older_question", "redo_message", "undo_message"]

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


def undo_message(undone: Undone) -> str:
    """Return the message about the undone step."""
    return f"Undone: {step_name(undone)}."


def redo_message(undone: Undone) -> str:
    """Return the message about a step that was made again."""
    return f"Redone: {step_name(undone)}."


def older_question(step: Undone) -> str:
    """Return the question whether to undo a step of another session."""
    return f"Undo a step of {date.fromtimestamp(step.at)}: {step_name(step)}?"  # noqa: DTZ012 (the reader's own day)


def step_name(step: Undone) -> str:
    """Return what a step changed, and on which article or on how many."""
    detail = f" {step.detail}" if step.detail else ""
    where = f" on “{safe_line(step.title)}”" if step.title else ""
    where = f" on {step.changed:,} articles" if step.changed > 1 else where
    return f"{_COUNTED[step.field]}{detail}{where}"
