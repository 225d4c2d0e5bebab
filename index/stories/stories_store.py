"""Reads and writes the stories of a library: the clusters as JSON, and beside them the articles with their links.

The second file is only read to bring the stories up to date.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from seedread.index.errors import Damaged
from seedread.index.files.checked_json import write_json
from seedread.index.storage.modes import mode_in
from seedread.index.storage.stories_file import (
    FORMAT,
    links_file,
    read_links,
    read_stories,
    remove_others,
    serial_of,
    stories_file,
    stories_files,
    write_links,
)
from seedread.index.stories.clusters import StoryClusters
from seedread.index.stories.link_table import LinkTable

if TYPE_CHECKING:
    from seedread.index.storage.places import ReadablePlace, WritablePlace

__all__ = ["load", "load_for_update", "save"]


def load(directory: ReadablePlace, serial: int) -> StoryClusters | None:
    """Return the stories of a state of the library, or else the newest ones; None if there are none.

    Raises Damaged if all existing files are damaged.
    """
    damaged: Damaged | None = None
    for path in dict.fromkeys((stories_file(directory, serial), *stories_files(directory))):
        try:
            if found := read_stories(path):
                return _clusters(found)
        except Damaged as error:
            damaged = damaged or error
    if damaged:
        raise damaged
    return None


def load_for_update(directory: WritablePlace, basis: str) -> tuple[StoryClusters, LinkTable]:
    """Return the newest stories with their links, if they were made by `basis`; else empty ones."""
    for path in stories_files(directory):
        with suppress(Damaged, OSError, ValueError):
            found = read_stories(path)
            if found and found["basis"] == basis:
                return _clusters(found), LinkTable.from_bytes(read_links(links_file(directory, serial_of(path))))
    return StoryClusters(), LinkTable()


def _clusters(found: dict[str, Any]) -> StoryClusters:
    return StoryClusters(
        {int(story): list(members) for story, members in found["stories"].items()},
        dict(found["copies"]),
        dict(found["opinions"]),
        {int(story): int(earlier) for story, earlier in found["earlier"].items()},
        int(found["following"]),
    )


def save(directory: WritablePlace, serial: int, basis: str, clusters: StoryClusters, table: LinkTable) -> None:
    """Write the files atomically, the links first, and remove older ones; raises OSError."""
    value = {
        "format": FORMAT,
        "basis": basis,
        "following": clusters.following,
        "stories": clusters.stories,
        "copies": clusters.copies,
        "opinions": clusters.opinions,
        "earlier": clusters.earlier,
    }
    path, links = stories_file(directory, serial), links_file(directory, serial)
    write_links(links, table.to_bytes(), mode_in(directory))
    write_json(path, value, mode_in(directory))
    remove_others(directory, serial)
