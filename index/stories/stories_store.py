"""The stories of a library on disk, brought up to each generation after its last commit, and read with it.

stories-N.json belongs to the manifest with the serial N. It can be lost: the next sync makes it again. What is done of
a long grouping stands under the serial before, so that one that is killed goes on where it was.
"""

from __future__ import annotations

import time
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

from seedread.index.errors import Damaged
from seedread.index.files.checked_json import write_json
from seedread.index.files.hashing import blake2b
from seedread.index.storage.modes import file_mode
from seedread.index.storage.stories_file import FORMAT, read_stories, stories_file, stories_files
from seedread.index.stories.clustering import assign
from seedread.index.stories.clusters import Groups
from seedread.index.stories.similarity import Profiles
from seedread.index.text.data_files import read_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedread.index.engines import Reader
    from seedread.index.storage.checked_path import Place

__all__ = ["load", "update"]

_KEPT_EVERY = 30.0
"""Seconds of grouping that a kill may cost."""


def load(directory: Place, serial: int) -> Groups | None:
    """Return the stories of a state of the library, or else the newest there are; None without any.

    Raises Damaged where there are only such that cannot be read.
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


def _read(path: Place) -> tuple[str, Groups] | None:
    found = read_stories(path)
    if found is None:
        return None
    stories = {int(story): list(members) for story, members in found["stories"].items()}
    return found["basis"], Groups(dict(found["articles"]), stories, dict(found["copies"]), int(found["following"]))


def update(directory: Path, serial: int, fingerprint: str, reader: Reader, told: Callable[[int, int], None]) -> Groups:
    """Bring the stories up to `reader`: what went is taken out, what is new or changed is looked at.

    All is looked at anew where cleaning, names or the bounds changed (`fingerprint` stands for the first two).
    `told` is given how many articles are done, of how many. Raises OSError where nothing can be written.
    """
    basis = f"{fingerprint} {_bounds_mark()}"
    groups = _known(directory, basis)
    order = reader.by_date(reader.everything, reader.everything.bit_count(), newest=False)
    marks = {reader.row(number).id: (number, _mark(reader, number)) for number in order}
    groups.forget([article for article, mark in groups.articles.items() if marks.get(article, (0, None))[1] != mark])
    fresh = [(number, mark) for article, (number, mark) in marks.items() if article not in groups.articles]
    kept = time.monotonic()

    def step(done: int) -> None:
        nonlocal kept
        told(done, len(fresh))
        if time.monotonic() - kept > _KEPT_EVERY:
            _write(directory, serial - 1, basis, groups)
            kept = time.monotonic()

    assign(groups, Profiles(reader), fresh, step)
    _write(directory, serial, basis, groups)
    return groups


def _mark(reader: Reader, number: int) -> int:
    """Return what changes with title, body and date: by it an article that changed is known."""
    return zlib.crc32(f"{reader.minute(number)} {reader.text_sum(number)}".encode())


def _known(directory: Path, basis: str) -> Groups:
    for path in stories_files(directory):
        with suppress(Damaged):
            found = _read(path)
            if found and found[0] == basis:
                return found[1]
    return Groups()


def _bounds_mark() -> str:
    return blake2b(read_text("stories", "bounds.toml").encode(), digest_size=8).hexdigest()


def _write(directory: Path, serial: int, basis: str, groups: Groups) -> None:
    """Put the file in its place in one step, and remove older ones."""
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
