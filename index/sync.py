"""Brings a library up to what its files say: reads what changed and commits it in steps that survive a kill.

A step may end within a file of many articles: what is known of the file then says how many of them were taken.
"""

from __future__ import annotations

import os
import time
from collections import deque
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .intake import Taken, take
from .layout import FileState, names_files, names_mark, save
from .replacing import sync_folder
from .site_repeats import SiteRepeats
from .sources import Problem, find
from .workers import entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from .engines import Engine, Reader, Writer
    from .layout import Manifest
    from .names.knowledge import Knowledge
    from .sources import Found
    from .workers import Work

__all__ = ["Progress", "Sync", "SyncReport", "changed"]

_FIRST_COMMIT = 2.0
"""Seconds until the first articles can be read; each later step is twice as long."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sync has come."""

    done: int
    total: int
    """Articles; a file counts for one until it is read and more are found in it."""
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
    engine: Engine
    manifest: Manifest
    files: dict[str, FileState]
    """What is known of every file; changed as the sync goes on."""
    writer: Writer
    progress: Callable[[Progress], None]
    steps: bool = True
    """Whether what is finished may be seen before all is; an older complete index is better than half a new one."""

    def __post_init__(self) -> None:
        self.manifest = replace(self.manifest, complete=False)
        self.owner = {article_id: key for key, state in self.files.items() for article_id in state.ids}
        self.problems: list[Problem] = []
        """What could not even be looked at; what could not be read stands in `files`."""
        self.added = self.updated = self.removed = 0
        self.renamed: set[str] = set()
        """Articles in which only the names changed."""
        self.met: dict[str, str] = {}
        """The leaders of the articles that were read, by id."""
        self.started = self.committed = time.monotonic()
        self.step = _FIRST_COMMIT

    def run(self, jobs: int) -> SyncReport:
        """Read what changed, with `jobs` processes, and commit it; on any failure the last committed step stands."""
        self._learn()
        found, problems = find(self.roots)
        self.repeats = SiteRepeats(found)
        self.problems += problems
        self._remove_missing({file.key for file in found})
        fresh = [file for file in found if _differs(file, self.files) or self.files[file.key].problem]
        self.done, self.total = 0, len(fresh)
        self._index(fresh, jobs)
        self._join_people()
        self.progress(Progress(self.total, self.total, "indexing"))
        unread = [
            Problem(str(file.path), problem) for file in found if (problem := self.files[file.key].problem) is not None
        ]
        self.manifest = replace(self.manifest, problems=(*self.problems, *unread), complete=True)
        self._commit(last=True)
        self.progress(Progress(self.total, self.total, "done"))
        self.updated += len(self.renamed)
        unchanged = sum(len(state.ids) for state in self.files.values()) - self.added - self.updated
        seconds = time.monotonic() - self.started
        return SyncReport(self.added, self.updated, self.removed, unchanged, self.manifest.problems, seconds)

    def _learn(self) -> None:
        """Apply what the names files say now."""
        mark = names_mark(self.directory)
        if not mark and not self.manifest.names_mark:
            return
        from .renaming import joined, read_knowledge  # noqa: PLC0415 (0.1 s that a library without such files does not need)

        before = self._knowledge
        knowledge, self.problems = read_knowledge(names_files(self.directory), before)
        if knowledge.apart != before.apart:
            with self._reader() as reader:
                knowledge = joined(knowledge, {}, reader)
        self._rename(knowledge)
        self.manifest = replace(self.manifest, names_mark=mark)

    def _join_people(self) -> None:
        """Merge the rows of one person in no data file whom articles spell differently."""
        if not self.met:
            return
        from .renaming import joined  # noqa: PLC0415

        known = self._knowledge
        if all(known.gazetteer.number(leader) is not None for leader in self.met):
            return
        with self._reader() as reader:
            knowledge = joined(known, self.met, reader)
        if knowledge != known:
            self._commit(last=False)
            self._rename(knowledge)

    def _rename(self, knowledge: Knowledge) -> None:
        """Find the names in committed articles anew where `knowledge` is not what was applied, and commit them."""
        from .renaming import renamed  # noqa: PLC0415

        with self._reader() as reader:
            if reader and knowledge != self._knowledge:
                for entry in renamed(reader, self._knowledge, knowledge):
                    self.writer.add([entry])
                    self.renamed.add(entry.id)
        self.manifest = replace(self.manifest, knowledge=knowledge.to_text())
        if self.renamed:
            self._commit(last=False)

    @property
    def _knowledge(self) -> Knowledge:
        from .names.knowledge import Knowledge  # noqa: PLC0415

        return Knowledge.from_text(self.manifest.knowledge)

    @contextmanager
    def _reader(self) -> Iterator[Reader | None]:
        """Open the last committed generation, if there is one."""
        if not self.manifest.generation:
            yield None
            return
        with closing(self.engine.reader(self.manifest.generation)) as reader:
            yield reader

    def _remove_missing(self, found: set[str]) -> None:
        # A folder that cannot be looked at now (a mount that is away) says nothing about its articles.
        if not all(map(os.path.exists, self.roots)):
            return
        hidden = tuple(problem.path for problem in self.problems)
        for key in [key for key in self.files if key not in found]:
            if not any(path.endswith(key) or f"/{key}".startswith(f"/{_below(path, self.roots)}/") for path in hidden):
                self._forget(self.files.pop(key).ids, key)

    def _forget(self, ids: Iterable[str], key: str) -> None:
        gone = list(ids)
        self.writer.remove(gone)
        self.removed += len(gone)
        for article_id in gone:
            if self.owner.get(article_id) == key:  # no file that is read ahead has taken it over
                del self.owner[article_id]

    def _index(self, files: Sequence[Found], jobs: int) -> None:
        taken: deque[Taken] = deque()
        """Files that were read and are not finished, in order."""
        self._tell(0)
        with closing(entries(self._documents(files, taken), jobs, self.manifest.knowledge)) as prepared:
            for entry in prepared:
                self._finish(taken)
                current = taken[0]
                self.writer.add([entry])
                current.indexed += 1
                if entry.problem:
                    current.add_problem(entry.problem)
                self.met.update(entry.facets["leader"])
                self.renamed.discard(entry.id)
                if entry.id in current.before:
                    self.updated += 1
                else:
                    self.added += 1
                self._tell(1)
                self._finish(taken)
                if self.steps and self.done < self.total and time.monotonic() - self.committed > self.step:
                    if taken and taken[0].indexed:
                        self.files[taken[0].file.key] = taken[0].partly
                    self._commit(last=False)
        self._finish(taken)

    def _tell(self, more: int) -> None:
        self.done += more
        self.progress(Progress(self.done, self.total, "reading"))

    def _documents(self, files: Sequence[Found], taken: deque[Taken]) -> Iterator[Work]:
        """Read files, as far as what they hold is asked for, and go through the documents that must be indexed."""
        for file in files:
            one, documents = take(file, self.files.get(file.key), self.owner)
            taken.append(one)
            self.total += max(0, len(documents) - 1)
            while documents:
                yield self.repeats.marked(documents.popleft(), file.key), file.key

    def _finish(self, taken: deque[Taken]) -> None:
        """Note the first files of which nothing is left to be indexed."""
        while taken and taken[0].finished:
            one = taken.popleft()
            self.files[one.file.key] = one.state
            self._forget(one.before.difference(one.state.ids), one.file.key)
            if one.nothing_new:
                self._tell(1)

    def _commit(self, *, last: bool) -> None:
        generation = self.writer.commit(last=last)
        index = self.directory / self.manifest.index
        for path in index.iterdir():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        sync_folder(index)
        self.manifest = save(self.directory, replace(self.manifest, generation=generation), self.files)
        self.writer.clean()
        self.committed = time.monotonic()
        self.step *= 2


def _differs(file: Found, known: dict[str, FileState]) -> bool:
    state = known.get(file.key)
    return state is None or (state.size, state.mtime_ns) != (file.size, file.mtime_ns)


def _below(path: str, roots: Sequence[Path]) -> str:
    for root in roots:
        if path.startswith(f"{root}/"):
            return path[len(str(root)) + 1 :]
    return path
