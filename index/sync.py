"""Brings a library up to what its files say: reads what changed and commits it in steps that survive a kill."""

from __future__ import annotations

import os
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

from .entry import IndexEntry, to_entry
from .layout import FileState, save, sync_folder
from .sources import Document, Problem, find, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from .engines import Writer
    from .layout import Manifest
    from .sources import Found

__all__ = ["Progress", "Sync", "SyncReport", "changed"]

_BATCH = 64
"""Documents handed on at a time."""
_FIRST_COMMIT = 2.0
"""Seconds until the first articles can be read; each later step is twice as long."""
_RACY_NS = 2_000_000_000
"""A file changed this shortly before it was read may change again within one tick of its clock."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sync has come."""

    done: int
    total: int
    """Files."""
    phase: str
    """reading, indexing or done."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did, counted in articles; `problems` lists what could not be read."""

    added: int
    updated: int
    removed: int
    unchanged: int
    problems: tuple[Problem, ...]
    seconds: float


def changed(roots: Sequence[Path], known: dict[str, FileState]) -> bool:
    """Tell whether any file came, went, or looks different."""
    files, _ = find(roots)
    return len(files) != len(known) or any(_differs(file, known) for file in files)


@dataclass
class Sync:
    """One sync of a library, from the state it finds to the state it leaves."""

    directory: Path
    roots: Sequence[Path]
    manifest: Manifest
    files: dict[str, FileState]
    """What is known of every file; changed as the sync goes on."""
    writer: Writer
    progress: Callable[[Progress], None]

    def __post_init__(self) -> None:
        self.manifest = replace(self.manifest, complete=False)
        self.owner = {article_id: key for key, state in self.files.items() for article_id in state.ids}
        self.problems: list[Problem] = []
        """What could not even be looked at; what could not be read stands in `files`."""
        self.added = self.updated = self.removed = 0
        self.started = self.committed = time.monotonic()
        self.step = _FIRST_COMMIT

    def run(self, jobs: int) -> SyncReport:
        """Read what changed, with `jobs` processes, and commit it; on any failure the last committed step stands."""
        found, self.problems = find(self.roots)
        self._remove_missing({file.key for file in found})
        fresh = [file for file in found if _differs(file, self.files) or self.files[file.key].problem]
        total = len(fresh)
        self.progress(Progress(0, total, "reading"))
        for done, (file, state, entries) in enumerate(self._read(fresh, jobs), 1):
            self._replace(file, state, entries)
            self.progress(Progress(done, total, "reading"))
            if time.monotonic() - self.committed > self.step and done < total:
                self._commit(last=False)
        self.progress(Progress(total, total, "indexing"))
        unread = [
            Problem(str(file.path), problem) for file in found if (problem := self.files[file.key].problem) is not None
        ]
        self.manifest = replace(self.manifest, problems=(*self.problems, *unread), complete=True)
        self._commit(last=True)
        self.progress(Progress(total, total, "done"))
        unchanged = sum(len(state.ids) for state in self.files.values()) - self.added - self.updated
        seconds = time.monotonic() - self.started
        return SyncReport(self.added, self.updated, self.removed, unchanged, self.manifest.problems, seconds)

    def _remove_missing(self, found: set[str]) -> None:
        # A folder that cannot be looked at now (a mount that is away) says nothing about its articles.
        if any(not root.exists() for root in self.roots):
            return
        hidden = tuple(problem.path for problem in self.problems)
        for key in [key for key in self.files if key not in found]:
            if not any(path.endswith(key) or f"/{key}".startswith(f"/{_below(path, self.roots)}/") for path in hidden):
                self._forget(self.files.pop(key).ids)

    def _forget(self, ids: Iterable[str]) -> None:
        gone = list(ids)
        self.writer.remove(gone)
        self.removed += len(gone)
        for article_id in gone:
            self.owner.pop(article_id, None)

    def _read(self, files: Sequence[Found], jobs: int) -> Iterator[tuple[Found, FileState, list[IndexEntry]]]:
        """Read files in order; what they hold becomes entries here or in worker processes."""
        if jobs <= 1 or len(files) < _BATCH:
            for file in files:
                state, documents = self._documents(file)
                yield file, state, [_entry((document, file.key)) for document in documents]
            return
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            for at in range(0, len(files), _BATCH * jobs):
                batch = [(file, *self._documents(file)) for file in files[at : at + _BATCH * jobs]]
                work = [(document, file.key) for file, _, documents in batch for document in documents]
                entries = pool.map(_entry, work, chunksize=max(1, len(work) // (jobs * 4)))
                for file, state, documents in batch:
                    yield file, state, [next(entries) for _ in documents]

    def _documents(self, file: Found) -> tuple[FileState, list[Document]]:
        """Return the documents of a file that must be indexed; none where its bytes are the known ones."""
        taken = read(file)
        before = self.files.get(file.key)
        racy = time.time_ns() - file.mtime_ns < _RACY_NS
        ids = before.ids if before else ()
        state = FileState(file.size, 0 if racy else file.mtime_ns, taken.digest, ids, taken.problem)
        if before and (before.digest == taken.digest or (taken.problem and not taken.documents)):
            return state, []
        documents = [self._owned(document, file.key) for document in taken.documents]
        return replace(state, ids=tuple(document.id for document in documents)), documents

    def _owned(self, document: Document, key: str) -> Document:
        """Return `document` under an id that no other file has."""
        if self.owner.setdefault(document.id, key) == key:
            return document
        renamed = replace(document, id=f"{key}#{document.id}")
        self.owner[renamed.id] = key
        return renamed

    def _replace(self, file: Found, state: FileState, entries: list[IndexEntry]) -> None:
        before = self.files.get(file.key)
        self.files[file.key] = state
        old, new = set(before.ids if before else ()), set(state.ids)
        if not entries and old == new:
            return
        if old - new:
            self._forget(old - new)
        self.added += len(new - old)
        self.updated += len(new & old)
        self.writer.add(entries)

    def _commit(self, *, last: bool) -> None:
        self.writer.commit(last=last)
        index = self.directory / self.manifest.index
        for path in index.iterdir():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        sync_folder(index)
        self.manifest = save(self.directory, self.manifest, self.files)
        self.committed = time.monotonic()
        self.step *= 2


def _differs(file: Found, known: dict[str, FileState]) -> bool:
    state = known.get(file.key)
    return state is None or (state.size, state.mtime_ns) != (file.size, file.mtime_ns)


def _entry(work: tuple[Document, str]) -> IndexEntry:
    from .pipeline import to_article  # noqa: PLC0415 (0.1 s that reading a library that is up to date does not need)

    document, key = work
    return to_entry(to_article(document), key)


def _below(path: str, roots: Sequence[Path]) -> str:
    for root in roots:
        if path.startswith(f"{root}/"):
            return path[len(str(root)) + 1 :]
    return path
