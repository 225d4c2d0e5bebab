"""Reads the archive of fetched feeds: of several lines for one article, which are its versions, only the last.

`seedread.index.feeds.archive` writes these files. Older versions stay in them and are read when they are asked for.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import IO, TYPE_CHECKING

from seedread.index.sources.document import ParsedDocument, ReadFailure
from seedread.index.sources.json_lines import read_json_lines
from seedread.index.sources.limits import MAX_DOCUMENT
from seedread.index.sources.records import from_object

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ARCHIVE_LINE", "read_feed_archive"]

ARCHIVE_LINE = rb'\{"id":"([0-9a-f]{16})","url":(?:null|")'
_ID = re.compile(ARCHIVE_LINE)
_FETCHED = re.compile(rb'(?<!\\)"fetched":"(\d{4}-\d\d-\d\dT\d\d:\d\d)')


def read_feed_archive(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the newest version of each article, in the order of these lines, and failures.

    A last line without its end is still being written and is left out.
    """
    places, others = _newest_lines(stream)
    if others:  # somebody else's lines are in the file
        stream.seek(0)
        yield from read_json_lines(stream, key)
        return
    for start, length, added in sorted(places.values()):
        stream.seek(start)
        line = stream.read(length)
        try:
            record = json.loads(line)
            feeds = tuple(feed for feed in record.get("feeds") or () if isinstance(feed, str))
            document = replace(from_object(record, key), feeds=feeds, added=added)
            yield ParsedDocument(document, line)
        except (ValueError, AttributeError, RecursionError) as error:
            yield ReadFailure(f"at byte {start}: {error}")


def _fetched(line: bytes) -> str | None:
    """Return when a line was written, to the minute."""
    found = _FETCHED.search(line)
    return found[1].decode("ascii") if found else None


def _newest_lines(stream: IO[bytes]) -> tuple[dict[bytes, tuple[int, int, str | None]], bool]:
    """Return where the last line of each article is and when the first was written; whether others have lines there."""
    places: dict[bytes, tuple[int, int, str | None]] = {}
    start = 0
    while line := stream.readline(MAX_DOCUMENT):
        whole = line.endswith(b"\n")
        found = _ID.match(line)
        if whole and not found:
            return places, True
        if whole and found:
            own = found[1]
            places[own] = (start, len(line), places[own][2] if own in places else _fetched(line))
        start += len(line)
    return places, False
