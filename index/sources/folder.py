"""Finds the files below a set of paths, with size and time to detect changes."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.files.file_keys import file_key, prefixes
from seedread.index.files.problem import Problem
from seedread.index.sources.ignored import IGNORED_FOLDERS, is_ignored_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["SourceFile", "find"]

_MAIL = frozenset(("cur", "new"))
_MAILDIR = _MAIL | {"tmp"}
"""The folders of a Maildir; in `tmp` are messages that are not delivered yet."""


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
    ctime_ns: int = 0
    """When it was last changed in any way, which no program can set back; 0 if unknown."""


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
                file = SourceFile(
                    key, path, status.st_size, status.st_mtime_ns, status.st_dev, ctime_ns=status.st_ctime_ns
                )
                found.setdefault(key, file)
            else:
                problems.append(Problem(str(path), "not a regular file"))
    return sorted(found.values(), key=lambda file: file.key), problems


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
        if _MAILDIR.issubset(folders):
            folders[:] = sorted(name for name in folders if name in _MAIL or _is_mail_folder(folder, name))
            continue  # the other files are lists of its mail program
        saved = {name.rpartition(".")[0] + "_files" for name in files if name.endswith((".html", ".htm"))}
        folders[:] = sorted(
            name for name in folders if not (name.startswith(".") or name in IGNORED_FOLDERS or name in saved)
        )
        yield from (Path(folder, name) for name in sorted(files) if not is_ignored_file(name))


def _is_mail_folder(folder: str, name: str) -> bool:
    """Tell whether a folder is one of a Maildir: those of Maildir++ are hidden files otherwise."""
    return name != "tmp" and (not name.startswith(".") or Path(folder, name, "cur").is_dir())
