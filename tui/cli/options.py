"""Options that several commands share, and the library they name."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from seedread.index import Library, LibraryError

from .output import complain

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["add_library", "command_parser", "open_library", "open_synced"]


def command_parser(name: str, description: str, examples: str) -> argparse.ArgumentParser:
    """Return the parser of a command, whose help ends in examples."""
    return argparse.ArgumentParser(
        prog=f"seedread {name}".strip(),
        description=description,
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def add_library(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that name sources and the place of their index."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders of articles (default: the bundled seeds)"
    )
    parser.add_argument(
        "--library", metavar="DIR", help="where the index lies (default: in your cache, one for each set of paths)"
    )


def open_library(arguments: Namespace) -> Library:
    """Open the library that the arguments name."""
    return Library.open(arguments.paths, arguments.library)


def open_synced(arguments: Namespace) -> Library:
    """Open the library and bring it up to date; one that cannot be written is used as it is, with a word on stderr."""
    library = open_library(arguments)
    if library.pending():
        try:
            library.sync()
        except LibraryError as error:
            if not library.count:
                raise
            complain(f"searching the library as it is. {error.message}")
    return library
