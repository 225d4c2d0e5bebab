"""Options that several commands share, and the library they name."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from seedread.index import Library, LibraryError, ShelfError, SourceMissing
from seedread.index.files.user_folders import expanded
from seedread.index.shelf import Shelf, adopt, attach
from seedread.index.storage.manifest import has_library
from seedread.index.storage.ownership import owner_id
from seedread.index.text.sanitize import safe_line
from seedread.tui.cli.argument_parser import CommandParser
from seedread.tui.cli.output import complain
from seedread.tui.config import ConfigError, Settings, load_settings
from seedread.tui.workers.sync_report import kept_sentence

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from pathlib import Path

__all__ = [
    "add_library",
    "add_query",
    "command_parser",
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

_CODES = "exit codes: 0 found or done, 1 nothing found, 2 a wrong query or usage, 3 trouble"
_LONGEST_QUERY = 65_536
"""Characters that are read of a query on standard input: far more than a query may have."""
_QUERY_HELP = 'words, "phrases", AND OR NOT ( ), country:iran, leader:putin, gas*; - reads it from standard input'


def command_parser(name: str, description: str, examples: str) -> CommandParser:
    """Return the parser of a command, whose help ends in examples and the exit codes."""
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
    """Add the query of a command, with `or_all` also `--all` in its place."""
    if or_all:
        parser.add_argument("query", nargs="?", metavar="QUERY", help="as for `seedread search`")
        parser.add_argument("--all", action="store_true", help="every article, in place of a QUERY")
    else:
        parser.add_argument("query", metavar="QUERY", help=_QUERY_HELP)


def query_of(parser: CommandParser, options: Namespace) -> str:
    """Return the query that was typed or stands on standard input; "" with `--all`, and without it never."""
    if "all" not in options:
        return read_query(parser, options.query)
    if options.all:
        if options.query not in (None, "", "*"):
            options.paths.insert(0, options.query)
        return ""
    query = "" if options.query is None else read_query(parser, options.query)
    if query.strip() in ("", "*"):
        parser.error("Give a query, or --all for every article.")
    return query


def read_query(parser: CommandParser, given: str) -> str:
    """Return a query as it was given, or what stands on standard input for "-"."""
    if given != "-":
        return given
    query = " ".join(sys.stdin.buffer.read(_LONGEST_QUERY).decode("utf-8", "replace").split())
    if not query:
        parser.error("There is no query on standard input.")
    return query


def natural(text: str) -> int:
    """Return a number from 0 that was typed."""
    return _number(text, 0, _MOST)


def positive(most: int) -> Callable[[str], int]:
    """Return what reads a number from 1 to `most`."""
    return lambda text: _number(text, 1, most)


def _number(text: str, least: int, most: int) -> int:
    number = int(text) if text.isdecimal() and len(text) < 20 else -1
    if not least <= number <= most:
        wanted = f"from {least}" if most == _MOST else f"from {least} to {most}"
        raise argparse.ArgumentTypeError(f"give a whole number {wanted}, not “{safe_line(text)}”.")
    return number


def add_library(parser: CommandParser) -> None:
    """Add the arguments that name sources and the place of their index."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files or folders of articles (default: those that the library of --library has, else the bundled seeds); "
        "inside a library's own, only these are searched",
    )
    parser.add_argument(
        "--library",
        metavar="DIR",
        help="where the index lies (default: in your cache, one for each set of paths); a library knows its files and "
        "folders, so that after the first time no PATH is needed",
    )
    parser.add_argument(
        "--trust-owner",
        action="append",
        default=[],
        type=_owner,
        metavar="NAME",
        help="open the library of this user too, this time; trusted_owners in the configuration does it always",
    )


def _owner(name: str) -> int:
    number = owner_id(name)
    if number is None:
        raise argparse.ArgumentTypeError(f"there is no user {name} on this machine: give a user's name or number")
    return number


def trusted_owners(arguments: Namespace, settings: Settings) -> list[int]:
    """Return the users whose libraries are opened; one of the settings whom this machine does not know is nobody."""
    configured = map(owner_id, settings.library.trusted_owners)
    return [*arguments.trust_owner, *(number for number in configured if number is not None)]


def library_folder(arguments: Namespace) -> Path | None:
    """Return the folder that --library names, None without it; raises LibraryError for one that is a file."""
    if not arguments.library:
        return None
    folder = expanded(arguments.library)
    if os.path.lexists(folder) and not os.path.isdir(folder):  # noqa: PTH112 (pathlib's own raises)
        raise LibraryError(f"{arguments.library} is no folder: --library names the folder of an index.")
    return folder


def open_library(arguments: Namespace, settings: Settings | None = None) -> Library:
    """Open the library that the arguments name, or else the settings; raises ConfigError where those have faults."""
    settings = settings or _settings(arguments)
    paths, folder = arguments.paths, library_folder(arguments)
    if not paths and not (folder and has_library(folder)):
        paths = [*settings.start.sources]
        if folder and not paths:
            raise SourceMissing(f"There is no library in {folder} yet: give the files or folders to make it of.")
    library = Library.open(
        paths,
        folder,
        trusted=trusted_owners(arguments, settings),
        replace_sources=getattr(arguments, "replace_sources", False),
    )
    attach(library, Shelf())
    return library


def _settings(arguments: Namespace) -> Settings:
    """Return the settings; where a command names its sources, a file with faults need not stop it."""
    try:
        return load_settings()
    except ConfigError:
        if not arguments.paths:
            raise
        return Settings()


def open_synced(arguments: Namespace, *, marks: bool = False) -> Library:
    """Open the library and bring it up to date; one that cannot be written is used as it is, with a word on stderr.

    One of somebody else is for its owner to bring up to date.
    With `marks` those that were made in other places are carried over to what says the same here.
    """
    library = open_library(arguments)
    if library.pending():
        _sync(library)
    if marks:
        with Shelf() as shelf, suppress(ShelfError):  # who asks for marks is told by the search
            adopt(library, shelf)
    return library


def _sync(library: Library) -> None:
    if library.keeper and library.count:
        complain(f"this library is kept by {library.keeper} and is not up to date: searching it as it is.")
        return
    try:
        for one in library.sync().kept:
            complain(f"{kept_sentence(one.path, one.articles, one.reason)}.")
    except LibraryError as error:
        if not library.count:
            raise
        complain(f"searching the library as it is. {error.message}")
