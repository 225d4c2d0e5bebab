"""What the command line writes: always cleaned text, messages on stderr, JSON one object a line."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from seedread.index.safe_text import safe_line, safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.errors import QueryError

__all__ = ["complain", "print_json", "print_text", "show_query_error"]


def print_text(text: str = "") -> None:
    """Write lines of text to stdout."""
    print(safe_text(text))


def print_json(value: Any) -> None:
    """Write one JSON value as a line to stdout."""
    print(safe_line(json.dumps(value, ensure_ascii=False)))


def complain(message: str) -> None:
    """Tell on stderr what is wrong and what to do, a line for each line of `message`."""
    for line in message.split("\n"):
        print(f"seedread: {safe_line(line)}", file=sys.stderr)


def show_query_error(error: QueryError, arguments: Sequence[str]) -> None:
    """Print the query that could not be understood with a caret under the place."""
    query = next((text for text in arguments[1:] if len(text) >= error.end and not text.startswith("--")), None)
    if query is not None:
        # One character a column: what is cleaned away would move the caret.
        line = "".join(char if char.isprintable() else " " for char in query)
        print(line, file=sys.stderr)
        print(" " * error.start + "^" * max(1, error.end - error.start), file=sys.stderr)
    complain(error.message)
