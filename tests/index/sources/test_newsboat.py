from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from seedread.index.sources import find, read

if TYPE_CHECKING:
    from pathlib import Path

FEEDS = "CREATE TABLE rss_feed (rssurl VARCHAR PRIMARY KEY, url VARCHAR, title VARCHAR)"
ITEMS = """CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid VARCHAR, title VARCHAR, author VARCHAR, url VARCHAR,
feedurl VARCHAR, pubDate INTEGER, content VARCHAR, unread INTEGER, deleted INTEGER NOT NULL DEFAULT 0)"""
INSERT = "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, deleted) VALUES (?,?,?,?,?,?,?,?)"
ROWS = [
    ("g1", "Nets &amp; boats", "Anna Brandt", "https://quay.example/1", "https://quay.example/rss", 1728633600,
     "<p>Nets were mended.</p>", 0),
    ("g2", "Gone", "", "https://quay.example/2", "https://quay.example/rss", 0, "<p>Deleted.</p>", 1),
    ("g3", "Only a title", "", "https://quay.example/3", "https://quay.example/rss", 1728633600, "", 0),
]  # fmt: skip


def made(path: Path, journal: str = "delete", statements: tuple[str, ...] = (FEEDS, ITEMS)) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA journal_mode={journal}")
        for statement in statements:
            database.execute(statement)
        if statements == (FEEDS, ITEMS):
            database.execute("INSERT INTO rss_feed VALUES ('https://quay.example/rss', '', 'Quay Post')")
            database.executemany(INSERT, ROWS)
        database.commit()


@pytest.mark.parametrize("journal", ["delete", "wal"])
@pytest.mark.parametrize("memory", [1 << 24, 100])
def test_newsboat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, journal: str, memory: int) -> None:
    """Articles that are not deleted are read with their feed, from memory or from a large file; nothing is written."""
    monkeypatch.setattr(sys.modules[read.__module__], "MAX_DOCUMENT", memory)
    made(tmp_path / "cache.db", journal)
    before = (tmp_path / "cache.db").read_bytes()
    files, problems = find([tmp_path])
    content = read(files[0])
    assert not problems
    assert content.problem is None
    one, other = content.documents()
    assert (one.id, one.title, one.author, one.source) == ("g1", "Nets & boats", "Anna Brandt", "Quay Post")
    assert (one.date, one.url, one.text) == ("2024-10-11T08:00", "https://quay.example/1", "<p>Nets were mended.</p>")
    assert (other.id, other.title, other.text) == ("g3", "Only a title", "")
    assert (tmp_path / "cache.db").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["cache.db"]


@pytest.mark.parametrize(
    ("statements", "reason"),
    [
        (("CREATE TABLE words (word VARCHAR)",), "newsboat"),
        ((FEEDS, "CREATE TABLE rss_item (id INTEGER)"), "damaged"),
        ((FEEDS, "CREATE VIEW rss_item AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT * FROM r"),
         "newsboat"),
    ],
)  # fmt: skip
def test_other_databases(tmp_path: Path, statements: tuple[str, ...], reason: str) -> None:
    """Another database, and one that is made to hold up its reader, ends in a reason."""
    made(tmp_path / "cache.db", statements=statements)
    content = read(find([tmp_path])[0][0])
    assert not content.ids
    assert reason in (content.problem or "")


def test_a_damaged_database(tmp_path: Path) -> None:
    """A database that is cut off is listed."""
    path = tmp_path / "cache.db"
    made(path)
    path.write_bytes(path.read_bytes()[:5000])
    assert "damaged" in (read(find([tmp_path])[0][0]).problem or "")
