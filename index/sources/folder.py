"""Which files a set of paths stands for, each with the mark by which a change is seen."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["CONTAINERS", "Found", "Problem", "find"]

MAX_BYTES = 64 * 1024 * 1024
"""A larger file is no article and is listed as a problem, not read; files that hold many may have any size."""
CONTAINERS = frozenset((".jsonl", ".ndjson"))
"""Endings of files that hold many articles."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be read."""

    key: str
    """Its path below the root, with the root's name in front where there are several: stable if the root moves."""
    path: Path
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be read, and why."""

    path: str
    reason: str


def find(roots: Sequence[Path]) -> tuple[list[Found], list[Problem]]:
    """Return the files below `roots` in order of their keys, and what could not be looked at.

    Hidden files and folders are passed over; links are followed to files, not to folders, so no loop is possible.
    """
    found: dict[str, Found] = {}
    problems: list[Problem] = []
    for root, name in zip(roots, _names(roots), strict=True):
        for path in _files(root, problems):
            below = path.name if path == root else path.relative_to(root).as_posix()
            key = _printable(f"{name}/{below}" if name else below)
            try:
                status = path.stat()
            except OSError as error:
                problems.append(Problem(str(path), error.strerror or str(error)))
                continue
            reason = _unreadable(path, status)
            if reason:
                problems.append(Problem(str(path), reason))
            else:
                found.setdefault(key, Found(key, path, status.st_size, status.st_mtime_ns))
    return sorted(found.values(), key=lambda file: file.key), problems


def _names(roots: Sequence[Path]) -> list[str]:
    """Return what stands before the keys of each root: nothing for a single root, a name of its own otherwise."""
    if len(roots) == 1:
        return [""]
    names: list[str] = []
    for root in roots:
        name, n = root.name, 2
        while name in names:
            name, n = f"{root.name}-{n}", n + 1
        names.append(name)
    return names


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
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(files) if not name.startswith("."))


def _unreadable(path: Path, status: os.stat_result) -> str | None:
    if not stat.S_ISREG(status.st_mode):
        return "not a regular file"
    if status.st_size > MAX_BYTES and path.suffix.lower() not in CONTAINERS:
        return f"larger than {MAX_BYTES // 1024**2} MB"
    return None


def _printable(key: str) -> str:
    """Return `key` with the bytes of a name that is not UTF-8 written out, so that it can be stored and printed."""
    return key.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
