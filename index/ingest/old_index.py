"""The existing index of a library while a new one is built: what can still be read from it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.engines import open_engine
from seedread.index.errors import Damaged
from seedread.index.query import All
from seedread.index.storage.file_states import FileState, FileStates
from seedread.index.storage.manifest import known_sources, last_files, load, load_files

if TYPE_CHECKING:
    from seedread.index.engines import Reader
    from seedread.index.storage.places import WritablePlace

__all__ = ["OldIndex", "open_old"]


@dataclass(frozen=True, slots=True)
class OldIndex:
    """The last state of a library, as far as it can be read."""

    files: FileStates
    sources: tuple[str, ...]
    mounts: tuple[str, ...]
    reader: Reader | None
    """The caller closes it; None if the index cannot be opened."""


def open_old(directory: WritablePlace) -> OldIndex | None:
    """Return what can be read of the index in `directory`, None if there is none."""
    manifest = None
    with contextlib.suppress(Damaged):
        manifest = load(directory)
    reader = _reader(directory / manifest.index, manifest.generation) if manifest else _newest(directory)
    files = FileStates()
    if manifest:
        with contextlib.suppress(Damaged):
            files = load_files(directory, manifest)
    files = files or last_files(directory) or (_files_of(reader) if reader else files)
    if not files and reader is None:
        return None
    sources = tuple(map(str, known_sources(directory)))
    return OldIndex(files, sources, manifest.mounts if manifest else (), reader)


def _newest(directory: WritablePlace) -> Reader | None:
    """Open the newest index that can be opened, in place of the one that the manifest would name."""
    folders = (path for path in directory.glob("index-*") if path.name[6:].isdigit())
    for folder in sorted(folders, key=lambda path: int(path.name[6:]), reverse=True):
        if open_engine(folder).generation() and (reader := _reader(folder, None)):
            return reader
    return None


def _reader(folder: WritablePlace, generation: int | None) -> Reader | None:
    with contextlib.suppress(Damaged):
        return open_engine(folder).reader(generation)
    return None


def _files_of(reader: Reader) -> FileStates:
    """Return the files of the articles in an index if no file list can be read."""
    ids: dict[str, list[str]] = {}
    with contextlib.suppress(Damaged):
        for number in reader.numbers(All()):
            kept = reader.kept(number)
            ids.setdefault(kept.record["file"], []).append(kept.id)
    return FileStates((key, FileState(0, 0, "", tuple(own))) for key, own in ids.items())
