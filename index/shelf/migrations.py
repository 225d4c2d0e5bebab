"""The tables of the shelf as migrations: an old shelf is upgraded by the migrations it lacks.

A released migration is never changed; changes are further migrations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.errors import ShelfError

if TYPE_CHECKING:
    import sqlite3

__all__ = ["MIGRATIONS", "migrate"]

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    # 1: marks. An item is a marked article; it has any number of places where it was seen.
    (
        """CREATE TABLE item (
            item INTEGER PRIMARY KEY,
            hash TEXT NOT NULL,
            title TEXT NOT NULL,
            read INTEGER,
            starred INTEGER,
            note TEXT NOT NULL DEFAULT ''
        )""",
        "CREATE INDEX item_hash ON item (hash)",
        """CREATE TABLE place (
            library TEXT NOT NULL,
            id TEXT NOT NULL,
            item INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
            PRIMARY KEY (library, id)
        ) WITHOUT ROWID""",
        "CREATE INDEX place_item ON place (item)",
        """CREATE TABLE tag (
            tag TEXT NOT NULL,
            item INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
            PRIMARY KEY (tag, item)
        ) WITHOUT ROWID""",
        "CREATE INDEX tag_item ON tag (item)",
    ),
    # 2: searches, and the steps for undo.
    (
        "CREATE TABLE search (name TEXT PRIMARY KEY, query TEXT NOT NULL, sort TEXT NOT NULL, saved INTEGER NOT NULL)",
        "CREATE TABLE history (query TEXT PRIMARY KEY, asked INTEGER NOT NULL, times INTEGER NOT NULL)",
        """CREATE TABLE step (
            step INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            session TEXT NOT NULL,
            field TEXT NOT NULL,
            detail TEXT NOT NULL,
            before TEXT NOT NULL
        )""",
    ),
    # 3: the generation of each library up to which marks from elsewhere were carried over.
    ("CREATE TABLE adopted (library TEXT PRIMARY KEY, generation INTEGER NOT NULL)",),
    # 4: when the reader last looked at a library (the empty name), and at each saved search in it: a time
    # (ISO in UTC) and the articles of that minute, a line each.
    ("CREATE TABLE looked (library TEXT, name TEXT, at TEXT NOT NULL, PRIMARY KEY (library, name)) WITHOUT ROWID",),
)


def migrate(connection: sqlite3.Connection) -> None:
    """Migrate the tables to the newest version in one transaction; raises ShelfError for a newer version."""
    version = _version(connection)
    if version == len(MIGRATIONS):
        return
    if version > len(MIGRATIONS):
        raise ShelfError(
            "Your marks were written by a newer version of seedread: update seedread. Nothing was changed."
        )
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)  # another session may have migrated it
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
