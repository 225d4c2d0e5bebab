"""The files of a library, and how its state changes in one step: the manifest names all other files.

manifest.json   format, versions, the index folder and its generation, the file list, the problems of the last sync
files-N.json    every file that was read, with the data by which a change is detected (`file_list`)
index-N/        the engine's files
lock            held by the one writer

The JSON files end in a checksum (`seedread.index.files.checked_json`). Both contain the sources: if one file is
broken, the sources of the library are still known.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedread.index.errors import Damaged, LibraryError
from seedread.index.files.atomic_write import sync_folder, target_of
from seedread.index.files.checked_json import CHECK, read_json, write_json
from seedread.index.files.hashing import blake2b
from seedread.index.files.problem import Problem
from seedread.index.files.user_folders import cache_folder
from seedread.index.storage.file_list import list_name, read_list, read_newest, write_list
from seedread.index.storage.file_states import FileStates
from seedread.index.storage.modes import mode_in
from seedread.index.storage.versions import Versions
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from seedread.index.storage.places import ReadablePlace, WritablePlace

__all__ = [
    "FORMAT",
    "KeptArticles",
    "Manifest",
    "default_directory",
    "has_library",
    "known_sources",
    "last_files",
    "load",
    "load_files",
    "save",
    "tidy",
    "title",
]

FORMAT = 6
_READABLE = (3, 4, 5, FORMAT)
"""Formats that can be read. 3, of seedread 0.1.0, has no sources; 3 and 4 have no versions; 5 has one list of files."""
_MANY_FILES = 3000
_STATE = re.compile(r"files-(\d+)\.json")
_OURS = re.compile(r"(?:(?:manifest|files-\d+|stories-\d+)\.json|links-\d+\.bin)")
_OLD_LEFTOVER = re.compile(rf"{_OURS.pattern}\.new")
"""Temporary files that killed writers of earlier versions left."""


@dataclass(frozen=True, slots=True)
class KeptArticles:
    """Articles that a sync keeps although their files no longer contain them."""

    path: str
    """The source or folder that cannot be accessed; empty if single files are gone."""
    articles: int
    reason: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state of a library on disk."""

    versions: Versions
    """The versions that made it; if they differ, parts must be rebuilt (`seedread.index.ingest.rebuild_reasons`)."""
    serial: int = 0
    """Grows by one with every change."""
    index: str = "index-0"
    generation: int = 0
    """The generation of the engine's index."""
    problems: tuple[Problem, ...] = ()
    complete: bool = False
    """Whether the last sync finished."""
    knowledge: str = ""
    """The name rules that were applied (`seedread.index.names.overrides.name_rules`)."""
    names_mark: str = ""
    """The fingerprint of the names files with these rules (`seedread.index.ingest.reader_rules`)."""
    lines_mark: str = ""
    """The fingerprint of the line rules that cleaned its articles (`seedread.index.ingest.reader_rules`)."""
    sources: tuple[str, ...] = ()
    """Its source files and folders, as absolute paths; none in a library of 0.1.0."""
    mounts: tuple[str, ...] = ()
    """The folders among them on which a disk was mounted at the last scan."""
    kept: tuple[KeptArticles, ...] = ()
    """What the last sync did not remove."""
    articles: int = 0
    """How many there were when the last sync finished."""
    file_count: int = 0
    """How many files it has."""
    lists: tuple[int, ...] = ()
    """The numbers of the parts of the file list, the oldest first."""
    format: int = FORMAT

    @property
    def files(self) -> frozenset[str]:
        """The names of the parts of the file list."""
        return frozenset(map(list_name, self.lists))

    @property
    def has_many_files(self) -> bool:
        """Whether it takes longer to look at its files than to start a process."""
        return self.file_count > _MANY_FILES


def default_directory(roots: tuple[Path, ...]) -> Path:
    """Return the folder in the reader's cache for the library of these sources, in any order; raises NoHome."""
    place, before = _cached(tuple(sorted(roots))), _cached(roots)
    # 0.1.0 had a folder for each order
    return before if before != place and before.exists() and not place.exists() else place


