"""Writes the output of the command line: sanitized text, messages on stderr, one JSON object per line.

All output to stdout goes through this module, so that a failed write raises OutputError and no other error, whenever
the buffer of the stream is flushed.
"""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TextIO

from seedread.index.errors import QueryError
from seedread.index.text.sanitize import safe_line, safe_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "FORMAT",
    "OutputError",
    "complain",
    "explained",
    "flush",
    "prepare",
    "print_json",
    "print_table",
    "print_text",
    "print_versioned",
    "silence",
    "write",
    "write_bytes",
]

FORMAT = 1
"""The version of the JSON output (docs/json.md): new fields may be added, none is renamed."""
_AROUND = 60
"""Characters of a query shown on each side of an error."""
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""Characters that make a spreadsheet run a cell as a formula, with their full-width forms."""


class OutputError(Exception):
    """A failed write to stdout; `reason` is the message of the system."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror or str(error))
        self.reason = error.strerror or str(error)
        self.broken_pipe = isinstance(error, BrokenPipeError)


class _Closed(io.TextIOBase):
    """Replaces a stdout that was closed before the start."""

    def write(self, _text: str) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def prepare() -> None:
    """Make the standard streams safe to use; called once before a command.

    A closed stream is replaced with /dev/null; otherwise the next file to be opened would get its descriptor, and
    output would be written into that file. Characters that the encoding lacks become question marks.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # noqa: FBT003 (the system's own)
    # Python sets a closed stream to None.
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 (as long as the process)
    sys.stdout = sys.stdout or _Closed()
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 (as above)
    if isinstance(sys.stdout, io.TextIOWrapper) and not _is_unicode(sys.stdout):
        sys.stdout.reconfigure(errors="replace")


def _is_unicode(stream: TextIO) -> bool:
    return (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "").startswith("utf")


def silence(stream: TextIO | None) -> None:
    """Discard the buffer of `stream`, which Python would otherwise flush at exit, with an error message."""
    with suppress(OSError, ValueError, AttributeError):
        number = stream.fileno()  # type: ignore[union-attr]  # suppressed
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, number)
        os.close(null)


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(error) from error


def write(pieces: Iterable[str]) -> None:
    """Write text to stdout unchanged; it must be sanitized already."""
    for piece in pieces:
        with _writing():
            sys.stdout.write(piece)


def write_bytes(data: bytes) -> None:
    """Write bytes to stdout."""
    with _writing():
        sys.stdout.flush()
        if isinstance(sys.stdout, _Closed):
            sys.stdout.write("")
        else:
            sys.stdout.buffer.write(data)


def flush() -> None:
    """Flush stdout."""
    with _writing():
        sys.stdout.flush()


def print_text(text: str = "") -> None:
    """Write lines of text to stdout."""
    write((safe_text(text) + "\n",))


def print_json(value: Any) -> None:
    """Write one JSON value as a line to stdout, escaped if stdout is not Unicode."""
    write((safe_line(json.dumps(value, ensure_ascii=not _is_unicode(sys.stdout))) + "\n",))


def print_versioned(value: dict[str, Any]) -> None:
    """Write a JSON object with the format version: a single one, or the last of several."""
    print_json({**value, "format": FORMAT})


def print_table(rows: Iterable[Iterable[object]]) -> None:
    """Write rows as CSV to stdout; text that a spreadsheet would run as a formula gets a leading apostrophe."""
    line = io.StringIO()
    table = csv.writer(line, lineterminator="\n")
    for row in rows:
        table.writerow([_cell(value) if isinstance(value, str) else value for value in row])
        write((line.getvalue(),))
        line.seek(0)
        line.truncate()


def _cell(text: str) -> str:
    return safe_line(f"'{text}" if text.startswith(_FORMULA) else text)


def complain(message: str) -> None:
    """Print a message to stderr, prefixed on every line; ignored if stderr is not writable."""
    for line in message.split("\n"):
        _to_stderr(f"seedread: {safe_line(line)}")


def _to_stderr(line: str) -> None:
    try:
        print(line, file=sys.stderr)
    except (OSError, ValueError):
        silence(sys.stderr)


@contextmanager
def explained(query: str) -> Iterator[None]:
    """Print an invalid query with carets under the error, and exit with code 2."""
    try:
        yield
    except QueryError as error:
        first = max(0, error.start - _AROUND)
        shown = query[first : error.start + _AROUND]
        # One character per column: removed characters would misplace the carets.
        _to_stderr("".join(char if char.isprintable() else " " for char in shown))
        start, end = error.start - first, min(error.end - first, len(shown))
        _to_stderr(" " * start + "^" * max(1, end - start))
        complain(error.message)
        raise SystemExit(2) from error
