"""The undo history: each step stores the old values of what it changed."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, TypeAlias

from seedread.index.shelf.mark_types import Undone

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

__all__ = ["last", "newest", "record_step", "redo", "undo"]

Values: TypeAlias = "tuple[tuple[Any, Any], ...]"
"""A value of each item, or of the name of each search."""
_COLUMNS = ("read", "starred", "note")
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


def undo(connection: sqlite3.Connection, session: str, *, older: bool = False) -> Undone | None:
    """Undo the last step of `session`, or with `older` of another session; None if there is nothing to undo."""
    found = _last(connection, session, older=older)
    if found is None:
        return None
    step, at, field, detail, before = found
    values = _values(connection, field, detail, before)
    _set(connection, field, detail, before)
    connection.execute("DELETE FROM step WHERE step = ?", (step,))
    return _undone(connection, at, field, detail, before)._replace(values=values)


def redo(connection: sqlite3.Connection, session: str, undone: Undone) -> None:
    """Make a step again that was undone; it can be undone again."""
    before = _values(connection, undone.field, undone.detail, undone.values)
    _set(connection, undone.field, undone.detail, undone.values)
    record_step(connection, session, undone.field, undone.detail, before)


def last(connection: sqlite3.Connection, session: str, *, older: bool) -> Undone | None:
    """Return the step that `undo` would undo."""
    found = _last(connection, session, older=older)
    return _undone(connection, *found[1:]) if found else None


def _last(connection: sqlite3.Connection, session: str, *, older: bool) -> tuple[int, int, str, str, Values] | None:
    found = connection.execute(
        "SELECT step, at, field, detail, before FROM step WHERE (session = ?) = ? ORDER BY step DESC LIMIT 1",
        (session, not older),
    ).fetchone()
    return (*found[:4], tuple(map(tuple, json.loads(found[4])))) if found else None


def _undone(connection: sqlite3.Connection, at: int, field: str, detail: str, before: Values) -> Undone:
    title = ""
    if field != "search" and len(before) == 1:
        row = connection.execute("SELECT title FROM item WHERE item = ?", (before[0][0],)).fetchone()
        title = row[0] if row else ""
    return Undone(field, detail, len(before), title, at)


def _values(connection: sqlite3.Connection, field: str, detail: str, before: Values) -> Values:
    """Return the values that are there now, of everything that `before` has a value of."""
    more: tuple[str, ...] = ()
    if field == "search":
        select = "SELECT query, sort, saved FROM search WHERE name = ?"
    elif field == "tag":
        select, more = "SELECT 1 FROM tag WHERE item = ? AND tag = ?", (detail,)
    else:
        assert field in _COLUMNS
        select = f"SELECT {field} FROM item WHERE item = ?"  # noqa: S608 (one of three names)
    rows = ((key, connection.execute(select, (key, *more)).fetchone()) for key, _ in before)
    if field == "tag":
        return tuple((key, row is not None) for key, row in rows)
    return tuple((key, row if field == "search" else row[0]) for key, row in rows if row or field == "search")


def _set(connection: sqlite3.Connection, field: str, detail: str, values: Values) -> None:
    if field == "search":
        _searches(connection, values)
    elif field == "tag":
        absent = [(detail, item) for item, had in values if not had]
        present = [(detail, item) for item, had in values if had]
        connection.executemany("DELETE FROM tag WHERE tag = ? AND item = ?", absent)
        connection.executemany("INSERT OR IGNORE INTO tag (tag, item) VALUES (?, ?)", present)
    else:
        assert field in _COLUMNS
        rows = ((value, item) for item, value in values)
        connection.executemany(f"UPDATE item SET {field} = ? WHERE item = ?", rows)  # noqa: S608 (one of three names)


def _searches(connection: sqlite3.Connection, before: Values) -> None:
    for name, row in before:
        connection.execute("DELETE FROM search WHERE name = ?", (name,))
        if row is not None:
            connection.execute("INSERT INTO search (name, query, sort, saved) VALUES (?, ?, ?, ?)", (name, *row))
