"""Reads the archive of fetched feeds: of several lines for one article, which are its versions, only the last.

`seedread.index.feeds.archive` writes these files. Older versions stay in them and are read when they are asked for.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from seedread.index.sources.document import ParsedDocument, ReadFailure
from seedread.index.sources.json_lines import read_json_lines
from seedread.index.sources.limits import MAX_DOCUMENT
from seedread.index.sources.records import from_object

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ARCHIVE_LINE", "archived_versions", "read_feed_archive"]

ARCHIVE_LINE = rb'\{"id":"([0-9a-f]{16})","url":(?:null|")'
_ID = re.compile(ARCHIVE_LINE)
_FETCHED = re.compile(rb'(?<!\\)"fetched":"(\d{4}-\d\d-\d\dT\d\d:\d\d)')


class _Line(NamedTuple):
    """Where a line is."""

    start: int
    length: int


def read_feed_archive(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the newest version of each article, in the order of these lines, and failures.

    A last line without its end is still being written and is left out.
    """
    places, others = _lines(stream)
    if others:  # somebody else's lines are in the file
        stream.seek(0)
        yield from read_json_lines(stream, key)
        return
    for lines in sorted(places.values(), key=lambda lines: lines[-1].start):
        try:
            yield _newest(stream, key, lines)
        except (ValueError, AttributeError, RecursionError) as error:
            yield ReadFailure(f"at byte {lines[-1].start}: {error}")


def archived_versions(stream: IO[bytes], own: str) -> list[dict[str, Any]]:
    """Return the records of an article, the oldest first; one that only adds a feed is no version."""
    lines = _lines(stream)[0].get(own.encode(), [])
    versions: list[dict[str, Any]] = []
    for line in lines:
        record = json.loads(_read(stream, line))
        if not versions or _told(record) != _told(versions[-1]):
            versions.append(record)
    return versions


def _told(record: dict[str, Any]) -> tuple[Any, ...]:
    return record.get("title"), record.get("html"), record.get("text")


def _newest(stream: IO[bytes], key: str, lines: list[_Line]) -> ParsedDocument:
    """Return the newest version of an article."""
    raw = _read(stream, lines[-1])
    record = json.loads(raw)
    feeds = tuple(feed for feed in record.get("feeds") or () if isinstance(feed, str))
    told = [_told(json.loads(_read(stream, line))) for line in lines[:-1]] + [_told(record)]
    versions = 1 + sum(before != after for before, after in pairwise(told))
    document = replace(
        from_object(record, key), feeds=feeds, added=_fetched(_read(stream, lines[0])), versions=versions
    )
    return ParsedDocument(document, raw)


def _read(stream: IO[bytes], line: _Line) -> bytes:
    stream.seek(line.start)
    return stream.read(line.length)


def _fetched(line: bytes) -> str | None:
    """Return when a line was written, to the minute."""
    found = _FETCHED.search(line)
    return found[1].decode("ascii") if found else None


def _lines(stream: IO[bytes]) -> tuple[dict[bytes, list[_Line]], bool]:
    """Return where the lines of each article are, and whether others have lines in the file."""
    places: dict[bytes, list[_Line]] = {}
    start = 0
    while line := stream.readline(MAX_DOCUMENT):
        whole = line.endswith(b"\n")
        found = _ID.match(line)
        if whole and not found:
            return places, True
        if whole and found:
            places.setdefault(found[1], []).append(_Line(start, len(line)))
        start += len(line)
    return places, False
