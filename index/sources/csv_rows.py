"""Reads CSV files with a header: one document per row, with any common separator."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from dataclasses import dataclass
from itertools import chain
from typing import IO, TYPE_CHECKING

from seedread.index.sources.bookmark import Bookmark, CannotGoOn
from seedread.index.sources.document import ParsedDocument, ReadFailure
from seedread.index.sources.limits import MAX_DOCUMENT, MAX_LINES, TooLarge, mb
from seedread.index.sources.lines import text_lines
from seedread.index.sources.records import from_object, has_text_field
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["read_csv"]

_SEPARATORS = ",;\t|"
_EXCEL = re.compile(r"sep=(.)\s*\Z", re.IGNORECASE)
"""A first line that tells Excel what is between the columns."""
_MISSING = frozenset(("nan", "null", "none", "n/a", "nat", "#n/a"))
"""What programs write into a table where a value is missing."""
_SAMPLE = 50
"""Rows that are read to find the column of the text."""
_SAMPLE_SIZE = 2_000_000
_ENOUGH = 2000
_FEWEST_WORDS = 12
_SHOWN = 10
"""Names of columns that a message lists."""
_MOST_BARREN = 200_000
"""Rows in succession without an article behind which a table is not read further."""


def read_csv(stream: IO[bytes], key: str, bookmark: Bookmark | None = None) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the documents of the rows in `stream` from a bookmark on, and the rows that could not be read.

    The columns have the same names as the fields of JSON; if none is that of a text, the longest one is the text where
    it is prose. The document's ID is the row's own ID, else `key#n`, with n counting rows from 1, without the header.
    Raises CannotGoOn.
    """
    place = bookmark or Bookmark()
    csv.field_size_limit(MAX_DOCUMENT)
    rows = _Rows(stream)
    try:
        table = _table(rows)
    except csv.Error as error:
        raise ValueError(f"not a table ({error})") from None
    if table is None:
        yield ReadFailure("empty")
        return
    if place.offset:
        table.go_on(stream, place)
    if not has_text_field(table.columns):
        index = _longest(table.first)
        if index is None or index >= len(table.columns):
            yield ReadFailure(
                f"no column is named text, body, content or the like; the columns are: {_names(table.columns)}"
            )
            return
        yield ReadFailure(f"no column is named like a text: read “{_names([table.columns[index]])}”, the longest one")
        table.columns[index] = "text"
    yield from _documents(table, key, place)
    if table.rows.notes and place.offset:
        raise CannotGoOn  # a note has the number of its line in the file
    yield from map(ReadFailure, table.rows.notes)


@dataclass
class _Table:
    """A table behind its header."""

    columns: list[str]
    first: deque[tuple[list[str], bytes]]
    """The first rows and their bytes, which were read to find out about the columns."""
    reader: Iterator[list[str]]
    rows: _Rows
    separator: str
    failure: Exception | None = None
    """Why the rows behind the first ones could not be read."""

    def go_on(self, stream: IO[bytes], place: Bookmark) -> None:
        """Leave out the rows before a bookmark."""
        if self.first or self.failure:
            raise CannotGoOn
        self.rows = _Rows(stream, place.offset)
        self.reader = csv.reader(self.rows, delimiter=self.separator)


def _table(rows: _Rows) -> _Table | None:
    """Read the header and the first rows; None if there is no header."""
    first = next(rows, None)
    separator = None
    if first is not None and (found := _EXCEL.match(first)):
        separator = found[1]
        first = next(rows, None)
    if first is None:
        return None
    separator = separator or max(_SEPARATORS, key=first.count)
    reader = csv.reader(chain([first], rows), delimiter=separator)
    header = [name.strip() for name in next(reader, [])]
    raw = rows.taken()
    table = _Table(header, deque(), reader, rows, separator)
    if not has_text_field(header) and any(map(_is_prose, header)):  # a table without a header
        table.first.append((header, raw))
        table.columns = [f"column {n}" for n in range(1, len(header) + 1)]
    if not has_text_field(table.columns):
        _read_first(table)
    return table


