"""What the command line writes: always cleaned text, messages on stderr, JSON one object a line.

Everything that goes to standard output goes through here, so that output which cannot be written is told apart from
every other trouble: it raises OutputError, whatever the stream's buffer makes of the moment.
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
"""The version of what is printed as JSON (docs/json.md): fields are added to it, never renamed."""
_AROUND = 60
"""Characters of a query that are shown on both sides of a mistake."""
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What makes a spreadsheet run a cell, in the wide forms of East Asian keyboards too."""


class OutputError(Exception):
    """Standard output that cannot be written; `reason` is the system's word for it."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror or str(error))
        self.reason = error.strerror or str(error)
        self.broken_pipe = isinstance(error, BrokenPipeError)


class _Closed(io.TextIOBase):
    """Standard output that was closed before we began."""

    def write(self, _text: str) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def prepare() -> None:
    """Make the standard streams safe to use; called once as a command begins.

    A closed one gets /dev/null in its place: else the next file that is opened would take its number, and what is
    meant for the reader would be written into it. What an encoding cannot say becomes a question mark.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # noqa: FBT003 (the system's own)
    # Python has None for what was closed.
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 (as long as the process)
    sys.stdout = sys.stdout or _Closed()
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 (as above)
    if isinstance(sys.stdout, io.TextIOWrapper) and not _says_everything(sys.stdout):
        sys.stdout.reconfigure(errors="replace")


def _says_everything(stream: TextIO) -> bool:
    return (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "").startswith("utf")


def silence(stream: TextIO | None) -> None:
    """Let what still waits in `stream` go nowhere: Python writes it at its end, and tells if it cannot."""
    with suppress(OSError, ValueError, AttributeError):
        number = stream.fileno()  # type: ignore[union-attr]  # suppressed
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(error) from error


def write(pieces: Iterable[str]) -> None:
    """Write text that is clean already to stdout, as it is."""
    for piece in pieces:
        with _writing():
            sys.stdout.write(piece)


def write_bytes(data: bytes) -> None:
    """Write bytes to stdout."""
    with _writing():
        sys.stdout.flush()
        if isinstance(sys.stdout, _Closed):
            sys.stdout.write("")
        sys.stdout.buffer.write(data)


def flush() -> None:
    """Write what waits in the buffer of stdout."""
    with _writing():
        sys.stdout.flush()


def print_text(text: str = "") -> None:
    """Write lines of text to stdout."""
    write((safe_text(text) + "\n",))


def print_json(value: Any) -> None:
    """Write one JSON value as a line to stdout; escaped where the encoding cannot say it."""
    write((safe_line(json.dumps(value, ensure_ascii=not _says_everything(sys.stdout))) + "\n",))


def print_versioned(value: dict[str, Any]) -> None:
    """Write a JSON object that says which form it is of: one that stands alone, or the last of many."""
    print_json({**value, "format": FORMAT})


def print_table(rows: Iterable[Iterable[object]]) -> None:
    """Write rows as CSV to stdout; a text that a spreadsheet would run as a formula begins with an apostrophe."""
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
    """Tell on stderr what is wrong and what to do, a line for each line of `message`; lost where it cannot be told."""
    for line in message.split("\n"):
        _to_stderr(f"seedread: {safe_line(line)}")


def _to_stderr(line: str) -> None:
    try:
        print(line, file=sys.stderr)
    except (OSError, ValueError):
        silence(sys.stderr)


@contextmanager
def explained(query: str) -> Iterator[None]:
    """Print a query that cannot be understood with a caret under the place, and end with exit code 2."""
    try:
        yield
    except QueryError as error:
        first = max(0, error.start - _AROUND)
        shown = query[first : error.start + _AROUND]
        # One character a column: what is cleaned away would move the caret.
        _to_stderr("".join(char if char.isprintable() else " " for char in shown))
        start, end = error.start - first, min(error.end - first, len(shown))
        _to_stderr(" " * start + "^" * max(1, end - start))
        complain(error.message)
        raise SystemExit(2) from error
