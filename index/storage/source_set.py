"""Which sources a library has, and what the paths mean that somebody opens it with.

A library knows its sources. Paths that name them all open it; a path inside one of them opens it and is all that is
searched; any other path is refused, unless it is to be a source from now on.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.errors import OtherSources
from seedread.index.files.file_keys import prefixes
from seedread.index.files.user_folders import expanded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from seedread.index.storage.manifest import FileState

__all__ = ["SourceSet", "named", "resolved", "split_files", "to_open"]


class SourceSet(NamedTuple):
    """What is to be opened."""

    sources: tuple[Path, ...]
    """The files and folders of the library, absolute, links as they were named; none where they are not known."""
    within: tuple[Path, ...] = ()
    """What alone is searched, resolved; nothing: all of it."""


def named(paths: Iterable[str | Path]) -> tuple[Path, ...]:
    """Return paths as sources are kept: absolute, each once, links not followed, so that they may point elsewhere."""
    absolute = (expanded(path).absolute() for path in paths)
    # `..` behind a link leads out of what the link points to
    return tuple(dict.fromkeys(path.resolve() if ".." in path.parts else path for path in absolute))


def resolved(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return where paths lead now, each once."""
    return tuple(dict.fromkeys(path.resolve() for path in paths))


def to_open(known: Sequence[Path], given: Sequence[Path], directory: Path) -> SourceSet:
    """Return what paths mean for the library in `directory`, whose sources are `known`, none where nobody knows.

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
    """Return where a path leads; a link to a file that is itself inside the sources is what is found there."""
    link = path.parent.resolve() / path.name
    inside = path.is_file() and any(link.is_relative_to(root) for root in roots)
    return link if inside else path.resolve()


def split_files(
    known: Mapping[str, FileState], before: Sequence[Path], now: Sequence[Path]
) -> tuple[dict[str, FileState], dict[str, FileState]]:
    """Return which files of the sources `before` are files of those of `now` under the same key, and which are not."""
    still = [prefix for root, prefix in zip(before, prefixes(before), strict=True)
             if (root, prefix) in zip(now, prefixes(now), strict=True)]  # fmt: skip
    same = {key: state for key, state in known.items() if any(map(key.startswith, still))}
    return same, {key: state for key, state in known.items() if key not in same}


def _listed(paths: Sequence[Path]) -> str:
    texts = [os.fsencode(path).decode("utf-8", "backslashreplace") for path in paths]
    return ", ".join(texts[:3]) + (f" and {len(texts) - 3} more" if len(texts) > 3 else "")
