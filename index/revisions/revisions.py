"""The older texts of the articles of one library."""

from __future__ import annotations

import heapq
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.revisions.database import RevisionDatabase
from seedread.index.revisions.older_text import OlderText

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

    from seedread.index.revisions.place import RevisionPlace

__all__ = ["DEFAULT_MOST", "Change", "Head", "Heads", "Move", "Revisions"]

DEFAULT_MOST = 200_000_000
"""Bytes of one file."""
_ROOM = 10
"""A full file is emptied by one part in this many, so that not every text that comes has to make room."""
_HEADS = "SELECT library, article, MAX(n), digest, next FROM revision GROUP BY library, article"
"""With MAX, SQLite takes the other columns from the same row."""


class Head(NamedTuple):
    """The newest of the older texts of an article."""

    library: str
    article: str
    n: int
    """How many older texts the article has had, those that were dropped too."""
    digest: str
    """Of its words."""
    next: str
    """The digest of the text that replaced it."""


class Change(NamedTuple):
    """A text that another one replaces."""

    article: str
    n: int
    """Its number; a text with the same number is replaced."""
    older: OlderText
    next: str
    """The digest of the words of the new text."""


class Move(NamedTuple):
    """Older texts that go on under another id."""

    head: Head
    article: str


@dataclass(slots=True)
class Heads:
    """The newest older texts when a sync began."""

    own: dict[str, Head] = field(default_factory=dict)
    """Those of this library, by article."""
    by_text: dict[str, Head] = field(default_factory=dict)
    """Those of all libraries, by the digest of the text that replaced it."""


class Revisions:
    """What is kept of one library; its file may have that of others."""

    def __init__(self, place: RevisionPlace) -> None:
        self.most = DEFAULT_MOST
        """Bytes that the file may use, over all libraries in it; 0: nothing more is kept."""
        self._place = place
        self._database = RevisionDatabase(place)

    @property
    def path(self) -> Path:
        """The file; raises RevisionError."""
        return self._place.path

    def of(self, article: str) -> tuple[OlderText, ...]:
        """Return the older texts of an article, the oldest first; raises RevisionError, and Untrusted."""
        with self._database.reading() as connection:
            if connection is None:
                return ()
            rows = connection.execute(
                "SELECT text, seen FROM revision WHERE library = ? AND article = ? ORDER BY n",
                (self._place.library, article),
            ).fetchall()
        texts = []
        for packed, seen in rows:
            with suppress(ValueError):
                texts.append(OlderText.unpacked(packed, seen))
        return tuple(texts)

    def heads(self) -> Heads:
        """Return the newest older text of every article; raises RevisionError, and Untrusted."""
        heads, library = Heads(), self._place.library
        with self._database.reading() as connection:
            if connection is not None:
                for head in map(Head._make, connection.execute(_HEADS)):
                    heads.by_text[head.next] = head
                    if head.library == library:
                        heads.own[head.article] = head
        return heads

    def is_own(self, head: Head) -> bool:
        """Tell whether an older text is of this library."""
        return head.library == self._place.library

    def keep(self, changes: Sequence[Change], moves: Sequence[Move]) -> None:
        """Keep older texts, all or none of them; raises RevisionError, and Untrusted.

        Doing so again changes nothing.
        """
        own = self._place.library
        with self._database.writing() as connection:
            for head, article in moves:
                _move(connection, head, own, article)
            connection.executemany(
                "INSERT OR REPLACE INTO revision (library, article, n, seen, digest, next, text) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    (own, one.article, one.n, one.older.seen, one.older.digest, one.next, one.older.packed())
                    for one in changes
                ),
            )
            _make_room(connection, self.most)

    def settle(self) -> None:
        """Let those read the file who may read the library now; raises RevisionError."""
        if self._place.check(self.path):
            with self._database.writing():
                pass


def _move(connection: sqlite3.Connection, head: Head, library: str, article: str) -> None:
    """Give an article of this library the older texts that were those of another id, or copy those of another one."""
    of_head, here = (head.library, head.article), "library = ? AND article = ?"
    connection.execute(
        f"INSERT OR IGNORE INTO revision SELECT ?, ?, n, seen, digest, next, text FROM revision WHERE {here}",  # noqa: S608 (constants)
        (library, article, *of_head),
    )
    if head.library == library:
        connection.execute(f"DELETE FROM revision WHERE {here}", of_head)  # noqa: S608 (constants)


def _make_room(connection: sqlite3.Connection, most: int) -> None:
    """Drop texts if the file uses more than `most` bytes: of the articles with most of them, the oldest first."""
    used = _used(connection)
    surplus = used - most + most // _ROOM if used > most else 0
    articles: dict[tuple[str, str], list[tuple[str, int, int]]] = {}
    query = "SELECT library, article, seen, rowid, LENGTH(text) FROM revision ORDER BY n DESC"
    for library, article, seen, row, size in connection.execute(query) if surplus else ():
        articles.setdefault((library, article), []).append((seen, row, size))
    queue = [(-len(texts), texts[-1][0], key) for key, texts in articles.items()]
    heapq.heapify(queue)
    while queue and surplus > 0:
        *_, key = heapq.heappop(queue)
        texts = articles[key]
        _, row, size = texts.pop()
        connection.execute("DELETE FROM revision WHERE rowid = ?", (row,))
        surplus -= size
        if texts:
            heapq.heappush(queue, (-len(texts), texts[-1][0], key))


def _used(connection: sqlite3.Connection) -> int:
    """Return how many bytes of the file are in use."""
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    used: int = (pages - free) * size
    return used
