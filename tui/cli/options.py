"""Options that several commands share, and the library they name."""

from __future__ import annotations

import argparse
from contextlib import suppress
from typing import TYPE_CHECKING

from seedread.index import Library, LibraryError, ShelfError
from seedread.index.shelf import Shelf, adopt, attach
from seedread.tui.config import load_settings

from .output import complain

if TYPE_CHECKING:
    from argparse import Namespace

    from seedread.tui.config import Settings

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


def open_library(arguments: Namespace, settings: Settings | None = None) -> Library:
    """Open the library that the arguments name, or else the settings; raises ConfigError where those have faults."""
    paths = arguments.paths or [*(settings or load_settings()).start.sources]
    library = Library.open(paths, arguments.library)
    attach(library, Shelf())
    return library


def open_synced(arguments: Namespace, *, marks: bool = False) -> Library:
    """Open the library and bring it up to date; one that cannot be written is used as it is, with a word on stderr.

    With `marks` those that were made in other places are carried over to what says the same here.
    """
    library = open_library(arguments)
    if library.pending():
        try:
            library.sync()
        except LibraryError as error:
            if not library.count:
                raise
            complain(f"searching the library as it is. {error.message}")
    if marks:
        with Shelf() as shelf, suppress(ShelfError):  # who asks for marks is told by the search
            adopt(library, shelf)
    return library
