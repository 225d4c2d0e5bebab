"""Reads the articles in newsboat's cache.db, which is opened immutable: nothing is written, locked or waited for."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from typing import IO, TYPE_CHECKING, Any

from seedread.index.sources.charset import NotText
from seedread.index.sources.document import ParsedDocument, ReadFailure
from seedread.index.sources.limits import MAX_DOCUMENT, TooLarge, mb
from seedread.index.sources.records import from_object

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_newsboat"]

_COLUMNS = ("guid", "title", "author", "url", "feedurl", "pubDate", "content")
_MOST_FEEDS = 100_000
_MOST_IN_MEMORY = 256 * 1024 * 1024
_STEPS = 200_000_000
"""Steps of SQLite's machine after which a database is not read further: a million articles take a tenth."""
_BETWEEN = 1_000_000


def read_newsboat(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the articles of newsboat under their guid, else `key#n`; raises NotText for another database."""
    with closing(_opened(stream)) as database:
        left = [_STEPS // _BETWEEN]

        def step() -> bool:
            left[0] -= 1
            return left[0] < 0

        database.set_progress_handler(step, _BETWEEN)
        try:
            yield from _articles(database, key)
        except sqlite3.Error as error:
            yield ReadFailure(f"damaged or made to hold up its reader ({error})")


def _opened(stream: IO[bytes]) -> sqlite3.Connection:
    try:
        path = f"file:/dev/fd/{stream.fileno()}?immutable=1&mode=ro"
    except io.UnsupportedOperation:
        database = sqlite3.connect(":memory:")
        raw = bytearray(stream.read(_MOST_IN_MEMORY + 1))
        if len(raw) > _MOST_IN_MEMORY:
            raise TooLarge(f"larger than {mb(_MOST_IN_MEMORY)} inside an archive: unpack it first") from None
        raw[18:20] = b"\1\1"  # what is not yet in the file of a database with a log is not read
        database.deserialize(bytes(raw))
    else:
        database = sqlite3.connect(path, uri=True)
    database.execute("PRAGMA trusted_schema=OFF")
    database.execute("PRAGMA query_only=ON")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_DOCUMENT)
    return database


def _articles(database: sqlite3.Connection, key: str) -> Iterator[ParsedDocument | ReadFailure]:
    names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' LIMIT 1000")}
    if not {"rss_item", "rss_feed"} <= names:
        raise NotText("SQLite databases are not supported, but newsboat's: export the articles as .jsonl or .csv")
    feeds = dict(database.execute("SELECT rssurl, title FROM rss_feed LIMIT ?", (_MOST_FEEDS,)))
    rows = database.execute(f"SELECT {', '.join(_COLUMNS)} FROM rss_item WHERE NOT deleted ORDER BY id")  # noqa: S608 (our own names)
    for n, row in enumerate(rows, 1):
        item: dict[str, Any] = dict(zip(_COLUMNS, row, strict=True))
        try:
            yield _article(item, feeds.get(item["feedurl"]), f"{key}#{n}")
        except ValueError as error:
            yield ReadFailure(f"article {n}: {error}")


def _article(item: dict[str, Any], feed: object, fallback_id: str) -> ParsedDocument:
    content = item["content"] if isinstance(item["content"], str) else ""
    record = {
        "id": item["guid"],
        "title": item["title"],
        "author": item["author"],
        "url": item["url"],
        "date": item["pubDate"],
        "source": feed or item["feedurl"],
    }
    text = {"content": content} if content.strip() else {"text": ""}
    return ParsedDocument(from_object({**record, **text}, fallback_id), content.encode("utf-8", "replace"))
