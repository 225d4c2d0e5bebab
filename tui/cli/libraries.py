"""Opens the library that the options of a command name.

Every command imports this before it reads its options: what opens a library is imported when one is opened.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.errors import LibraryError, NoHome, ShelfError, SourceMissing
from seedread.index.storage.ownership import owner_id
from seedread.tui.cli.output import complain, explained
from seedread.tui.workers.sync_report import kept_sentence

if TYPE_CHECKING:
    from argparse import Namespace

    from seedread.index import Hit, Library
    from seedread.index.query import Sort
    from seedread.index.storage.places import WritablePlace
    from seedread.tui.cli.argument_parser import CommandParser
    from seedread.tui.config import Settings


__all__ = [
    "find_all",
    "library_folder",
    "open_library",
    "open_synced",
    "trusted_owners",
]


def find_all(
    parser: CommandParser, options: Namespace, library: Library, query: str, sort: Sort = "relevance"
) -> tuple[Hit, ...]:
    """Return every article that a query finds, with its notices on stderr; one that finds all wants `--all`."""
    from seedread.index.query import matches_all  # noqa: PLC0415 (as the module says)

    with explained(query):
        results = library.search(query, sort=sort, limit=library.count)
    for notice in results.notices:
        complain(notice.message)
    if matches_all(results.tree) and not options.all:
        parser.error("This query matches every article. Use --all if you mean that.")
    return results.hits


def trusted_owners(arguments: Namespace, settings: Settings) -> list[int]:
    """Return the IDs of trusted users; unknown users in the settings are ignored."""
    configured = map(owner_id, settings.library.trusted_owners)
    return [*arguments.trust_owner, *(number for number in configured if number is not None)]


def library_folder(arguments: Namespace) -> WritablePlace | None:
    """Return the folder, or the place in a cluster, given with --library; raises LibraryError if it is a file."""
    if not arguments.library:
        return None
    from seedread.index.storage.places import named_place  # noqa: PLC0415 (as the module says)

    folder = named_place(str(arguments.library))
    if not isinstance(folder, Path):
        return folder
    if os.path.lexists(folder) and not os.path.isdir(folder):  # noqa: PTH112 (pathlib's own raises)
        raise LibraryError(
            f"{arguments.library} is not a folder. --library takes the folder of an index, or opensearch://host/name."
        )
    return folder


def open_library(
    arguments: Namespace, settings: Settings | None = None, *, marks: bool = True, makes: bool = True
) -> Library:
    """Open the library of the arguments, or else of the settings; raises ConfigError for invalid settings.

    With `marks`, searches know the reader's marks, folders of feeds and what is new; a command that searches nothing
    does without. If it `makes` a library, a folder without one is filled from the default sources: a search of one that
    is named wrong must not go through other articles.
    """
    from seedread.index import Library  # noqa: PLC0415 (as the module says)
    from seedread.index.storage.manifest import has_library  # noqa: PLC0415 (as the module says)

    settings = settings or _settings(arguments)
    paths, folder = arguments.paths, library_folder(arguments)
    if not paths and not (folder and has_library(folder)):
        from seedread.tui.cli.feed_places import default_sources  # noqa: PLC0415 (as the module says)

        paths = default_sources(settings) if makes or not folder else []
        if folder and not paths:
            raise SourceMissing(f"No library in {folder} yet. Give the files or folders to index.")
    library = Library.open(
        paths,
        folder,
        trusted=trusted_owners(arguments, settings),
        replace_sources=getattr(arguments, "replace_sources", False),
    )
    library.revisions.most = settings.library.versions * 1_000_000
    if marks:
        _follow(library, settings)
    return library


def _follow(library: Library, settings: Settings) -> None:
    from seedread.index.following.followed import follow  # noqa: PLC0415 (as the module says)
    from seedread.index.shelf import Shelf  # noqa: PLC0415 (as the module says)

    follow(library, Shelf(), _feed_list(settings))


def _feed_list(settings: Settings) -> Path | None:
    from seedread.tui.config.feed_places import list_path  # noqa: PLC0415 (as the module says)

    with suppress(NoHome):
        return list_path(settings)
    return None


def _settings(arguments: Namespace) -> Settings:
    """Return the settings; an invalid file does not stop a command that names its sources."""
    from seedread.tui.config import ConfigError, Settings, load_settings  # noqa: PLC0415 (as the module says)

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
    library = open_library(arguments, makes=False)
    if library.pending():
        _sync(library)
    if marks:
        from seedread.index.shelf import Shelf, adopt  # noqa: PLC0415 (as the module says)

        with Shelf() as shelf, suppress(ShelfError):  # the search reports the error if the query needs marks
            adopt(library, shelf)
    return library


def _sync(library: Library) -> None:
    if library.keeper and _has_articles(library):
        complain(f"This library is maintained by {library.keeper} and is out of date; searching it as is.")
        return
    try:
        for one in library.sync().kept:
            complain(f"{kept_sentence(one.path, one.articles, one.reason)}.")
    except LibraryError as error:
        if not _has_articles(library):
            raise
        complain(f"Searching the library as is. {error.message}")


def _has_articles(library: Library) -> bool:
    """Tell whether there is something to search; of a cluster, also where only a part of it answers."""
    from seedread.index.cluster import Incomplete  # noqa: PLC0415 (as the module says)

    try:
        return library.count > 0
    except Incomplete:
        return True