def _read_first(table: _Table) -> None:
    size = 0
    try:
        while len(table.first) < _SAMPLE and size < _SAMPLE_SIZE and (row := next(table.reader, None)) is not None:
            raw = table.rows.taken()
            size += len(raw)
            table.first.append((row, raw))
    except (ValueError, csv.Error) as error:
        table.failure = error


def _longest(rows: Iterable[tuple[list[str], bytes]]) -> int | None:
    """Return the column that is longest in these rows; None if it is not prose."""
    sizes: dict[int, int] = {}
    for row, _ in rows:
        for n, value in enumerate(row):
            sizes[n] = sizes.get(n, 0) + len(value)
    if not sizes:
        return None
    longest = max(sizes, key=sizes.__getitem__)
    values = [row[longest] for row, _ in rows if len(row) > longest and row[longest].strip()]
    return longest if sum(map(_is_prose, values)) * 2 > len(values) else None


def _is_prose(value: str) -> bool:
    words = value[:_ENOUGH].split()
    return len(words) >= _FEWEST_WORDS and sum(word.strip(".,;:!?\"'()").isalpha() for word in words) > 0.6 * len(words)


def _names(columns: Sequence[str]) -> str:
    names = [safe_line(name)[:40] for name in columns[:_SHOWN]]
    return ", ".join(names) + (f" and {len(columns) - _SHOWN} more" if len(columns) > _SHOWN else "")


def _next_row(table: _Table) -> tuple[list[str], bytes]:
    """Return the next row and its bytes; raises StopIteration, ValueError and csv.Error."""
    if table.first:
        return table.first.popleft()
    if table.failure:
        failure, table.failure = table.failure, None
        raise failure
    return next(table.reader), table.rows.taken()


def _documents(table: _Table, key: str, place: Bookmark) -> Iterator[ParsedDocument | ReadFailure]:
    n, barren, raw = place.number, 0, b""
    while True:
        n += 1
        barren += 1
        if barren > _MOST_BARREN:
            yield ReadFailure(f"row {n}: no article in {_MOST_BARREN:,} rows: not read further")
            return
        try:
            row, raw = _next_row(table)
            if row:
                fields = {name: value for name, value in zip(table.columns, row, strict=False) if _is_filled(value)}
                yield ParsedDocument(from_object(fields, f"{key}#{n}"), raw)
                barren = 0
        except StopIteration:
            place.end = n - 1 if table.rows.at_line_end and _is_whole(raw, table.separator) else None
            return
        except (ValueError, csv.Error) as error:
            table.rows.taken()  # the bytes of this row are none of the next one's
            yield ReadFailure(f"row {n}: {error}")
            if isinstance(error, TooLarge):
                return


def _is_whole(row: bytes, separator: str) -> bool:
    """Tell whether a row ends with its line: no quotation is open in it."""
    lines = io.StringIO(row.decode("latin-1") + "\nnext", newline="\n")
    try:
        return deque(csv.reader(lines, delimiter=separator), maxlen=1)[0] == ["next"]
    except csv.Error:  # in a charset whose letters have the bytes of line ends
        return False


def _is_filled(value: str) -> bool:
    return bool(value.strip()) and value.strip().casefold() not in _MISSING


class _Rows:
    """The lines of a file for the csv module; records the bytes of each row."""

    def __init__(self, stream: IO[bytes], start: int = 0) -> None:
        """Read them from the byte `start` on."""
        self.notes: list[str] = []
        """What is to be reported of the charset."""
        self._lines = text_lines(stream, self.notes, start)
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

    @property
    def at_line_end(self) -> bool:
        """Whether the last line is complete."""
        return self._end.endswith(b"\n")

    def taken(self) -> bytes:
        """Return the bytes of the lines since the last call, without the last line ending."""
        raw = bytes(self._taken).removesuffix(self._end)
        self._taken.clear()
        self._count = 0
        return raw
