"""Reads and writes the stories of a library: the clusters as JSON, and beside them the links as arrays."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np

from seedread.index.errors import Damaged
from seedread.index.files.atomic_write import write_file
from seedread.index.files.checked_json import write_json
from seedread.index.storage.modes import file_mode
from seedread.index.storage.stories_file import FORMAT, links_file, read_stories, stories_file, stories_files
from seedread.index.stories.clusters import StoryClusters
from seedread.index.stories.link_table import LinkTable

if TYPE_CHECKING:
    from pathlib import Path

    from seedread.index.storage.checked_path import Place

__all__ = ["load", "load_for_update", "save"]


def load(directory: Place, serial: int) -> StoryClusters | None:
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


def load_for_update(directory: Path, basis: str) -> tuple[StoryClusters, LinkTable]:
    """Return the newest stories with their links, if they were made by `basis`; else empty ones."""
    for path in stories_files(directory):
        with suppress(Damaged, OSError, ValueError, KeyError, IndexError, zipfile.BadZipFile):
            found = read_stories(path)
            if found and found["basis"] == basis:
                clusters = _clusters(found)
                arrays = np.load(io.BytesIO(links_file(path).read_bytes()), allow_pickle=False)
                links = LinkTable(list(clusters.articles), *(arrays[name] for name in ("best", "pairs", "values")))
                return clusters, links
    return StoryClusters(), LinkTable()


def _clusters(found: dict[str, Any]) -> StoryClusters:
    return StoryClusters(
        dict(found["articles"]),
        {int(story): list(members) for story, members in found["stories"].items()},
        dict(found["copies"]),
        dict(found["opinions"]),
        {int(story): int(earlier) for story, earlier in found["earlier"].items()},
        int(found["following"]),
    )


def save(directory: Path, serial: int, basis: str, clusters: StoryClusters, links: LinkTable) -> None:
    """Write the files atomically, the links first, and remove older ones; raises OSError.

    The articles are stored in the order of `links`.
    """
    value = {
        "format": FORMAT,
        "basis": basis,
        "following": clusters.following,
        "stories": clusters.stories,
        "copies": clusters.copies,
        "opinions": clusters.opinions,
        "earlier": clusters.earlier,
        "articles": {article: clusters.articles[article] for article in links.articles},
    }
    path = stories_file(directory, serial)
    arrays = io.BytesIO()
    np.savez(arrays, best=links.best, pairs=links.pairs, values=links.values)
    write_file(links_file(path), arrays.getvalue(), file_mode(directory))
    write_json(path, value, file_mode(directory))
    for other in directory.glob("stories-*"):
        if other not in {path, links_file(path)}:
            other.unlink(missing_ok=True)