def _cached(roots: tuple[Path, ...]) -> Path:
    key = blake2b("\0".join(map(str, roots)).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return cache_folder() / "libraries" / f"{title(roots)[:40].replace('/', '-')}-{key}"


def title(roots: tuple[Path, ...]) -> str:
    """Return a short name for a set of sources."""
    first, *others = roots
    name = os.fsencode(first.name or str(first)).decode("utf-8", "backslashreplace")
    return safe_line(name) + (f" and {len(others)} more" if others else "")


def load(directory: ReadablePlace) -> Manifest | None:
    """Return the manifest, None if there is none; raises Damaged if it is broken or of another version."""
    path = directory / "manifest.json"
    try:
        values = _read(path)
        if values["format"] not in _READABLE:
            raise Damaged(f"{directory} was made by another version of seedread: `seedread index` rebuilds it.")
        _check_name(values["index"])
        values.pop("fingerprint", None)
        values |= {
            "format": FORMAT,
            "versions": Versions(**values.get("versions", {})),
            "problems": tuple(Problem(**entry) for entry in values["problems"]),
            "kept": tuple(KeptArticles(**entry) for entry in values.get("kept", ())),
            "sources": tuple(values.get("sources", ())),
            "mounts": tuple(values.get("mounts", ())),
            "lists": tuple(map(int, values.get("lists", [values["serial"]]))),
        }
        return Manifest(**values)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise _unreadable(path, error) from None


def _check_name(index: str) -> None:
    if not re.fullmatch(r"index-\d+", index):
        raise ValueError("it names no index")


def load_files(directory: ReadablePlace, manifest: Manifest) -> FileStates:
    """Return the state of every file; raises Damaged if the list cannot be read."""
    try:
        return read_list(directory, manifest.lists)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise _unreadable(directory / list_name(manifest.lists[-1]), error) from None


def last_files(directory: ReadablePlace) -> FileStates:
    """Return the state of every file from the newest list that can be read; empty if there is none."""
    for serial in _list_numbers(directory):
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            return read_newest(directory, serial)
    return FileStates()


def has_library(directory: ReadablePlace) -> bool:
    """Tell whether there is a library in `directory`, damaged or not; raises LibraryError if it may not be read."""
    return bool(_list_numbers(directory)) or (directory / "manifest.json").exists()


def known_sources(directory: ReadablePlace) -> tuple[Path, ...]:
    """Return the sources of the library; none if they are not recorded or there is no library.

    Raises LibraryError if its files may not be read.
    """
    lists = (directory / list_name(number) for number in _list_numbers(directory))
    for path in (directory / "manifest.json", *lists):
        try:
            sources = _read(path).get("sources", ())
        except PermissionError as error:
            raise _unreadable(path, error) from None
        except (OSError, ValueError, AttributeError):
            continue
        if isinstance(sources, list) and sources and all(isinstance(source, str) for source in sources):
            return tuple(map(Path, sources))
    return ()


def _list_numbers(directory: ReadablePlace) -> list[int]:
    """Return the numbers of all file lists, the newest first; raises LibraryError if the folder may not be read."""
    try:
        names = [path.name for path in directory.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise LibraryError(f"You may not read {directory} ({error.strerror}): ask its owner.") from None
    return sorted((int(found[1]) for name in names if (found := _STATE.fullmatch(name))), reverse=True)


def save(directory: WritablePlace, manifest: Manifest, files: FileStates) -> Manifest:
    """Write the next state and return its manifest; readers see either the old one or the new one.

    Of the list of files only what changed is written.
    """
    serial = manifest.serial + 1
    mode = mode_in(directory)
    write_list(directory, serial, files, manifest.sources, mode)
    lists = tuple(part.serial for part in files.parts)
    following = replace(manifest, serial=serial, lists=lists, file_count=len(files))
    write_json(directory / "manifest.json", asdict(following), mode)
    tidy(directory, following)
    return following


def tidy(directory: WritablePlace, manifest: Manifest) -> None:
    """Remove what the manifest does not name: older states and the leftovers of killed writers.

    First fsync the folder: a writer may have been killed before the manifest's name was on the disk.
    """
    if isinstance(directory, Path):
        sync_folder(directory)
    for path in directory.iterdir():
        if path.name in manifest.files or path.name == manifest.index:
            continue
        unfinished = target_of(path.name) or ""
        if _STATE.fullmatch(path.name) or _OURS.fullmatch(unfinished) or _OLD_LEFTOVER.fullmatch(path.name):
            path.unlink(missing_ok=True)
        elif re.fullmatch(r"index-\d+", path.name):
            _remove_index(path)


def _remove_index(place: WritablePlace) -> None:
    if isinstance(place, Path):
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.remove_tree()


def _read(path: ReadablePlace) -> Any:
    try:
        return read_json(path)
    except ValueError:
        # The first versions wrote no checksum.
        values = json.loads(path.read_bytes())
        if CHECK in values or values.get("format", FORMAT) in _READABLE:
            raise
        return values


def _unreadable(path: ReadablePlace, error: Exception) -> LibraryError:
    if isinstance(error, PermissionError):
        return LibraryError(f"You may not read {path}: ask its owner, or choose another place with --library.")
    return Damaged(f"{path} cannot be read ({error}): `seedread index` rebuilds it.")
