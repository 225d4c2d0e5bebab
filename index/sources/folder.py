"""Finds the files below a set of paths, with size and time to detect changes.

A library may have a hundred thousand files: a path is a string until it is needed.
"""

from __future__ import annotations

import os
import stat
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.files.file_keys import prefixes, printable_name
from seedread.index.files.problem import Problem
from seedread.index.sources.ignored import IGNORED_FOLDERS, is_ignored_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["SourceFile", "files_beside", "find", "walk"]

_MAIL = frozenset(("cur", "new"))
_MAILDIR = _MAIL | {"tmp"}
"""The folders of a Maildir; in `tmp` are messages that are not delivered yet."""


class SourceFile(NamedTuple):
    """A file to read."""

    key: str
    """Its path below the root, prefixed with the root's name if there are several: stable if the root moves."""
    place: str | os.PathLike[str]
    """Its path."""
    size: int
    mtime_ns: int
    device: int = 0
    """The device that contains it."""
    ctime_ns: int = 0
    """When it was last changed in any way, which no program can set back; 0 if unknown."""

    @property
    def path(self) -> Path:
        """Its path."""
        return Path(self.place)


def find(roots: Sequence[Path]) -> tuple[list[SourceFile], list[Problem]]:
    """Return the files below `roots` sorted by key, and the paths that could not be read.

    Hidden files and files of types without articles are skipped (`ignored`), unless they are roots; links to files are
    followed, links to folders are not, so that no loop is possible.
    """
    problems: list[Problem] = []
    found: dict[str, SourceFile] = {}
    for root, prefix in zip(roots, prefixes(roots), strict=True):
        for file in walk(root, prefix, problems):
            found.setdefault(file.key, file)
    return sorted(found.values(), key=attrgetter("key")), sorted(problems, key=attrgetter("path"))


def walk(root: Path, prefix: str, problems: list[Problem]) -> Iterator[SourceFile]:
    """Yield the files below a root, in no order; their keys begin with `prefix`. What cannot be read is a problem."""
    try:
        status = root.stat()
    except FileNotFoundError:
        problems.append(Problem(str(root), "no such file or folder"))
        return
    except OSError as error:
        problems.append(Problem(str(root), error.strerror or str(error)))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _below(str(root), prefix, problems)
    elif found := _file(prefix + printable_name(root.name), str(root), status, problems):
        yield found


def files_beside(file: SourceFile, roots: Sequence[Path], count: int) -> list[SourceFile]:
    """Return the first `count` files in the folder of a file, sorted by key; of a root that is a file, only that."""
    if file.path in roots:
        return [file]
    prefix = file.key[: file.key.rfind("/") + 1]
    found: list[SourceFile] = []
    _, entries = _contents(str(file.path.parent), [])
    for entry in sorted(entries, key=lambda entry: printable_name(entry.name)):
        if one := _found(prefix, entry, []):
            found.append(one)
        if len(found) == count:
            break
    return found


def _below(root: str, prefix: str, problems: list[Problem]) -> Iterator[SourceFile]:
    waiting = [(root, prefix)]
    while waiting:
        folder, prefix = waiting.pop()
        folders, entries = _contents(folder, problems)
        waiting += [
            (entry.path, f"{prefix}{printable_name(entry.name)}/") for entry in folders if not entry.is_symlink()
        ]
        for entry in entries:
            if found := _found(prefix, entry, problems):
                yield found


def _contents(folder: str, problems: list[Problem]) -> tuple[list[os.DirEntry[str]], list[os.DirEntry[str]]]:
    """Return the folders and files in a folder that may contain articles."""
    folders: list[os.DirEntry[str]] = []
    files: list[os.DirEntry[str]] = []
    try:
        with os.scandir(folder) as listed:
            for entry in listed:
                (folders if _is_folder(entry) else files).append(entry)
    except OSError as error:
        problems.append(Problem(folder, error.strerror or str(error)))
        return [], []
    if folders and _MAILDIR.issubset(entry.name for entry in folders):
        # the other files are lists of its mail program
        return [entry for entry in folders if entry.name in _MAIL or _is_mail_folder(folder, entry.name)], []
    return _news_folders(folders, files), [entry for entry in files if not is_ignored_file(entry.name)]


def _news_folders(folders: list[os.DirEntry[str]], files: list[os.DirEntry[str]]) -> list[os.DirEntry[str]]:
    """Return the folders that are not hidden, nor parts of a saved web page."""
    if not folders:
        return []
    pages = (entry.name for entry in files if entry.name.endswith((".html", ".htm")))
    without = IGNORED_FOLDERS | {f"{name.rpartition('.')[0]}_files" for name in pages}
    return [entry for entry in folders if not entry.name.startswith(".") and entry.name not in without]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _found(prefix: str, entry: os.DirEntry[str], problems: list[Problem]) -> SourceFile | None:
    try:
        return _file(prefix + printable_name(entry.name), entry.path, entry.stat(), problems)
    except OSError as error:
        problems.append(Problem(entry.path, error.strerror or str(error)))
        return None


def _file(key: str, place: str, status: os.stat_result, problems: list[Problem]) -> SourceFile | None:
    if stat.S_ISREG(status.st_mode):
        return SourceFile(key, place, status.st_size, status.st_mtime_ns, status.st_dev, status.st_ctime_ns)
    problems.append(Problem(place, "not a regular file"))
    return None


def _is_mail_folder(folder: str, name: str) -> bool:
    """Tell whether a folder is one of a Maildir: those of Maildir++ are hidden files otherwise."""
    return name != "tmp" and (not name.startswith(".") or Path(folder, name, "cur").is_dir())
