"""The rules that readers write themselves: names.toml and lines.toml, and fingerprints that show when they changed."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.errors import NoHome
from seedread.index.files.hashing import blake2b
from seedread.index.files.user_folders import config_folder

if TYPE_CHECKING:
    from seedread.index.storage.places import WritablePlace

__all__ = ["lines_mark", "names_files", "names_mark", "own_lines_file", "own_names_file"]


def own_names_file() -> Path:
    """Return the path of this reader's names.toml, which applies to all of the reader's libraries; raises NoHome."""
    return config_folder() / "names.toml"


def own_lines_file() -> Path:
    """Return the path of this reader's lines.toml, which says what is body on which site; raises NoHome."""
    return config_folder() / "lines.toml"


def names_files(directory: WritablePlace) -> tuple[Path, ...]:
    """Return the names files of a library: the reader's own, and those in the library's folder.

    Each names.toml may have a folder `leaders.d` beside it, whose files, in order of their names, apply before it. In
    another user's library only the library's files apply: the owner decides what all readers see. A library in a
    cluster has no such files: the rules of the one who syncs it apply.
    """
    if not isinstance(directory, Path):
        with contextlib.suppress(NoHome):
            return _with_leaders(own_names_file())
        return ()
    inside = directory / "names.toml"
    if not _belongs_to_another(directory):
        with contextlib.suppress(NoHome):
            return (*_with_leaders(own_names_file()), *_with_leaders(inside))
    return _with_leaders(inside)


def _with_leaders(path: Path) -> tuple[Path, ...]:
    """Return the files in `leaders.d` beside a names.toml, and the names.toml, which may not exist."""
    return (*sorted((path.parent / "leaders.d").glob("*.toml")), path)


def names_mark(directory: WritablePlace) -> str:
    """Return a fingerprint of the contents of the names files; empty if there are none."""
    digest = blake2b(digest_size=8)
    found = False
    for path in names_files(directory):
        with contextlib.suppress(OSError):
            content = path.read_bytes()
            digest.update(b"%d:%b" % (len(content), content))
            found = True
    return digest.hexdigest() if found else ""


def lines_mark(directory: WritablePlace, made: str = "") -> str:
    """Return a fingerprint of the reader's line rules, empty if there are none; `made` for another user's library.

    Raises LinesFileError if the file cannot be read.
    """
    if _belongs_to_another(directory):
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


def _belongs_to_another(directory: WritablePlace) -> bool:
    if not isinstance(directory, Path):
        return False
    try:
        return directory.stat().st_uid != os.geteuid()
    except FileNotFoundError:
        return False
