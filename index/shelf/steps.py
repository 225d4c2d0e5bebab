"""The undo history: each step stores the old values of what it changed."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from seedread.index.shelf.mark_types import Undone

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

__all__ = ["newest", "record_step", "undo"]

MAX_STEPS = 200
"""Steps that can be undone."""


def record_step(
    connection: sqlite3.Connection, session: str, field: str, detail: str, before: Sequence[tuple[Any, Any]]
) -> None:
    """Store the old values `before`: one for each item, or for the name of a search."""
    if before:
        row = (int(time.time()), session, field, detail, json.dumps(before, separators=(",", ":")))
        connection.execute("INSERT INTO step (at, session, field, detail, before) VALUES (?, ?, ?, ?, ?)", row)
        connection.execute("DELETE FROM step WHERE step <= (SELECT max(step) FROM step) - ?", (MAX_STEPS,))


def newest(connection: sqlite3.Connection, session: str) -> int:
    """Return the number of the last step of `session` that can be undone, or 0; the numbers grow."""
    found = connection.execute("SELECT max(step) FROM step WHERE session = ?", (session,)).fetchone()[0]
    return found or 0


def undo(connection: sqlite3.Connection, session: str) -> Undone | None:
    """Undo the last step of `session`, else of earlier sessions; None if there is nothing to undo."""
    found = connection.execute(
        "SELECT step, field, detail, before FROM step ORDER BY session = ? DESC, step DESC LIMIT 1", (session,)
    ).fetchone()
    if found is None:
        return None
    step, field, detail, written = found
    before = json.loads(written)
    if field == "search":
        _searches(connection, before)
    elif field == "tag":
        absent = [(detail, item) for item, had in before if not had]
        present = [(detail, item) for item, had in before if had]
        connection.executemany("DELETE FROM tag WHERE tag = ? AND item = ?", absent)
        connection.executemany("INSERT OR IGNORE INTO tag (tag, item) VALUES (?, ?)", present)
    else:
        assert field in ("read", "starred", "note"), "these are the columns"
        rows = ((value, item) for item, value in before)
        connection.executemany(f"UPDATE item SET {field} = ? WHERE item = ?", rows)  # noqa: S608 (one of three names)
    connection.execute("DELETE FROM step WHERE step = ?", (step,))
    return Undone(field, detail, len(before))


def _searches(connection: sqlite3.Connection, before: Sequence[tuple[str, Sequence[Any] | None]]) -> None:
    for name, row in before:
        connection.execute("DELETE FROM search WHERE name = ?", (name,))
        if row is not None:
            connection.execute("INSERT INTO search (name, query, sort, saved) VALUES (?, ?, ?, ?)", (name, *row))
