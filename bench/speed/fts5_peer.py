"""The peer that every Python has: the same articles and queries in SQLite FTS5, in the same run."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from peer_protocol import FACETS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from peer_protocol import Kind, Query

    from seedread.index.ingest.index_entry import IndexEntry

_NAME = "articles.db"
_TABLES = """
    PRAGMA journal_mode = wal;
    PRAGMA synchronous = normal;
    CREATE TABLE docs(rowid INTEGER PRIMARY KEY, id TEXT UNIQUE, title TEXT, body TEXT, minute INT);
    CREATE INDEX docs_minute ON docs(minute);
    CREATE VIRTUAL TABLE fts USING fts5(
        title, body, content='docs', content_rowid='rowid',
        tokenize='porter unicode61 remove_diacritics 2', prefix='2 3 4'
    );
    CREATE TABLE facet(doc INT, kind TEXT, value TEXT, PRIMARY KEY(kind, value, doc)) WITHOUT ROWID;
    CREATE INDEX facet_doc ON facet(doc);
"""
_JOINTS: dict[Kind, tuple[str, str]] = {
    "all words": (" AND ", "{}"),
    "any word": (" OR ", "{}"),
    "without": (" NOT ", "{}"),
    "phrase": (" + ", "{}"),
    "near": (" ", "NEAR({}, 8)"),
    "beginning": ("", "{}*"),
}
"""What stands between the words of each kind of query, and around them."""


class Fts5Index:
    """Builds a database."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / _NAME)
        self._db.executescript(_TABLES)
        self._count = 0

    def add(self, batch: Sequence[IndexEntry]) -> None:
        """Add articles."""
        for entry in batch:
            n = self._count
            self._db.execute(
                "INSERT INTO docs VALUES(?, ?, ?, ?, ?)", (n, entry.id, entry.title, entry.body, entry.minute)
            )
            self._db.execute("INSERT INTO fts(rowid, title, body) VALUES(?, ?, ?)", (n, entry.title, entry.body))
            rows = [(n, kind, value) for kind in FACETS for value, _ in entry.facets.get(kind, ())]
            self._db.executemany("INSERT OR IGNORE INTO facet VALUES(?, ?, ?)", rows)
            self._count += 1

    def finish(self) -> None:
        """Commit and merge everything into one."""
        self._db.commit()
        self._db.execute("INSERT INTO fts(fts) VALUES('optimize')")
        self._db.commit()
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()


class Fts5Searches:
    """Searches a database that was built before."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / _NAME)

    def run(self, query: Query) -> int | None:
        """Return the total of a query, with all that the screen shows looked up."""
        if query.kind == "everything":
            return self._everything()
        match = _match(query)
        return None if match is None else self._matching(match, query.country)

    def _matching(self, match: str, country: str) -> int:
        where, values = "fts MATCH ?", [match]
        if country:
            where += " AND rowid IN (SELECT doc FROM facet WHERE kind = 'country' AND value = ?)"
            values.append(country)
        best = f"SELECT rowid FROM fts WHERE {where} ORDER BY bm25(fts, 2.0, 1.0) LIMIT 50"
        rows = [row[0] for row in self._db.execute(best, values)]
        for row in rows:
            self._db.execute("SELECT title FROM docs WHERE rowid = ?", (row,)).fetchone()
        if rows:
            shown = ",".join(map(str, rows[:20]))
            lit = f"SELECT snippet(fts, 1, '[', ']', '…', 24) FROM fts WHERE fts MATCH ? AND rowid IN ({shown})"
            self._db.execute(lit, (match,)).fetchall()
        all_matches = f"(SELECT rowid r FROM fts WHERE {where})"
        counts = f"SELECT kind, value, count(*) FROM {all_matches} JOIN facet ON doc = r GROUP BY kind, value"
        self._db.execute(counts, values).fetchall()
        total: int = self._db.execute(f"SELECT count(*) FROM fts WHERE {where}", values).fetchone()[0]
        return total

    def _everything(self) -> int:
        """Show the newest articles, of which there is nothing to highlight."""
        newest = "SELECT rowid, title, substr(body, 1, 150) FROM docs ORDER BY minute DESC LIMIT 50"
        self._db.execute(newest).fetchall()
        self._db.execute("SELECT kind, value, count(*) FROM facet GROUP BY kind, value").fetchall()
        total: int = self._db.execute("SELECT count(*) FROM docs").fetchone()[0]
        return total


def _match(query: Query) -> str | None:
    """Return a query in FTS5's own language."""
    if query.kind not in _JOINTS:
        return None
    joint, form = _JOINTS[query.kind]
    return form.format(joint.join(f'"{word}"' for word in query.words))
