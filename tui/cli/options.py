"""Options shared by several commands, and opening the library that they name."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from seedread.index import Library, LibraryError, ShelfError, SourceMissing
from seedread.index.errors import NoHome
from seedread.index.files.user_folders import expanded
from seedread.index.following.followed import follow
from seedread.index.query import matches_all
from seedread.index.shelf import Shelf, adopt
from seedread.index.storage.manifest import has_library
from seedread.index.storage.ownership import owner_id
from seedread.index.text.sanitize import safe_line
from seedread.tui.cli.argument_parser import CommandParser
from seedread.tui.cli.feed_places import default_sources, list_path
from seedread.tui.cli.output import complain, explained
from seedread.tui.config import ConfigError, Settings, load_settings
from seedread.tui.workers.sync_report import kept_sentence

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from pathlib import Path
    from typing import Literal

    from seedread.index import Hit

    Order = Literal["relevance", "newest", "oldest"]

__all__ = [
    "add_library",
    "add_query",
    "command_parser",
    "find_all",
    "library_folder",
    "natural",
    "open_library",
    "open_synced",
    "positive",
    "query_of",
    "read_query",
    "trusted_owners",
]

_MOST = 10**9

_CODES = "exit codes: 0 success, 1 no results, 2 invalid query or usage, 3 error"
_LONGEST_QUERY = 65_536
"""Characters to read of a query on standard input; more than the limit of a query."""
_QUERY_HELP = (
    'words, "phrases", AND OR NOT ( ), country:iran, leader:putin, gas*; - reads the query from standard input'
)


def command_parser(name: str, description: str, examples: str) -> CommandParser:
    """Return the parser of a command; its help ends with examples and the exit codes."""
    parser = CommandParser(
        prog=f"seedread {name}".strip(),
        description=description,
        epilog=f"examples:\n{examples}\n\n{_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
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


def find_all(
    parser: CommandParser, options: Namespace, library: Library, query: str, sort: Order = "relevance"
) -> tuple[Hit, ...]:
    """Return every article that a query finds, with its notices on stderr; one that finds all wants `--all`."""
    with explained(query):
        results = library.search(query, sort=sort, limit=library.count)
    for notice in results.notices:
        complain(notice.message)
    if matches_all(results.tree) and not options.all:
        parser.error("This query matches every article. Use --all if you mean that.")
    return results.hits


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


def add_library(parser: CommandParser) -> None:
    """Add the arguments for sources and library."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files or folders with articles (default: the sources of --library, or else those in your configuration "
        "and your fetched feeds, or else the bundled articles); a PATH inside a source of the library limits the "
        "search to it",
    )
    parser.add_argument(
        "--library",
        metavar="DIR",
        help="folder of the index (default: in your cache, one per set of PATHs); a library remembers its sources, so "
        "PATH is needed only the first time",
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


def trusted_owners(arguments: Namespace, settings: Settings) -> list[int]:
    """Return the IDs of trusted users; unknown users in the settings are ignored."""
    configured = map(owner_id, settings.library.trusted_owners)
    return [*arguments.trust_owner, *(number for number in configured if number is not None)]


def library_folder(arguments: Namespace) -> Path | None:
    """Return the folder given with --library, or None; raises LibraryError if it is a file."""
    if not arguments.library:
        return None
    folder = expanded(arguments.library)
    if os.path.lexists(folder) and not os.path.isdir(folder):  # noqa: PTH112 (pathlib's own raises)
        raise LibraryError(f"{arguments.library} is not a folder. --library takes the folder of an index.")
    return folder


def open_library(arguments: Namespace, settings: Settings | None = None) -> Library:
    """Open the library of the arguments, or else of the settings; raises ConfigError for invalid settings."""
    settings = settings or _settings(arguments)
    paths, folder = arguments.paths, library_folder(arguments)
    if not paths and not (folder and has_library(folder)):
        paths = default_sources(settings)
        if folder and not paths:
            raise SourceMissing(f"No library in {folder} yet. Give the files or folders to index.")
    library = Library.open(
        paths,
        folder,
        trusted=trusted_owners(arguments, settings),
        replace_sources=getattr(arguments, "replace_sources", False),
    )
    follow(library, Shelf(), _feed_list(settings))
    return library


def _feed_list(settings: Settings) -> Path | None:
    with suppress(NoHome):
        return list_path(settings)
    return None


def _settings(arguments: Namespace) -> Settings:
    """Return the settings; an invalid file does not stop a command that names its sources."""
    try:
        return load_settings()
    except ConfigError:
        if not arguments.paths:
            raise
        return Settings()


def open_synced(arguments: Namespace, *, marks: bool = False) -> Library:
    """Open the library and sync it; one that is not writable is used as is, with a message on stderr.

    A library of another user is left to its owner to sync. With `marks`, marks made on the same articles in other
    libraries are carried over.
    """
    library = open_library(arguments)
    if library.pending():
        _sync(library)
    if marks:
        with Shelf() as shelf, suppress(ShelfError):  # the search reports the error if the query needs marks
            adopt(library, shelf)
    return library


def _sync(library: Library) -> None:
    if library.keeper and library.count:
        complain(f"This library is maintained by {library.keeper} and is out of date; searching it as is.")
        return
    try:
        for one in library.sync().kept:
            complain(f"{kept_sentence(one.path, one.articles, one.reason)}.")
    except LibraryError as error:
        if not library.count:
            raise
        complain(f"Searching the library as is. {error.message}")
