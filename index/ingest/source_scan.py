"""Scans the sources of a library: which files exist, which are gone, and which cannot be accessed now.

If a source or folder cannot be accessed, or its disk is not mounted any more, its articles are not counted as gone.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.files.file_keys import file_key, prefixes
from seedread.index.sources import find
from seedread.index.storage.manifest import KeptArticles
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from seedread.index.files.problem import Problem
    from seedread.index.sources import SourceFile
    from seedread.index.storage.manifest import FileState

__all__ = ["SourceScan", "scan_sources"]

_EMPTY = "it is empty"
_NOT_MOUNTED = "nothing is mounted there"


@dataclass
class SourceScan:
    """The current contents of the sources."""

    found: list[SourceFile]
    problems: list[Problem]
    gone: list[str] = field(default_factory=list)
    """Keys of files that no longer exist."""
    away: list[str] = field(default_factory=list)
    """Keys of files that cannot be accessed now."""
    kept: tuple[KeptArticles, ...] = ()
    """The sources and folders of these files."""
    mounts: tuple[str, ...] = ()
    """Folders on which a disk is mounted, or was mounted before."""


@dataclass(frozen=True, slots=True)
class _Hidden:
    """A source, file or folder that cannot be accessed."""

    path: str
    prefix: str
    """The key of a file, or the prefix of the keys in a folder."""
    reason: str


def scan_sources(roots: Sequence[Path], known: Mapping[str, FileState], mounts: Sequence[str]) -> SourceScan:
    """Find the files of `roots`; `mounts` are the folders on which a disk was mounted at the last scan."""
    found, problems = find(roots)
    scan = SourceScan(found, problems)
    here = {file.key for file in found}
    missing = [key for key, state in known.items() if key not in here and state.ids]
    hidden: dict[str, _Hidden] = {}
    for one in _hidden(roots, scan, missing, mounts):
        hidden.setdefault(one.prefix, one)
    articles: dict[_Hidden, int] = {}
    for key in missing:
        over = next((hidden[prefix] for prefix in _prefixes(key) if prefix in hidden), None)
        if over is None:
            scan.gone.append(key)
            continue
        scan.away.append(key)
        if key != over.prefix or over.path in map(str, roots):  # one file of a folder is among the problems
            articles[over] = articles.get(over, 0) + len(known[key].ids)
    scan.gone += [key for key, state in known.items() if key not in here and not state.ids]
    scan.kept = tuple(KeptArticles(safe_line(one.path), n, safe_line(one.reason)) for one, n in articles.items())
    away = {one.path for one in hidden.values() if one.reason == _NOT_MOUNTED and one in articles}
    scan.mounts = tuple(sorted({*_mounts(roots, found), *away}))
    return scan


def _prefixes(key: str) -> Iterator[str]:
    """Yield a key and its prefixes: each folder above, the nearest first, then the empty prefix."""
    yield key
    while at := key.rfind("/") + 1:
        yield key[:at]
        key = key[: at - 1]
    yield ""


def _hidden(roots: Sequence[Path], scan: SourceScan, missing: Sequence[str], mounts: Sequence[str]) -> list[_Hidden]:
    hidden: list[_Hidden] = []
    for root, prefix in zip(roots, prefixes(roots), strict=True):
        hidden += [
            _Hidden(str(path), _folder_prefix(prefix, root, path), _NOT_MOUNTED)
            for path in map(Path, mounts)
            if path.is_relative_to(root) and not os.path.ismount(path)
        ]
        for problem in scan.problems:
            path = Path(problem.path)
            if path == root:
                hidden.append(_Hidden(problem.path, prefix, problem.reason))
            elif path.is_relative_to(root):
                key = file_key(prefix, root, path)
                hidden += [_Hidden(problem.path, key, problem.reason), _Hidden(problem.path, key + "/", problem.reason)]
        alone = any(file.key.startswith(prefix) for file in scan.found)
        if not alone and any(key.startswith(prefix) for key in missing):
            hidden.append(_Hidden(str(root), prefix, _EMPTY))
    return hidden


def _folder_prefix(prefix: str, root: Path, folder: Path) -> str:
    return prefix if folder == root else file_key(prefix, root, folder) + "/"


def _mounts(roots: Sequence[Path], found: Sequence[SourceFile]) -> set[str]:
    """Return the folders of `roots` that contain files and on which a disk is mounted."""
    mounted = {root for root in roots if os.path.ismount(root)}
    devices = {root: root.stat().st_dev for root in roots if root.is_dir()}
    looked_at: set[Path] = set()
    for file in found:
        root = next((root for root in devices if file.path.is_relative_to(root)), None)
        folder = file.path.parent
        if root is None or file.device == devices[root] or folder in looked_at:
            continue
        looked_at.add(folder)
        above = [one for one in (folder, *folder.parents) if one != root and one.is_relative_to(root)]
        mounted.update(one for one in above if os.path.ismount(one))
    return {str(path) for path in mounted}
