"""Updates a library from its files: reads what changed and commits it in steps that survive a kill.

A step may end within a file with several articles: the state of the file then records how many of them are indexed.
"""

from __future__ import annotations

import time
from collections import deque
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.facets.fields import INTRODUCED
from seedread.index.files.problem import Problem
from seedread.index.ingest.changed_files import ScannedFile, scan_file
from seedread.index.ingest.name_updates import apply_names_files, link_introduced
from seedread.index.ingest.replaced_texts import ReplacedTexts
from seedread.index.ingest.report import Progress, SyncReport
from seedread.index.ingest.settlement import settle
from seedread.index.ingest.site_repeats import SiteRepeats
from seedread.index.ingest.source_scan import scan_sources
from seedread.index.ingest.workers import entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from seedread.index.ingest.index_entry import IndexEntry
    from seedread.index.ingest.sync_state import SyncState
    from seedread.index.ingest.workers import Work
    from seedread.index.revisions.revisions import Revisions
    from seedread.index.sources import SourceFile
    from seedread.index.storage.file_states import FileState
    from seedread.index.storage.manifest import KeptArticles

__all__ = ["Sync"]


class Sync:
    """One sync, from the previous state of the library to the next."""

    def __init__(self, state: SyncState, revisions: Revisions, *, steps: bool = True) -> None:
        """With `steps`, readers see each finished step; without, they keep the complete old index until the end.

        Texts that are replaced are kept in `revisions`.
        """
        self._state = state
        self._revisions = revisions
        self._steps = steps
        self._done = self._total = 0
        self._scanned: deque[ScannedFile] = deque()
        """Files that were read but are not finished, in order."""

    def run(self, jobs: int, foreign: Mapping[str, FileState]) -> SyncReport:
        """Read what changed, with `jobs` processes, and commit it; after any failure the last committed step remains.

        `foreign` are files of former sources.
        """
        started = time.monotonic()
        state = self._state
        apply_names_files(state)
        for key, known in foreign.items():
            state.remove(key, known.ids)
        self._scan = scan_sources(state.roots, state.known, state.files, state.manifest.mounts)
        state.problems += self._scan.problems
        self._repeats = SiteRepeats(state.roots)
        self._release_gone()
        self._replaced = ReplacedTexts(state, self._revisions, frozenset(self._scan.gone))
        changed = [
            file
            for file in self._scan.noted
            if not state.files.is_settled(file.key, file.size, file.mtime_ns, file.ctime_ns)
        ]
        self._index(changed, jobs)
        kept = settle(state, self._scan)
        link_introduced(state)
        state.on_progress(Progress(self._total, self._total, "indexing"))
        self._finish(kept)
        state.on_progress(Progress(self._total, self._total, "done"))
        updated = state.updated + sum(map(state.was_not_read, state.renamed))
        unchanged = state.articles - state.added - updated
        seconds = time.monotonic() - started
        return SyncReport(state.added, updated, state.removed, unchanged, state.manifest.problems, seconds, kept)

    def _finish(self, kept: tuple[KeptArticles, ...]) -> None:
        """Commit the last step, and record that the sync finished."""
        state = self._state
        self._replaced.flush()
        unread = [
            Problem(str(file.path), problem)
            for file in self._scan.noted
            if (problem := state.files[file.key].problem) is not None
        ]
        state.finish(
            replace(
                state.manifest,
                problems=(*state.problems, *unread),
                kept=kept,
                mounts=self._scan.mounts,
                articles=state.articles,
                complete=True,
            )
        )

    def _release_gone(self) -> None:
        """Release the IDs of files that are gone; whether their articles are removed is decided at the end."""
        state, scan = self._state, self._scan
        if state.prune:
            scan.gone += scan.away
            scan.away, scan.kept = [], ()
        for key in scan.away if state.replaced else ():
            state.owner.update(dict.fromkeys(state.known[key].ids, key))
        for key in scan.gone:
            state.release(key, state.known[key].ids)
        for file in scan.noted:
            if file.key in state.files and state.files[file.key].missing:
                state.files[file.key] = replace(state.files[file.key], missing=False)

    def _index(self, files: Sequence[SourceFile], jobs: int) -> None:
        """Read `files` and index their new documents."""
        state = self._state
        self._total = len(files)
        self._count(0)
        with closing(entries(self._documents(files), jobs, state.manifest.knowledge)) as prepared:
            for entry in prepared:
                self._finish_files()
                self._add(entry)
                self._count(1)
                self._finish_files()
                if self._steps and self._done < self._total and state.commit_due:
                    if self._scanned and self._scanned[0].indexed:
                        state.files[self._scanned[0].file.key] = self._scanned[0].partly
                    self._replaced.flush()
                    state.commit()
        self._finish_files()

    def _add(self, entry: IndexEntry) -> None:
        """Index a document of the first file that is not finished."""
        state, current = self._state, self._scanned[0]
        state.writer.add([self._replaced.noted(entry, current)])
        current.indexed += 1
        if entry.problem:
            current.add_problem(entry.problem)
        state.introduced.update(entry.facets[INTRODUCED])
        state.renamed.discard(entry.id)
        if entry.id in current.before:
            state.updated += 1
        else:
            state.added += 1

    def _count(self, more: int) -> None:
        self._done += more
        self._state.on_progress(Progress(self._done, self._total, self._state.phase))

    def _documents(self, files: Sequence[SourceFile]) -> Iterator[Work]:
        """Read files on demand, and yield the documents that must be indexed."""
        state = self._state
        for file in files:
            scanned, pending = scan_file(file, state.files.get(file.key), state.owner, prune=state.prune)
            self._scanned.append(scanned)
            self._total += max(0, len(pending) - 1)
            while pending:
                yield self._repeats.marked(pending.popleft(), file), file.key

    def _finish_files(self) -> None:
        """Record the leading files that are fully indexed."""
        state = self._state
        while self._scanned and self._scanned[0].finished:
            one = self._scanned.popleft()
            state.files[one.file.key] = one.whole
            if one.unread:
                state.unread.add(one.file.key)
            if one.before.difference(one.state.ids):
                # Until their removal is decided, the file is recorded as unread: after a kill it is read again.
                state.files[one.file.key] = one.partly
                state.shrunk[one.file.key] = one.whole
            if one.nothing_new:
                self._count(1)
