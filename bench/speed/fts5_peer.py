"""The peer that every Python has: the same made-up articles and queries in SQLite FTS5, in the same run.

It gives what the screen needs, as seedread does: the 50 best with their titles, a lit snippet of the first 20, the
exact total, and the counts of every country, leader and source.
"""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from seedread.index.ingest.index_entry import IndexEntry

_TABLES = """
    PRAGMA journal_mode = wal;
    PRAGMA synchronous = normal;
    CREATE TABLE docs(rowid INTEGER PRIMARY KEY, id TEXT UNIQUE, title TEXT, body TEXT, minute INT);
    CREATE VIRTUAL TABLE fts USING fts5(
        title, body, content='docs', content_rowid='rowid',
        tokenize='porter unicode61 remove_diacritics 2', prefix='2 3 4'
    );
    CREATE TABLE facet(doc INT, kind TEXT, value TEXT, PRIMARY KEY(kind, value, doc)) WITHOUT ROWID;
    CREATE INDEX facet_doc ON facet(doc);
"""
_KINDS = ("country", "leader", "source")


class Fts5:
    """One database; `seconds` is the CPU time that building it took."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.executescript(_TABLES)
        self._count = 0
        self.seconds = 0.0

    def add(self, batch: Sequence[IndexEntry]) -> None:
        """Add articles."""
        begun = time.process_time()
        for entry in batch:
            n = self._count
            self._db.execute(
                "INSERT INTO docs VALUES(?, ?, ?, ?, ?)", (n, entry.id, entry.title, entry.body, entry.minute)
            )
            self._db.execute("INSERT INTO fts(rowid, title, body) VALUES(?, ?, ?)", (n, entry.title, entry.body))
            rows = [(n, kind, value) for kind in _KINDS for value, _ in entry.facets.get(kind, ())]
            self._db.executemany("INSERT OR IGNORE INTO facet VALUES(?, ?, ?)", rows)
            self._count += 1
        self.seconds += time.process_time() - begun

    def finish(self) -> None:
        """Commit and merge everything into one."""
        begun = time.process_time()
        self._db.commit()
        self._db.execute("INSERT INTO fts(fts) VALUES('optimize')")
        self._db.commit()
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()
        self.seconds += time.process_time() - begun


class Searches:
    """Searches a database that was built before."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)

    def run(self, match: str, country: str | None = None) -> int:
        """Return the total of a query in FTS5's own language, with all that a screen shows looked up."""
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
