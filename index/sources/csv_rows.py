"""CSV with a header to documents: a row each, whatever stands between the columns."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING

from .document import Part, Unread
from .limits import MAX_DOCUMENT, MAX_LINES, TooLarge, mb
from .lines import text_lines
from .records import TEXT_FIELDS, from_object

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_csv"]

_SEPARATORS = ",;\t|"
_MOST_BARREN = 200_000
"""Rows in succession without an article behind which a table is not read further."""


def read_csv(stream: IO[bytes], key: str) -> Iterator[Part | Unread]:
    """Yield the documents of the rows in `stream`, and which rows could not be read.

    The columns are named as the fields of JSON are. A row's own id is its document's id; without one it is `key#n`, n
    being the row from 1, the header not counted.
    """
    rows = _Rows(stream)
    first = next(rows, None)
    if first is None:
        yield Unread("empty")
        return
    separator = max(_SEPARATORS, key=first.count)
    header = next(csv.reader([first], delimiter=separator), [])
    if not any(name.strip().replace("_", "").casefold() in TEXT_FIELDS for name in header):
        yield Unread("no column is named text, body, content or html")
        return
    rows.taken()
    csv.field_size_limit(MAX_DOCUMENT)
    reader = csv.reader(rows, delimiter=separator)
    n = barren = 0
    while True:
        n += 1
        barren += 1
        if barren > _MOST_BARREN:
            yield Unread(f"row {n}: no article in {_MOST_BARREN:,} rows: not read further")
            return
        try:
            row = next(reader)
            raw = rows.taken()
            if row:
                fields = {name.strip(): value for name, value in zip(header, row, strict=False) if value.strip()}
                yield Part(from_object(fields, f"{key}#{n}"), raw)
                barren = 0
        except StopIteration:
            return
        except (ValueError, csv.Error) as error:
            yield Unread(f"row {n}: {error}")
            if isinstance(error, TooLarge):
                return


class _Rows:
    """The lines of a file for the csv module, with the bytes of those that it took for a row."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._lines = text_lines(stream)
        self._taken = bytearray()
        self._count = 0
        """The lines in it."""
        self._end = b""
        """The end of the last line in it."""

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
        """Return the bytes of the lines since the last call, without the last line end."""
        raw = bytes(self._taken).removesuffix(self._end)
        self._taken.clear()
        self._count = 0
        return raw
