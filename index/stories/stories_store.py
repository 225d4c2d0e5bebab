"""The stories of a library on disk, updated after the last commit of a sync.

stories-N.json belongs to the manifest with the serial N. If it is lost, the next sync makes it again. Partial results
of a long clustering are saved under the previous serial, so that a killed one resumes there.
"""

from __future__ import annotations

import time
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

from seedread.index.errors import Damaged
from seedread.index.files.checked_json import write_json
from seedread.index.storage.modes import file_mode
from seedread.index.storage.stories_file import FORMAT, read_stories, stories_file, stories_files
from seedread.index.stories.clustering import assign
from seedread.index.stories.clusters import StoryClusters
from seedread.index.stories.similarity import Profiles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedread.index.engines import Reader
    from seedread.index.storage.checked_path import Place

__all__ = ["load", "update"]

_KEPT_EVERY = 30.0
"""Seconds of clustering that may be lost if the process is killed."""


def load(directory: Place, serial: int) -> StoryClusters | None:
    """Return the stories of a state of the library, or else the newest ones; None if there are none.

    Raises Damaged if all existing files are damaged.
    """
    damaged: Damaged | None = None
    for path in dict.fromkeys((stories_file(directory, serial), *stories_files(directory))):
        try:
            if found := _read(path):
                return found[1]
        except Damaged as error:
            damaged = damaged or error
    if damaged:
        raise damaged
    return None


def _read(path: Place) -> tuple[str, StoryClusters] | None:
    found = read_stories(path)
    if found is None:
        return None
    stories = {int(story): list(members) for story, members in found["stories"].items()}
    return found["basis"], StoryClusters(
        dict(found["articles"]), stories, dict(found["copies"]), int(found["following"])
    )


def update(
    directory: Path, serial: int, basis: str, reader: Reader, on_progress: Callable[[int, int], None]
) -> StoryClusters:
    """Bring the stories up to `reader`: articles that went are taken out, new and changed ones are grouped.

    All are grouped again where the stories on disk have another `basis` (`Versions.grouped_by`). `on_progress` gets how
    many articles are done, of how many. Raises OSError where nothing can be written.
    """
    groups = _known(directory, basis)
    order = reader.by_date(reader.everything, reader.everything.bit_count(), newest=False)
    marks = {reader.row(number).id: (number, _mark(reader, number)) for number in order}
    groups.forget([article for article, mark in groups.articles.items() if marks.get(article, (0, None))[1] != mark])
    fresh = [(number, mark) for article, (number, mark) in marks.items() if article not in groups.articles]
    kept = time.monotonic()

    def step(done: int) -> None:
        nonlocal kept
        on_progress(done, len(fresh))
        if time.monotonic() - kept > _KEPT_EVERY:
            _write(directory, serial - 1, basis, groups)
            kept = time.monotonic()

    assign(groups, Profiles(reader), fresh, step)
    _write(directory, serial, basis, groups)
    return groups


def _mark(reader: Reader, number: int) -> int:
    """Return a checksum of title, body and date, to detect changed articles."""
    return zlib.crc32(f"{reader.minute(number)} {reader.text_sum(number)}".encode())


def _known(directory: Path, basis: str) -> StoryClusters:
    for path in stories_files(directory):
        with suppress(Damaged):
            found = _read(path)
            if found and found[0] == basis:
                return found[1]
    return StoryClusters()


def _write(directory: Path, serial: int, basis: str, groups: StoryClusters) -> None:
    """Write the file atomically, and remove older ones."""
    value = {
        "format": FORMAT,
        "basis": basis,
        "following": groups.following,
        "stories": groups.stories,
        "copies": groups.copies,
        "articles": groups.articles,
    }
    path = stories_file(directory, serial)
    write_json(path, value, file_mode(directory))
    for other in directory.glob("stories-*.json*"):
        if other != path:
            other.unlink(missing_ok=True)
