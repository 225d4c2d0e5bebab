"""Where a library keeps what, and how its state changes in one step: a manifest names everything else.

manifest.json   format, fingerprint, the index folder and its generation, the file list, the problems of the last sync
files-N.json    every file that was read, with the marks by which a change is seen
index-N/        the engine's files
lock            held by the one writer

The JSON files end in a checksum (`seedread.index.files.checked_json`). Both hold the sources: one broken file never
leaves a library that does not know what it is made of.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedread.index.errors import Damaged, LibraryError, NoHome
from seedread.index.files.atomic_write import sync_folder, target_of
from seedread.index.files.checked_json import CHECK, read_json, write_json
from seedread.index.files.hashing import blake2b
from seedread.index.files.user_folders import cache_folder, config_folder
from seedread.index.sources import Problem
from seedread.index.sources.extractor import mark as html_mark
from seedread.index.storage.modes import file_mode
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from seedread.index.storage.checked_path import Place

__all__ = [
    "FORMAT",
    "FileState",
    "KeptArticles",
    "Manifest",
    "default_directory",
    "fingerprint",
    "has_library",
    "known_sources",
    "last_files",
    "lines_mark",
    "load",
    "load_files",
    "names_files",
    "names_mark",
    "own_lines_file",
    "own_names_file",
    "save",
    "tidy",
    "title",
]

FORMAT = 4
_READABLE = (3, FORMAT)
"""Formats that are read. In 3, of seedread 0.1.0, sources are not known."""
_INDEXED_AS = 3
"""Grows where what is indexed of a file changes without any of the files below."""
_STATE = re.compile(r"files-(\d+)\.json")
_OURS = re.compile(r"(manifest|files-\d+|stories-\d+)\.json")
_OLD_LEFTOVER = re.compile(rf"{_OURS.pattern}\.new")
"""What killed writers of earlier versions left."""
_RESULT_DEPENDS_ON = ("article", "cleaning", "engines/whoosh", "ingest/index_entry.py", "ingest/pipeline.py",
                      "ingest/published.py", "ingest/site_repeats.py", "names", "sources", "text")  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileState:
    """What was known of a file when it was last read."""

    size: int
    mtime_ns: int
    digest: str
    ids: tuple[str, ...]
    """The articles it gave."""
    problem: str | None = None
    """Why it, or a part of it, could not be read; it is tried again with every sync."""
    indexed: int | None = None
    """How many of its documents a sync that is not finished has taken; None when it has all."""
    held: tuple[str, ...] = ()
    """Those of `ids` that are no longer in it, and are kept until somebody says that they may go."""
    missing: bool = False
    """Whether it is gone, and its articles are kept until somebody says that they may go."""


@dataclass(frozen=True, slots=True)
class KeptArticles:
    """Articles that a sync keeps although their files do not hold them now."""

    path: str
    """The source or folder that cannot be looked at; empty where the files are gone one by one."""
    articles: int
    reason: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state of a library on disk."""

    fingerprint: str
    """What made it (`fingerprint`): another one means that it must be rebuilt."""
    serial: int = 0
    """Grows by one with every change."""
    index: str = "index-0"
    generation: int = 0
    """Of the engine's index."""
    problems: tuple[Problem, ...] = ()
    complete: bool = False
    """Whether the last sync came to its end."""
    knowledge: str = ""
    """What its readers know of persons, as it was applied (`seedread.index.names.overrides.name_rules`)."""
    names_mark: str = ""
    """Of the names files that said it (`names_mark`)."""
    lines_mark: str = ""
    """Of the reader's rules for lines that cleaned its articles (`lines_mark`)."""
    sources: tuple[str, ...] = ()
    """The files and folders it is made of, absolute; none in a library of 0.1.0."""
    mounts: tuple[str, ...] = ()
    """The folders among them on which a disk was mounted when they were last seen."""
    kept: tuple[KeptArticles, ...] = ()
    """What the last sync did not remove."""
    articles: int = 0
    """How many there were when the last sync came to its end."""
    format: int = FORMAT

    @property
    def files(self) -> str:
        """The name of the file list."""
        return f"files-{self.serial}.json"


