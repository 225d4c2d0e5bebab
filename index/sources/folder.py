"""Finds the files below a set of paths, with size and time to detect changes."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.sources.ignored import IGNORED_FOLDERS, is_ignored_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Problem", "SourceFile", "file_key", "find", "prefixes"]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read."""

    key: str
    """Its path below the root, prefixed with the root's name if there are several: stable if the root moves."""
    path: Path
    size: int
    mtime_ns: int
    device: int = 0
    """The device that contains it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be read, and why."""

    path: str
    reason: str


def find(roots: Sequence[Path]) -> tuple[list[SourceFile], list[Problem]]:
    """Return the files below `roots` sorted by key, and the paths that could not be read.

    Hidden files and files of types without articles are skipped (`ignored`), unless they are roots; links to files are
    followed, links to folders are not, so that no loop is possible.
    """
    found: dict[str, SourceFile] = {}
    problems: list[Problem] = []
    for root, prefix in zip(roots, prefixes(roots), strict=True):
        for path in _files(root, problems):
            key = file_key(prefix, root, path)
            try:
                status = path.stat()
            except OSError as error:
                problems.append(Problem(str(path), error.strerror or str(error)))
                continue
            if stat.S_ISREG(status.st_mode):
                found.setdefault(key, SourceFile(key, path, status.st_size, status.st_mtime_ns, status.st_dev))
            else:
                problems.append(Problem(str(path), "not a regular file"))
    return sorted(found.values(), key=lambda file: file.key), problems


def prefixes(roots: Sequence[Path]) -> list[str]:
    """Return the key prefix of each root: empty for a single root, else a unique name and a slash."""
    if len(roots) == 1:
        return [""]
    names: list[str] = []
    for root in roots:
        name, n = root.name, 2
        while name in names:
            name, n = f"{root.name}-{n}", n + 1
        names.append(name)
    return [f"{_printable(name)}/" if name else "" for name in names]


def file_key(prefix: str, root: Path, path: Path) -> str:
    """Return the key of `path`, which is `root` or below it."""
    return prefix + _printable(path.name if path == root else path.relative_to(root).as_posix())


def _files(root: Path, problems: list[Problem]) -> Iterator[Path]:
    try:
        status = root.stat()
    except FileNotFoundError:
        problems.append(Problem(str(root), "no such file or folder"))
        return
    except OSError as error:
        problems.append(Problem(str(root), error.strerror or str(error)))
        return
    if not stat.S_ISDIR(status.st_mode):
        yield root
        return

    def unreadable(error: OSError) -> None:
        problems.append(Problem(str(error.filename), error.strerror or str(error)))

    for folder, folders, files in os.walk(root, onerror=unreadable):
        saved = {name.rpartition(".")[0] + "_files" for name in files if name.endswith((".html", ".htm"))}
        folders[:] = sorted(
            name for name in folders if not (name.startswith(".") or name in IGNORED_FOLDERS or name in saved)
        )
        yield from (Path(folder, name) for name in sorted(files) if not is_ignored_file(name))


def _printable(key: str) -> str:
    """Return `key` with bytes that are not UTF-8 escaped, so that it can be stored and printed."""
    return key.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
