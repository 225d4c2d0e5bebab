"""Exports and imports a shelf as JSON Lines: for backup, for moving it, or for merging two shelves.

The first line has the format version. Each further line is an article with its marks, a saved search or a query.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from seedread.index.errors import ShelfError
from seedread.index.shelf.mark_types import NOTE_LINES, clean_tag
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

__all__ = ["Imported", "export", "import_lines"]

FORM = 1


class Imported(NamedTuple):
    """The numbers of imported entries."""

    articles: int
    searches: int
    queries: int


def export(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Yield everything on the shelf."""
    yield {"seedread_shelf": FORM}
    for item, digest, title, read, starred, note in connection.execute(
        "SELECT item, hash, title, read, starred, note FROM item ORDER BY item"
    ):
        tags = [tag for (tag,) in connection.execute("SELECT tag FROM tag WHERE item = ? ORDER BY tag", (item,))]
        if read is None and starred is None and not note and not tags:
            continue
        places = connection.execute("SELECT library, id FROM place WHERE item = ? ORDER BY library, id", (item,))
        found = {"hash": digest, "title": title, "places": [list(place) for place in places]}
        marks = {"read": read, "starred": starred, "tags": tags, "note": note}
        yield {"article": found | {name: value for name, value in marks.items() if value}}
    for name, query, sort, saved in connection.execute("SELECT * FROM search ORDER BY saved, name"):
        yield {"search": {"name": name, "query": query, "sort": sort, "saved": saved}}
    for query, asked, times in connection.execute("SELECT * FROM history ORDER BY asked"):
        yield {"query": {"text": query, "asked": asked, "times": times}}


def import_lines(connection: sqlite3.Connection, lines: Iterable[str]) -> Imported:
    """Add the entries of `lines` to the shelf; nothing is removed. Raises ShelfError with the line number.

    If both have a note on an article, both are kept. If both have a search of the same name, the existing one is kept.
    """
    counts = {"article": 0, "search": 0, "query": 0}
    for n, line in enumerate(lines, 1):
        try:
            entry = dict(json.loads(line).items())
            if n == 1:
                _check_form(entry["seedread_shelf"])
            for kind, take in (("article", _article), ("search", _search), ("query", _query)):
                if kind in entry:
                    take(connection, entry[kind])
                    counts[kind] += 1
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ShelfError(f"Line {n} is not from an export of marks ({error!r}): nothing was imported.") from None
    return Imported(*counts.values())


def _check_form(form: Any) -> None:
    if form != FORM:
        raise ShelfError("This export is from another version of seedread: update the older of the two.")


def _article(connection: sqlite3.Connection, found: dict[str, Any]) -> None:
    digest, title = _text(found["hash"]), _text(found.get("title", ""))
    row = connection.execute("SELECT item, note FROM item WHERE hash = ?", (digest,)).fetchone()
    if row is None:
        inserted = connection.execute("INSERT INTO item (hash, title) VALUES (?, ?)", (digest, title))
        row = (inserted.lastrowid, "")
    item, note = row
    other = _text(found.get("note", ""))
    joined = other if not note else note if other in note else f"{note}{NOTE_LINES}{other}"
    connection.execute(
        "UPDATE item SET read = coalesce(read, ?), starred = coalesce(starred, ?), note = ? WHERE item = ?",
        (_moment(found.get("read")), _moment(found.get("starred")), joined, item),
    )
    tags = ((tag, item) for tag in map(clean_tag, map(_text, found.get("tags", []))) if tag)
    connection.executemany("INSERT OR IGNORE INTO tag (tag, item) VALUES (?, ?)", tags)
    places = ((_text(library), _text(own), item) for library, own in found.get("places", []))
    connection.executemany("INSERT OR IGNORE INTO place (library, id, item) VALUES (?, ?, ?)", places)


def _search(connection: sqlite3.Connection, found: dict[str, Any]) -> None:
    row = (_text(found["name"]), _text(found["query"]), _text(found.get("sort", "relevance")), int(found["saved"]))
    connection.execute("INSERT OR IGNORE INTO search (name, query, sort, saved) VALUES (?, ?, ?, ?)", row)


def _query(connection: sqlite3.Connection, found: dict[str, Any]) -> None:
    row = (_text(found["text"]), int(found["asked"]), int(found["times"]))
    connection.execute("INSERT OR IGNORE INTO history (query, asked, times) VALUES (?, ?, ?)", row)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("expected a string")
    return safe_line(value)


def _moment(value: Any) -> int | None:
    return None if value is None else int(value)
