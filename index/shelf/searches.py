"""Saved searches and the search history."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from seedread.index.shelf.mark_types import SavedSearch
from seedread.index.shelf.steps import record_step

if TYPE_CHECKING:
    import sqlite3

__all__ = ["asked", "forget", "recent", "save", "saved"]

MAX_HISTORY = 1000
"""Queries kept in the history."""


def saved(connection: sqlite3.Connection) -> list[SavedSearch]:
    """Return the saved searches, the oldest first."""
    return [
        SavedSearch(*row) for row in connection.execute("SELECT name, query, sort FROM search ORDER BY saved, name")
    ]


def save(connection: sqlite3.Connection, search: SavedSearch, session: str) -> None:
    """Save a search under its name; it replaces one of the same name and keeps its position."""
    was = _row(connection, search.name)
    when = was[2] if was else _later(connection, "SELECT max(saved) FROM search")
    connection.execute("INSERT OR REPLACE INTO search (name, query, sort, saved) VALUES (?, ?, ?, ?)", (*search, when))
    record_step(connection, session, "search", search.name, [(search.name, was)])


def forget(connection: sqlite3.Connection, name: str, session: str) -> bool:
    """Delete a saved search; False if there is none of that name."""
    was = _row(connection, name)
    if was is None:
        return False
    connection.execute("DELETE FROM search WHERE name = ?", (name,))
    record_step(connection, session, "search", name, [(name, was)])
    return True


def _row(connection: sqlite3.Connection, name: str) -> tuple[str, str, int] | None:
    row: tuple[str, str, int] | None = connection.execute(
        "SELECT query, sort, saved FROM search WHERE name = ?", (name,)
    ).fetchone()
    return row


def asked(connection: sqlite3.Connection, query: str) -> None:
    """Add a query to the history."""
    connection.execute(
        "INSERT INTO history (query, asked, times) VALUES (?, ?, 1)"
        " ON CONFLICT (query) DO UPDATE SET asked = excluded.asked, times = times + 1",
        (query, _later(connection, "SELECT max(asked) FROM history")),
    )
    connection.execute(
        "DELETE FROM history WHERE asked < (SELECT asked FROM history ORDER BY asked DESC LIMIT 1 OFFSET ?)",
        (MAX_HISTORY - 1,),
    )


def _later(connection: sqlite3.Connection, newest: str) -> int:
    """Return the time in ns, always later than the result of `newest`, even if the clock was set back."""
    return max(time.time_ns(), (connection.execute(newest).fetchone()[0] or 0) + 1)


def recent(connection: sqlite3.Connection, limit: int) -> list[str]:
    """Return the latest queries, the newest first."""
    rows = connection.execute("SELECT query FROM history ORDER BY asked DESC LIMIT ?", (limit,))
    return [row[0] for row in rows]
