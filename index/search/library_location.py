"""Finds the library for the paths and the folder that a user names."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.errors import LibraryError, SourceMissing
from seedread.index.search.path_scope import PathScope
from seedread.index.sources import find
from seedread.index.storage.manifest import (
    default_directory,
    has_library,
    known_sources,
    last_files,
    load,
    load_files,
)
from seedread.index.storage.places import named_place
from seedread.index.storage.source_set import SourceSet, named, resolved, to_open
from seedread.index.storage.store import open_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.storage.ownership import Trust
    from seedread.index.storage.places import ReadablePlace, WritablePlace

__all__ = ["LibraryPlace", "locate"]


class LibraryPlace(NamedTuple):
    """A library to open."""

    opened: SourceSet
    directory: WritablePlace
    replaces: bool
    """Whether these sources replace the recorded ones."""


def locate(
    paths: Sequence[str | Path],
    directory: str | WritablePlace | None,
    trust: Trust,
    seeds: Path,
    *,
    replace_sources: bool,
) -> LibraryPlace:
    """Return the library of `paths` in `directory`; as `seedread.index.library.Library.open`, and raises the same."""
    given = named(paths)
    if directory is None:
        given = given or (seeds,)
        where: WritablePlace = default_directory(resolved(given))
    else:
        where = named_place(directory)
    # pathlib's own raises if a folder may not be entered
    is_there = os.path.isdir(where) if isinstance(where, Path) else True  # noqa: PTH112
    place = open_store(where, trust).look() if is_there else None
    place = place if place is not None and has_library(place) else None
    known = known_sources(place) if place else ()
    if not given and not known and (place is None or _holds_seeds(where, seeds)):
        given = (seeds,)
    replaces = replace_sources and bool(known and given)
    opened = SourceSet(given) if replaces else to_open(known, given, where)
    missing = [path for path in given if not os.path.exists(path)]  # noqa: PTH110 (as above)
    if missing and (replaces or place is None or not _expects(place, resolved(opened.sources), missing)):
        names = ", ".join(os.fsencode(path).decode("utf-8", "backslashreplace") for path in missing)
        raise SourceMissing(f"There is no {names}: give files or folders that exist.")
    return LibraryPlace(opened, where, replaces)


def _holds_seeds(directory: WritablePlace, folder: Path) -> bool:
    """Tell whether a library without recorded sources was made from the bundled seeds in `folder`."""
    seeds = {file.key: file.size for file in find([folder])[0]}
    return {key: state.size for key, state in last_files(directory).items()} == seeds


def _expects(place: ReadablePlace, roots: Sequence[Path], missing: Sequence[Path]) -> bool:
    """Tell whether missing paths are sources, or contain articles of the library."""
    inside = [path for path in resolved(missing) if path not in roots]
    with contextlib.suppress(LibraryError):
        manifest = load(place) if inside else None
        files = load_files(place, manifest) if manifest else {}
        return all(any(map(PathScope(roots, [path]).covers, files)) for path in inside)
    return False
