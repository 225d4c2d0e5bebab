"""Scans the sources of a library: which files changed, which are gone, and which cannot be accessed now.

If a source or folder cannot be accessed, or its disk is not mounted any more, its articles are not counted as gone.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.files.file_keys import file_key, prefixes
from seedread.index.sources import walk
from seedread.index.storage.manifest import KeptArticles
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from seedread.index.files.problem import Problem
    from seedread.index.sources import SourceFile
    from seedread.index.storage.file_states import FileState, FileStates
    from seedread.index.storage.manifest import Manifest

__all__ = ["SourceScan", "any_changed", "is_changed", "scan_sources"]

_EMPTY = "it is empty"
_NOT_MOUNTED = "nothing is mounted there"


@dataclass
class SourceScan:
    """The current contents of the sources, as far as they are not as recorded."""

    noted: list[SourceFile] = field(default_factory=list)
    """The files that are new or different, had a problem or were missing, sorted by key."""
    problems: list[Problem] = field(default_factory=list)
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


def is_changed(file: SourceFile, recorded: FileState | None) -> bool:
    """Tell whether a file is new, or its size or one of its times differs from the recorded one.

    `FileStates.is_settled` compares them too, faster.
    """
    if recorded is None or recorded.size != file.size or recorded.mtime_ns != file.mtime_ns:
        return True
    return bool(recorded.ctime_ns and file.ctime_ns and recorded.ctime_ns != file.ctime_ns)


def scan_sources(roots: Sequence[Path], known: FileStates, files: FileStates, mounts: Sequence[str]) -> SourceScan:
    """Find the files of `roots`: which of `known` are gone, and which differ from `files`, their state in the index.

    Both are one, unless a new index is built. `mounts` are the folders on which a disk was mounted at the last scan.
    """
    scan = SourceScan()
    walked = _Walk(scan, known, files)
    for root, prefix in zip(roots, prefixes(roots), strict=True):
        walked.through(root, prefix)
    scan.noted.sort(key=attrgetter("key"))
    scan.problems.sort(key=attrgetter("path"))
    unseen = [key for key, row in known.rows.items() if not walked.seen[row]]
    missing = [key for key in unseen if not known.is_empty(key)]
    hidden: dict[str, _Hidden] = {}
    for one in _hidden(roots, scan, walked, missing, mounts):
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
    scan.gone += filter(known.is_empty, unseen)
    scan.kept = tuple(KeptArticles(safe_line(one.path), n, safe_line(one.reason)) for one, n in articles.items())
    away = {one.path for one in hidden.values() if one.reason == _NOT_MOUNTED and one in articles}
    scan.mounts = tuple(sorted({*_mounts(roots, walked), *away}))
    return scan


def _was_read_soon(file: SourceFile, known: Mapping[str, FileState]) -> bool:
    """Tell whether a file is as it was when it was read, right after a change (`_RACY_NS`)."""
    state = known.get(file.key)
    if state is None or state.mtime_ns or not state.digest:
        return False
    return (state.size, state.ctime_ns) == (file.size, file.ctime_ns)


def any_changed(roots: Sequence[Path], known: FileStates, manifest: Manifest, *, surely: bool = False) -> bool:
    """Tell whether a file is new, gone or different, or whether other sources than before cannot be accessed.

    With `surely`, not because a file was read so soon after a change that it may have changed again since.
    """
    scan = scan_sources(roots, known, known, manifest.mounts)
    kept = {one.path for one in manifest.kept if one.path}
    unread = {str(file.path) for file in scan.noted if file.key in known and known[file.key].problem}
    return (
        any(
            is_changed(file, known.get(file.key)) or known[file.key].missing
            for file in scan.noted
            if not (surely and _was_read_soon(file, known))
        )
        or any(not known[key].missing for key in scan.gone)
        or kept - unread != {one.path for one in scan.kept}
    )


class _Walk:
    """A walk through the sources, which notes in a scan what is not as recorded."""

    def __init__(self, scan: SourceScan, known: FileStates, files: FileStates) -> None:
        self._scan, self._known, self._files = scan, known, files
        self.seen = bytearray(len(known.columns))
        """Whether each row of the known files was found."""
        self.filled: set[str] = set()
        """The prefixes of the roots in which there is a file."""
        self.elsewhere: set[tuple[Path, Path]] = set()
        """Folders with a file on another device than their root, with this root."""

    def through(self, root: Path, prefix: str) -> None:
        """Walk through a root, whose keys begin with `prefix`."""
        device = root.stat().st_dev if root.is_dir() else None
        for file in walk(root, prefix, self._scan.problems):
            if (row := self._known.rows.get(file.key)) is not None:
                self.seen[row] = 1
            if not self._files.is_settled(file.key, file.size, file.mtime_ns, file.ctime_ns):
                self._scan.noted.append(file)
            if device not in {None, file.device}:
                self.elsewhere.add((file.path.parent, root))
            self.filled.add(prefix)


def _prefixes(key: str) -> Iterator[str]:
    """Yield a key and its prefixes: each folder above, the nearest first, then the empty prefix."""
    yield key
    while at := key.rfind("/") + 1:
        yield key[:at]
        key = key[: at - 1]
    yield ""


def _hidden(
    roots: Sequence[Path], scan: SourceScan, walked: _Walk, missing: Sequence[str], mounts: Sequence[str]
) -> list[_Hidden]:
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
        if prefix not in walked.filled and any(key.startswith(prefix) for key in missing):
            hidden.append(_Hidden(str(root), prefix, _EMPTY))
    return hidden


def _folder_prefix(prefix: str, root: Path, folder: Path) -> str:
    return prefix if folder == root else file_key(prefix, root, folder) + "/"


def _mounts(roots: Sequence[Path], walked: _Walk) -> set[str]:
    """Return the folders of `roots` that contain files and on which a disk is mounted."""
    mounted = {root for root in roots if os.path.ismount(root)}
    for folder, root in walked.elsewhere:
        above = [one for one in (folder, *folder.parents) if one != root and one.is_relative_to(root)]
        mounted.update(one for one in above if os.path.ismount(one))
    return {str(path) for path in mounted}
