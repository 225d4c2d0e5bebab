"""The sources of a library, and the meaning of the paths that a user opens it with.

A library knows its sources. Paths that name all of them open it. A path inside one of them opens it and limits
the search to that path. Any other path is an error, unless the user replaces the sources.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.errors import OtherSources
from seedread.index.files.file_keys import prefixes
from seedread.index.files.user_folders import expanded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from seedread.index.storage.file_states import FileState, FileStates

__all__ = ["SourceSet", "library_name", "named", "resolved", "split_files", "to_open"]


class SourceSet(NamedTuple):
    """The library to open, and the part of it to search."""

    sources: tuple[Path, ...]
    """The files and folders of the library, absolute, with links not resolved; none if they are not known."""
    within: tuple[Path, ...] = ()
    """The resolved paths that a search is limited to; empty: no limit."""


def named(paths: Iterable[str | Path]) -> tuple[Path, ...]:
    """Return paths as sources are stored: absolute, without duplicates; links stay, as their targets may change."""
    absolute = (expanded(path).absolute() for path in paths)
    # `..` after a link is the parent of the link's target
    return tuple(dict.fromkeys(path.resolve() if ".." in path.parts else path for path in absolute))


def resolved(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the resolved paths without duplicates."""
    return tuple(dict.fromkeys(path.resolve() for path in paths))


def library_name(roots: Sequence[object]) -> str:
    """Return the name of the library of these sources, by which the reader's own data know its articles.

    Without sources it is that of its place: a folder, or an address in a cluster.
    """
    return "\n".join(os.fsencode(str(root)).decode("utf-8", "backslashreplace") for root in roots)


def to_open(known: Sequence[Path], given: Sequence[Path], directory: object) -> SourceSet:
    """Return what paths mean for the library in `directory` with the sources `known` (empty if they are not recorded).

    Raises OtherSources for a path that is neither a source nor inside one.
    """
    if not known or not given:
        return SourceSet(tuple(known or given))
    roots = resolved(known)
    asked = tuple(dict.fromkeys(_place(path, roots) for path in given))
    foreign = [path for path in asked if not any(path.is_relative_to(root) for root in roots)]
    if foreign:
        raise OtherSources(
            f"{_listed(foreign)} {'is not a source' if len(foreign) == 1 else 'are not sources'} of the library in "
            f"{directory}, which has {_listed(known)}. Give no path to open it, choose another place with --library, "
            "or make the given paths its sources from now on with `seedread index --replace-sources`."
        )
    whole = all(root in asked for root in roots)
    return SourceSet(tuple(known), () if whole else asked)


def _place(path: Path, roots: Sequence[Path]) -> Path:
    """Return the resolved path, except for a link that is itself inside the sources and points to a file."""
    link = path.parent.resolve() / path.name
    inside = path.is_file() and any(link.is_relative_to(root) for root in roots)
    return link if inside else path.resolve()


def split_files(
    known: FileStates, before: Sequence[Path], now: Sequence[Path]
) -> tuple[FileStates, dict[str, FileState]]:
    """Return which files of the sources `before` have the same key in the sources `now`, and which do not."""
    still = [prefix for root, prefix in zip(before, prefixes(before), strict=True)
             if (root, prefix) in zip(now, prefixes(now), strict=True)]  # fmt: skip
    if "" in still:
        return known, {}
    foreign = {key: known[key] for key in known if not any(map(key.startswith, still))}
    same = known.copy()
    for key in foreign:
        del same[key]
    return same, foreign


def _listed(paths: Sequence[Path]) -> str:
    texts = [os.fsencode(path).decode("utf-8", "backslashreplace") for path in paths]
    return ", ".join(texts[:3]) + (f" and {len(texts) - 3} more" if len(texts) > 3 else "")
