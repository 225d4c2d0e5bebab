"""Options that several commands have."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from seedread.index.storage.ownership import owner_id
from seedread.index.text.sanitize import safe_line
from seedread.tui.cli.argument_parser import CommandParser

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

__all__ = [
    "add_library",
    "add_query",
    "command_parser",
    "natural",
    "positive",
    "query_of",
    "read_query",
]

_MOST = 10**9

_CODES = "exit codes: 0 success, 1 no results, 2 invalid query or usage, 3 error"
_LONGEST_QUERY = 65_536
"""Characters to read of a query on standard input; more than the limit of a query."""
_QUERY_HELP = (
    'words, "phrases", AND OR NOT ( ), country:iran, leader:putin, gas*; - reads the query from standard input'
)

_LIMITS = "a PATH inside a source of the library limits the search to it"


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Fills the paragraphs around the examples to the width of the terminal, and leaves the examples as they are."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        filled = super(argparse.RawDescriptionHelpFormatter, self)._fill_text
        parts = (part if "  " in part else filled(part, width, indent) for part in text.split("\n\n"))
        return "\n\n".join(parts)


def command_parser(name: str, description: str, examples: str) -> CommandParser:
    """Return the parser of a command; its help ends with examples and the exit codes."""
    parser = CommandParser(
        prog=f"seedread {name}".strip(),
        description=description,
        epilog=f"examples:\n{examples}\n\n{_CODES}",
        formatter_class=_Formatter,
        allow_abbrev=False,
    )
    parser.examples = examples
    return parser


def add_query(parser: CommandParser, *, or_all: bool = False) -> None:
    """Add the query argument; with `or_all`, also `--all` as its alternative."""
    if or_all:
        parser.add_argument("query", nargs="?", metavar="QUERY", help="a query; see `seedread search --help`")
        parser.add_argument("--all", action="store_true", help="all articles, instead of a QUERY")
    else:
        parser.add_argument("query", metavar="QUERY", help=_QUERY_HELP)


def query_of(parser: CommandParser, options: Namespace) -> str:
    """Return the query from the arguments or standard input; "" only with `--all`."""
    if "all" not in options:
        return read_query(parser, options.query)
    if options.all:
        if options.query not in (None, "", "*"):
            options.paths.insert(0, options.query)
        return ""
    query = "" if options.query is None else read_query(parser, options.query)
    if query.strip() in ("", "*"):
        parser.error("Give a QUERY, or --all for all articles.")
    return query


def read_query(parser: CommandParser, given: str) -> str:
    """Return the given query; for "-", the query on standard input."""
    if given != "-":
        return given
    query = " ".join(sys.stdin.buffer.read(_LONGEST_QUERY).decode("utf-8", "replace").split())
    if not query:
        parser.error("No query on standard input.")
    return query


def natural(text: str) -> int:
    """Parse a whole number from 0."""
    return _number(text, 0, _MOST)


def positive(most: int) -> Callable[[str], int]:
    """Return a parser of whole numbers from 1 to `most`."""
    return lambda text: _number(text, 1, most)


def _number(text: str, least: int, most: int) -> int:
    number = int(text) if text.isdecimal() and len(text) < 20 else -1
    if not least <= number <= most:
        wanted = f"from {least}" if most == _MOST else f"from {least} to {most}"
        raise argparse.ArgumentTypeError(f"use a whole number {wanted}, not “{safe_line(text)}”.")
    return number


def add_library(parser: CommandParser, limits: str = _LIMITS) -> None:
    """Add the arguments for sources and library; `limits` says what a PATH inside a source of the library does."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files or folders with articles (default: the sources of --library, or else those in your configuration "
        f"and your fetched feeds, or else the bundled articles); {limits}",
    )
    parser.add_argument(
        "--library",
        metavar="DIR",
        help="folder of the index (default: in your cache, one per set of PATHs), or opensearch://host/name in a "
        "cluster; a library remembers its sources, so PATH is needed only the first time",
    )
    parser.add_argument(
        "--trust-owner",
        action="append",
        default=[],
        type=_owner,
        metavar="NAME",
        help="also open libraries owned by user NAME; set trusted_owners in the configuration to make this permanent",
    )


def _owner(name: str) -> int:
    number = owner_id(name)
    if number is None:
        raise argparse.ArgumentTypeError(f"no user {safe_line(name)} on this machine; use a user name or a numeric ID")
    return number
