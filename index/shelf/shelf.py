"""The API of the shelf: the user's marks, searches and history, stored apart from every library.

A library can be shared and rebuilt; the user's marks are private and permanent.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from seedread.index.errors import NotFound
from seedread.index.files.user_folders import data_folder
from seedread.index.shelf import marks, searches, steps
from seedread.index.shelf.database import Database
from seedread.index.shelf.mark_types import NO_MARKS, Marks, SavedSearch, Undone
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import Self

    from seedread.index.shelf.mark_types import Field, Ref
    from seedread.index.shelf.marks import MarkedItems
    from seedread.index.shelf.transfer import Imported

__all__ = ["Shelf", "default_path"]


def default_path() -> Path:
    """Return the path of the user's shelf; raises NoHome."""
    return data_folder() / "shelf.db"


class Shelf:
    """The user's shelf; safe for several threads and sessions at once. All methods raise ShelfError."""

    def __init__(self, path: Path | None = None) -> None:
        """Open nothing yet; the file is created with the first mark."""
        self._database = Database((lambda: path) if path else default_path)
        self._session = os.urandom(8).hex()

    @property
    def path(self) -> Path:
        """The file; raises NoHome if there is no home folder."""
        return self._database.path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def version(self) -> tuple[int, ...]:
        """Return a value that differs after every change by this session or others.

        Its first item differs if the file was replaced.
        """
        return self._database.version()

    def mark(self, library: str, refs: Iterable[Ref], field: Field, *, on: bool = True, tag: str = "") -> int:
        """Set or clear a mark on articles of a library; return how many articles changed."""
        with self._database.writing() as connection:
            if field == "tag":
                before = marks.set_tag(connection, library, refs, tag, on=on)
            else:
                before = marks.set_flag(connection, library, refs, field, on=on)
            steps.record_step(connection, self._session, field, tag, before)
        return len(before)

    def note(self, library: str, ref: Ref, text: str) -> bool:
        """Set the one-line note on an article, or remove it if `text` is empty; False if nothing changed."""
        with self._database.writing() as connection:
            before = marks.set_note(connection, library, ref, safe_line(text).strip())
            steps.record_step(connection, self._session, "note", "", before)
        return bool(before)

    def newest_step(self) -> int:
        """Return the number of this session's last step that can be undone, or 0; the numbers grow."""
        with self._database.reading() as connection:
            return steps.newest(connection, self._session) if connection else 0

    def undo(self, *, older: bool = False) -> Undone | None:
        """Undo the last step of this session, or with `older` of others; None if there is nothing to undo."""
        with self._database.writing() as connection:
            return steps.undo(connection, self._session, older=older)

    def redo(self, undone: Undone) -> None:
        """Make a step again that `undo` undid."""
        with self._database.writing() as connection:
            steps.redo(connection, self._session, undone)

    def older_step(self) -> Undone | None:
        """Return the last step of other sessions that can be undone; None if there is none."""
        with self._database.reading() as connection:
            return steps.last(connection, self._session, older=True) if connection else None

    def marks(self, library: str, ids: Sequence[str]) -> dict[str, Marks]:
        """Return the marks of the articles in `ids`, without unmarked ones."""
        with self._database.reading() as connection:
            return marks.marks_of(connection, library, ids) if connection else {}

    def marks_of(self, library: str, article_id: str) -> Marks:
        """Return the marks of one article."""
        return self.marks(library, [article_id]).get(article_id, NO_MARKS)

    def marked_items(self) -> MarkedItems:
        """Return everything that is marked, in all libraries."""
        with self._database.reading() as connection:
            return marks.marked_items(connection) if connection else marks.NO_ITEMS

    def places(self, library: str, after: int = 0) -> list[tuple[int, str]]:
        """Return item and article ID of everything marked in a library, for items with a number above `after`."""
        with self._database.reading() as connection:
            return marks.places(connection, library, after) if connection else []

    def place_count(self, library: str) -> int:
        """Return the number of places; a place is never removed or changed."""
        with self._database.reading() as connection:
            return marks.place_count(connection, library) if connection else 0

    def tags(self) -> list[str]:
        """Return every tag in use, the most frequent first."""
        with self._database.reading() as connection:
            statement = "SELECT tag FROM tag GROUP BY tag ORDER BY count(*) DESC, tag"
            return [row[0] for row in connection.execute(statement)] if connection else []

    def to_adopt(self, library: str, generation: int) -> list[str]:
        """Return the hashes of articles marked elsewhere that this generation of a library may have."""
        with self._database.reading() as connection:
            return marks.to_adopt(connection, library, generation) if connection else []

    def adopt(self, library: str, generation: int, articles: Sequence[tuple[str, str]]) -> int:
        """Carry marks made elsewhere over to `articles` (ID and hash) with the same text; return how many."""
        with self._database.writing() as connection:
            return marks.adopt(connection, library, generation, articles)

    def saved(self) -> list[SavedSearch]:
        """Return the saved searches, the oldest first."""
        with self._database.reading() as connection:
            return searches.saved(connection) if connection else []

    def saved_as(self, name: str) -> SavedSearch:
        """Return the saved search of this name; raises NotFound."""
        found = next((search for search in self.saved() if search.name == name), None)
        if found is None:
            raise NotFound(f"No saved search “{name}”. `seedread saved` lists them.")
        return found

    def save(self, search: SavedSearch) -> None:
        """Save a search; it replaces one of the same name."""
        with self._database.writing() as connection:
            searches.save(connection, search, self._session)

    def forget(self, name: str) -> bool:
        """Delete a saved search; False if there is none of that name."""
        with self._database.writing() as connection:
            return searches.forget(connection, name, self._session)

    def asked(self, query: str) -> None:
        """Add a query to the history."""
        with self._database.writing() as connection:
            searches.asked(connection, query)

    def history(self, limit: int = 100) -> list[str]:
        """Return the latest queries, the newest first."""
        with self._database.reading() as connection:
            return searches.recent(connection, limit) if connection else []

    def looked(self, library: str, name: str) -> str:
        """Return up to when a reader has seen a library, or a saved search in it; empty for never."""
        with self._database.reading() as connection:
            statement = "SELECT at FROM looked WHERE library = ? AND name = ?"
            row = connection.execute(statement, (library, name)).fetchone() if connection else None
        return row[0] if row else ""

    def look(self, library: str, name: str, at: str) -> None:
        """Note up to when a reader has seen a library, or a saved search in it."""
        with self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO looked VALUES (?, ?, ?)", (library, name, at))

    def export(self) -> list[dict[str, Any]]:
        """Return everything as JSON values, one per line of an export."""
        from seedread.index.shelf import transfer  # noqa: PLC0415 (rarely needed)

        with self._database.reading() as connection:
            return list(transfer.export(connection)) if connection else [{"seedread_shelf": transfer.FORM}]

    def import_lines(self, lines: Iterable[str]) -> Imported:
        """Import an export in one transaction."""
        from seedread.index.shelf import transfer  # noqa: PLC0415 (as above)

        with self._database.writing() as connection:
            return transfer.import_lines(connection, lines)
