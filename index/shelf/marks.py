"""Marks on articles, identified by place and by content.

An article is found again by library and ID, even if its text changed. If it has moved (a moved library or folder), it
is found by the hash of title and body.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from seedread.index.shelf.mark_types import Marks

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from seedread.index.shelf.mark_types import Field, Ref

__all__ = [
    "NO_ITEMS",
    "MarkedItems",
    "adopt",
    "marked_items",
    "marks_of",
    "place_count",
    "places",
    "set_flag",
    "set_note",
    "set_tag",
    "to_adopt",
]

Items: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"
_BATCH_SIZE = 400
"""IDs in one statement."""

_MARKS = """SELECT place.id, read, starred, note, (SELECT group_concat(tag, ' ') FROM tag WHERE tag.item = item.item)
    FROM place JOIN item USING (item) WHERE library = ? AND place.id IN """


class MarkedItems(NamedTuple):
    """The numbers of the marked items of all libraries, by mark."""

    read: Items
    starred: Items
    noted: Items
    tags: dict[str, Items]


_NONE: Items = np.zeros(0, np.int64)
NO_ITEMS = MarkedItems(_NONE, _NONE, _NONE, {})

OldValues: TypeAlias = "list[tuple[int, Any]]"
"""The old value of each item that a step changed."""


def set_flag(connection: sqlite3.Connection, library: str, refs: Iterable[Ref], field: Field, *, on: bool) -> OldValues:
    """Set or clear the read or starred mark of articles; return the changed ones."""
    now = int(time.time()) if on else None
    before: OldValues = []
    for item in _items(connection, library, refs, create=on):
        select = f"SELECT {field} FROM item WHERE item = ?"  # noqa: S608 (read or starred)
        was = connection.execute(select, (item,)).fetchone()[0]
        if (was is not None) != on:
            connection.execute(f"UPDATE item SET {field} = ? WHERE item = ?", (now, item))  # noqa: S608 (as above)
            before.append((item, was))
    return before


def set_tag(connection: sqlite3.Connection, library: str, refs: Iterable[Ref], tag: str, *, on: bool) -> OldValues:
    """Add or remove a tag; return the changed articles."""
    put, take = "INSERT OR IGNORE INTO tag (tag, item) VALUES (?, ?)", "DELETE FROM tag WHERE tag = ? AND item = ?"
    items = _items(connection, library, refs, create=on)
    return [(item, not on) for item in items if connection.execute(put if on else take, (tag, item)).rowcount]


def set_note(connection: sqlite3.Connection, library: str, ref: Ref, text: str) -> OldValues:
    """Set the note on an article, or remove it if `text` is empty; return the old note if it changed."""
    before: OldValues = []
    for item in _items(connection, library, [ref], create=bool(text)):
        was = connection.execute("SELECT note FROM item WHERE item = ?", (item,)).fetchone()[0]
        if was != text:
            connection.execute("UPDATE item SET note = ? WHERE item = ?", (text, item))
            before.append((item, was))
    return before


def _items(connection: sqlite3.Connection, library: str, refs: Iterable[Ref], *, create: bool) -> Iterator[int]:
    """Yield the items of articles; missing ones are skipped unless `create`."""
    for ref in refs:
        found = connection.execute("SELECT item FROM place WHERE library = ? AND id = ?", (library, ref.id)).fetchone()
        if found:
            if create:
                connection.execute("UPDATE item SET hash = ?, title = ? WHERE item = ?", (ref.hash, ref.title, *found))
            yield found[0]
            continue
        found = connection.execute("SELECT item FROM item WHERE hash = ?", (ref.hash,)).fetchone()
        if not found and not create:
            continue
        item = found[0] if found else _new_item(connection, ref)
        connection.execute("INSERT INTO place (library, id, item) VALUES (?, ?, ?)", (library, ref.id, item))
        yield item


def _new_item(connection: sqlite3.Connection, ref: Ref) -> int:
    row = connection.execute("INSERT INTO item (hash, title) VALUES (?, ?)", (ref.hash, ref.title)).lastrowid
    assert row is not None, "a row was inserted"
    return row


def marks_of(connection: sqlite3.Connection, library: str, ids: Sequence[str]) -> dict[str, Marks]:
    """Return the marks of the articles in `ids`, without unmarked ones."""
    found = {}
    for at in range(0, len(ids), _BATCH_SIZE):
        some = ids[at : at + _BATCH_SIZE]
        rows = connection.execute(_MARKS + f"({','.join('?' * len(some))})", (library, *some))
        for own, read, starred, note, tags in rows:
            marks = Marks(read is not None, starred is not None, tuple(sorted((tags or "").split())), note)
            if any(marks):
                found[own] = marks
    return found


def marked_items(connection: sqlite3.Connection) -> MarkedItems:
    """Return every item that is marked.

    The database returns one string per mark: a hundred thousand rows would take ten times as long.
    """
    read, starred, noted = connection.execute(
        """SELECT group_concat(CASE WHEN read IS NOT NULL THEN item END),
            group_concat(CASE WHEN starred IS NOT NULL THEN item END),
            group_concat(CASE WHEN note <> '' THEN item END) FROM item"""
    ).fetchone()
    tags = connection.execute("SELECT tag, group_concat(item) FROM tag GROUP BY tag").fetchall()
    return MarkedItems(
        _items_in(read), _items_in(starred), _items_in(noted), {tag: _items_in(own) for tag, own in tags}
    )


def _items_in(text: str | None) -> Items:
    return np.fromstring(text, np.int64, sep=",") if text else _NONE


def places(connection: sqlite3.Connection, library: str, after: int = 0) -> list[tuple[int, str]]:
    """Return item and article ID of everything marked in a library, for items with a number above `after`."""
    found = connection.execute("SELECT item, id FROM place WHERE library = ? AND item > ?", (library, after))
    return found.fetchall()


def place_count(connection: sqlite3.Connection, library: str) -> int:
    """Return the number of places; a place is never removed or changed."""
    count: int = connection.execute("SELECT count(*) FROM place WHERE library = ?", (library,)).fetchone()[0]
    return count


def to_adopt(connection: sqlite3.Connection, library: str, generation: int) -> list[str]:
    """Return the hashes of articles marked elsewhere that this generation of a library may have."""
    seen = connection.execute("SELECT generation FROM adopted WHERE library = ?", (library,)).fetchone()
    if seen and seen[0] == generation:
        return []
    elsewhere = "SELECT hash FROM item WHERE item NOT IN (SELECT item FROM place WHERE library = ?)"
    return [digest for (digest,) in connection.execute(elsewhere, (library,))]


def adopt(connection: sqlite3.Connection, library: str, generation: int, articles: Iterable[tuple[str, str]]) -> int:
    """Carry marks made elsewhere over to `articles` (ID and hash) with the same text; return how many."""
    found = connection.executemany(
        """INSERT OR IGNORE INTO place (library, id, item)
            SELECT ?, ?, item FROM item WHERE hash = ? ORDER BY item DESC LIMIT 1""",
        ((library, own, digest) for own, digest in articles),
    )
    connection.execute("INSERT OR REPLACE INTO adopted (library, generation) VALUES (?, ?)", (library, generation))
    return max(0, found.rowcount)
