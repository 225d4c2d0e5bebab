"""Options that several commands share, and the library they name."""

from __future__ import annotations

import argparse
from contextlib import suppress
from typing import TYPE_CHECKING

from seedread.index import Library, LibraryError, ShelfError
from seedread.index.shelf import Shelf, adopt, attach
from seedread.index.trust import owner_id
from seedread.tui.config import ConfigError, Settings, load_settings

from .output import complain

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["add_library", "command_parser", "open_library", "open_synced", "trusted_owners"]


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


def open_library(arguments: Namespace, settings: Settings | None = None) -> Library:
    """Open the library that the arguments name, or else the settings; raises ConfigError where those have faults."""
    settings = settings or _settings(arguments)
    paths = arguments.paths or [*settings.start.sources]
    library = Library.open(paths, arguments.library, trusted=trusted_owners(arguments, settings))
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
        library.sync()
    except LibraryError as error:
        if not library.count:
            raise
        complain(f"searching the library as it is. {error.message}")