def default_directory(roots: tuple[Path, ...]) -> Path:
    """Return the place of the library of these sources in the reader's cache, in any order; raises NoHome."""
    place, before = _cached(tuple(sorted(roots))), _cached(roots)
    # 0.1.0 had a place for each order
    return before if before != place and before.exists() and not place.exists() else place


def _cached(roots: tuple[Path, ...]) -> Path:
    key = blake2b("\0".join(map(str, roots)).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return cache_folder() / "libraries" / f"{title(roots)[:40].replace('/', '-')}-{key}"


def own_names_file() -> Path:
    """Return where the file lies in which this reader says who is who, in all libraries; raises NoHome."""
    return config_folder() / "names.toml"


def own_lines_file() -> Path:
    """Return where the file lies in which this reader says what is body on which site; raises NoHome."""
    return config_folder() / "lines.toml"


def names_files(directory: Path) -> tuple[Path, ...]:
    """Return where the files lie that say what readers know of persons: the reader's own, and the library's.

    In a library that belongs to somebody else only its own counts: its owner decides what all see.
    """
    beside = directory / "names.toml"
    if not _somebody_elses(directory):
        with contextlib.suppress(NoHome):
            return (own_names_file(), beside)
    return (beside,)


def _somebody_elses(directory: Path) -> bool:
    try:
        return directory.stat().st_uid != os.geteuid()
    except FileNotFoundError:
        return False


def lines_mark(directory: Path, made: str = "") -> str:
    """Return a mark of the reader's rules for lines, empty where there are none; `made` for somebody else's library.

    Raises LinesFileError where they cannot be read.
    """
    if _somebody_elses(directory):
        return made
    try:
        path = own_lines_file()
    except NoHome:
        return ""
    if not path.exists():
        return ""
    from seedread.index.cleaning.site_rules_file import read_site_rules  # noqa: PLC0415 (0.1 s that readers without such a file do not need)

    rules = read_site_rules(path)
    return blake2b(repr(rules).encode(), digest_size=8).hexdigest() if rules else ""


def names_mark(directory: Path) -> str:
    """Return a mark of what the names files hold; empty where there are none."""
    digest = blake2b(digest_size=8)
    found = False
    for path in names_files(directory):
        with contextlib.suppress(OSError):
            content = path.read_bytes()
            digest.update(b"%d:%b" % (len(content), content))
            found = True
    return digest.hexdigest() if found else ""


def title(roots: tuple[Path, ...]) -> str:
    """Return a short name for a set of sources."""
    first, *others = roots
    name = os.fsencode(first.name or str(first)).decode("utf-8", "backslashreplace")
    return safe_line(name) + (f" and {len(others)} more" if others else "")


@cache
def fingerprint() -> str:
    """Return a mark of everything that decides how a document becomes an index entry: code and data files."""
    base = Path(__file__).parent.parent
    digest = blake2b(f"{_INDEXED_AS} {html_mark()}".encode(), digest_size=16)
    for name in _RESULT_DEPENDS_ON:
        files = sorted(base.joinpath(name).rglob("*")) if base.joinpath(name).is_dir() else [base / name]
        for file in files:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(file.relative_to(base).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def load(directory: Place) -> Manifest | None:
    """Return the manifest, None where there is none; raises Damaged where it is broken or another version's."""
    path = directory / "manifest.json"
    try:
        values = _read(path)
        if values["format"] not in _READABLE:
            raise Damaged(f"{directory} was made by another version of seedread: `seedread index` builds it anew.")
        _check_name(values["index"])
        values |= {
            "format": FORMAT,
            "problems": tuple(Problem(**entry) for entry in values["problems"]),
            "kept": tuple(KeptArticles(**entry) for entry in values.get("kept", ())),
            "sources": tuple(values.get("sources", ())),
            "mounts": tuple(values.get("mounts", ())),
        }
        return Manifest(**values)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise _unreadable(path, error) from None


def _check_name(index: str) -> None:
    if not re.fullmatch(r"index-\d+", index):
        raise ValueError("it names no index")


def load_files(directory: Place, manifest: Manifest) -> dict[str, FileState]:
    """Return what is known of every file; raises Damaged where it cannot be read."""
    path = directory / manifest.files
    try:
        return _states(read_json(path))
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise _unreadable(path, error) from None


def last_files(directory: Place) -> dict[str, FileState]:
    """Return what is known of every file by the newest list that can be read; nothing without any."""
    for path in _file_lists(directory):
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            return _states(read_json(path))
    return {}


def has_library(directory: Place) -> bool:
    """Tell whether there is a library in `directory`, damaged or not; raises LibraryError where it may not be read."""
    return bool(_file_lists(directory)) or (directory / "manifest.json").exists()


def known_sources(directory: Place) -> tuple[Path, ...]:
    """Return the sources of the library, none where it does not know them or there is none.

    Raises LibraryError where its files may not be read.
    """
    for path in (directory / "manifest.json", *_file_lists(directory)):
        try:
            sources = _read(path).get("sources", ())
        except PermissionError as error:
            raise _unreadable(path, error) from None
        except (OSError, ValueError, AttributeError):
            continue
        if isinstance(sources, list) and sources and all(isinstance(source, str) for source in sources):
            return tuple(map(Path, sources))
    return ()


def _file_lists(directory: Place) -> list[Place]:
    """Return the file lists there are, the newest first; raises LibraryError where the folder may not be read."""
    try:
        names = [path.name for path in directory.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise LibraryError(f"You may not read {directory} ({error.strerror}): ask its owner.") from None
    numbers = (int(found[1]) for name in names if (found := _STATE.fullmatch(name)))
    return [directory / f"files-{number}.json" for number in sorted(numbers, reverse=True)]


def _states(values: Any) -> dict[str, FileState]:
    return {
        key: FileState(size, mtime, digest, tuple(ids), problem, indexed, tuple(held), bool(missing))
        for key, (size, mtime, digest, ids, problem, indexed, held, missing) in (
            (key, (*state, *_NOT_KEPT)[:8]) for key, state in values["files"].items()
        )
    }


_NOT_KEPT: tuple[tuple[str, ...], bool] = ((), False)
"""What stands of `held` and `missing` in the lists of 0.1.0."""


def save(directory: Path, manifest: Manifest, files: dict[str, FileState]) -> Manifest:
    """Write the next state and return its manifest; readers see the old one or the new one, nothing between."""
    following = replace(manifest, serial=manifest.serial + 1)
    states = {
        key: (state.size, state.mtime_ns, state.digest, state.ids, state.problem, state.indexed, state.held,
              state.missing)
        for key, state in files.items()
    }  # fmt: skip
    mode = file_mode(directory)
    write_json(directory / following.files, {"files": states, "sources": following.sources}, mode)
    write_json(directory / "manifest.json", asdict(following), mode)
    tidy(directory, following)
    return following


def tidy(directory: Path, manifest: Manifest) -> None:
    """Remove what the manifest does not name: older states, and what killed writers left.

    Whoever wrote the manifest may have been killed before its name was on the disk: that comes first.
    """
    sync_folder(directory)
    for path in directory.iterdir():
        if path.name in (manifest.files, manifest.index):
            continue
        unfinished = target_of(path.name) or ""
        if _STATE.fullmatch(path.name) or _OURS.fullmatch(unfinished) or _OLD_LEFTOVER.fullmatch(path.name):
            path.unlink(missing_ok=True)
        elif re.fullmatch(r"index-\d+", path.name):
            shutil.rmtree(path, ignore_errors=True)


def _read(path: Place) -> Any:
    try:
        return read_json(path)
    except ValueError:
        # The first versions wrote no checksum.
        values = json.loads(path.read_bytes())
        if CHECK in values or values.get("format", FORMAT) in _READABLE:
            raise
        return values


def _unreadable(path: Place, error: Exception) -> LibraryError:
    if isinstance(error, PermissionError):
        return LibraryError(f"You may not read {path}: ask its owner, or choose another place with --library.")
    return Damaged(f"{path} cannot be read ({error}): `seedread index` builds it anew.")
