"""Reads JSON Lines: one object per line, read line by line for files of any size."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING

from seedread.index.sources.bookmark import Bookmark, CannotGoOn
from seedread.index.sources.document import ParsedDocument, ReadFailure
from seedread.index.sources.lines import TextLine, text_lines
from seedread.index.sources.records import from_object

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_json_lines"]


def read_json_lines(
    stream: IO[bytes], key: str, bookmark: Bookmark | None = None
) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the documents of the lines in `stream` from a bookmark on, and the lines that could not be read.

    The document's ID is the record's own ID, else `key#n`, with n counting lines from 1. Raises CannotGoOn.
    """
    place = bookmark or Bookmark()
    notes: list[str] = []
    n, last = place.number, TextLine("", b"")
    for last in text_lines(stream, notes, place.offset):
        n += 1
        line = last.text
        if line == "\n":
            continue
        try:
            if isinstance(line, ValueError):
                raise line
            if not line.isspace():
                yield ParsedDocument(from_object(json.loads(line), f"{key}#{n}"), last.raw)
        except (ValueError, RecursionError) as error:
            yield ReadFailure(f"line {n}: {error}")
    if notes and place.offset:
        raise CannotGoOn  # a note has the number of its line in the file
    yield from map(ReadFailure, notes)
    place.end = n if last.end.endswith(b"\n") else None
