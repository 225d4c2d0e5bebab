"""JSON Lines to documents: one object a line, read a line at a time whatever the size of the file."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING

from .document import Part, Unread
from .lines import text_lines
from .records import from_object

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_json_lines"]


def read_json_lines(stream: IO[bytes], key: str) -> Iterator[Part | Unread]:
    """Yield the documents of the lines in `stream`, and which lines could not be read.

    A record's own id is its document's id; without one it is `key#n`, n being the line from 1.
    """
    for n, (line, raw, _) in enumerate(text_lines(stream), 1):
        if line == "\n":
            continue
        try:
            if isinstance(line, ValueError):
                raise line
            if not line.isspace():
                yield Part(from_object(json.loads(line), f"{key}#{n}"), raw)
        except (ValueError, RecursionError) as error:
            yield Unread(f"line {n}: {error}")
