"""Reads CSV files with a header: one document per row, with any common separator."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING

from seedread.index.sources.document import ParsedDocument, ReadFailure
from seedread.index.sources.limits import MAX_DOCUMENT, MAX_LINES, TooLarge, mb
from seedread.index.sources.lines import text_lines
from seedread.index.sources.records import TEXT_FIELDS, from_object

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_csv"]

_SEPARATORS = ",;\t|"
_MOST_BARREN = 200_000
"""Rows in succession without an article behind which a table is not read further."""


def read_csv(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the documents of the rows in `stream`, and the rows that could not be read.

    The columns have the same names as the fields of JSON. The document's ID is the row's own ID, else `key#n`, with n
    counting rows from 1, without the header.
    """
    rows = _Rows(stream)
    first = next(rows, None)
    if first is None:
        yield ReadFailure("empty")
        return
    separator = max(_SEPARATORS, key=first.count)
    header = next(csv.reader([first], delimiter=separator), [])
    if not any(name.strip().replace("_", "").casefold() in TEXT_FIELDS for name in header):
        yield ReadFailure("no column is named text, body, content or html")
        return
    rows.taken()
    csv.field_size_limit(MAX_DOCUMENT)
    reader = csv.reader(rows, delimiter=separator)
    n = barren = 0
    while True:
        n += 1
        barren += 1
        if barren > _MOST_BARREN:
            yield ReadFailure(f"row {n}: no article in {_MOST_BARREN:,} rows: not read further")
            return
        try:
            row = next(reader)
            raw = rows.taken()
            if row:
                fields = {name.strip(): value for name, value in zip(header, row, strict=False) if value.strip()}
                yield ParsedDocument(from_object(fields, f"{key}#{n}"), raw)
                barren = 0
        except StopIteration:
            return
        except (ValueError, csv.Error) as error:
            yield ReadFailure(f"row {n}: {error}")
            if isinstance(error, TooLarge):
                return


class _Rows:
    """The lines of a file for the csv module; records the bytes of each row."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._lines = text_lines(stream)
        self._taken = bytearray()
        self._count = 0
        """The lines in it."""
        self._end = b""
        """The line ending of the last line."""

    def __iter__(self) -> _Rows:
        return self

    def __next__(self) -> str:
        line, raw, end = next(self._lines)
        if isinstance(line, ValueError):
            raise line
        self._taken += raw + end
        self._count += 1
        self._end = end
        if len(self._taken) > MAX_DOCUMENT or self._count > MAX_LINES:
            what = f"more than {MAX_LINES:,} lines" if self._count > MAX_LINES else f"longer than {mb(MAX_DOCUMENT)}"
            raise TooLarge(f"{what}: is a quotation mark missing? Not read further")
        return line

    def taken(self) -> bytes:
        """Return the bytes of the lines since the last call, without the last line ending."""
        raw = bytes(self._taken).removesuffix(self._end)
        self._taken.clear()
        self._count = 0
        return raw
