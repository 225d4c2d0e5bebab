"""Brings a library up to what its files say: reads what changed and commits it in steps that survive a kill.

A step may end within a file of many articles: what is known of the file then says how many of them were taken.
"""

from __future__ import annotations

import os
import time
from collections import deque
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from seedread.index.files.atomic_write import sync_folder
from seedread.index.ingest.changed_files import Taken, take
from seedread.index.ingest.file_scan import look
from seedread.index.ingest.removals import Losses, decide, kept_words
from seedread.index.ingest.site_repeats import SiteRepeats
from seedread.index.ingest.workers import entries
from seedread.index.sources import Problem
from seedread.index.storage.manifest import FileState, KeptArticles, names_files, names_mark, save
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from seedread.index.engines import Engine, Reader, Writer
    from seedread.index.ingest.workers import Work
    from seedread.index.names.overrides.name_rules import NameOverrides
    from seedread.index.sources import SourceFile
    from seedread.index.storage.manifest import Manifest

__all__ = ["Progress", "Replaced", "Sync", "SyncReport", "changed"]

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
    kept: tuple[KeptArticles, ...] = ()
    """What was not removed although the files do not hold it now; `prune` removes it."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """The index in whose place a new one is built."""

    files: dict[str, FileState]
    """What was known of every file."""
    reader: Reader | None
    """Its last generation; None where it cannot be read."""


def changed(roots: Sequence[Path], known: dict[str, FileState], manifest: Manifest) -> bool:
    """Tell whether any file came, went, or looks different, or another source cannot be looked at than before."""
    standing = look(roots, known, manifest.mounts)
    kept = {one.path for one in manifest.kept if one.path}
    unread = {str(file.path) for file in standing.found if file.key in known and known[file.key].problem}
    return (
        any(_differs(file, known) or known[file.key].missing for file in standing.found)
        or any(not known[key].missing for key in standing.gone)
        or kept - unread != {one.path for one in standing.kept}
    )


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
    prune: bool = False
    """Whether all goes that the files do not hold now."""
    replaced: Replaced | None = None
    """The index that this one takes the place of."""
    foreign: Mapping[str, FileState] = field(default_factory=dict)
    """Files of what is a source no longer."""

    def __post_init__(self) -> None:
        self.known = self.replaced.files if self.replaced else dict(self.files)
        """What was known of every file before."""
        count = sum(len(state.ids) for state in self.known.values())
        self.before = count if self.manifest.complete else self.manifest.articles or count
        """Articles when the last sync came to its end."""
        self.manifest = replace(self.manifest, complete=False)
        self.owner = {article_id: key for key, state in self.files.items() for article_id in state.ids}
        self.losses = Losses()
        self.shrunk: dict[str, FileState] = {}
        """What is known of files that hold fewer records than before."""
        self.unread: set[str] = set()
        """Files in which nothing can be read now."""
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
        for key, state in self.foreign.items():
            self._forget(state.ids, key)
        self.standing = standing = look(self.roots, self.known, self.manifest.mounts)
        self.problems += standing.problems
        self.repeats = SiteRepeats(standing.found)
        self._let_go()
        fresh = [file for file in standing.found if _differs(file, self.files) or self.files[file.key].problem]
        self.done, self.total = 0, len(fresh)
        self._index(fresh, jobs)
        kept = self._settle()
        self._join_people()
        self.progress(Progress(self.total, self.total, "indexing"))
        unread = [
            Problem(str(file.path), problem)
            for file in standing.found
            if (problem := self.files[file.key].problem) is not None
        ]
        articles = sum(len(state.ids) for state in self.files.values())
        self.manifest = replace(
            self.manifest,
            problems=(*self.problems, *unread),
            kept=kept,
            mounts=standing.mounts,
            articles=articles,
            complete=True,
        )
        self._commit(last=True)
        self.progress(Progress(self.total, self.total, "done"))
        self.updated += len(self.renamed)
        unchanged = articles - self.added - self.updated
        seconds = time.monotonic() - self.started
        return SyncReport(
            self.added, self.updated, self.removed, unchanged, self.manifest.problems, seconds, self.manifest.kept
        )

    def _learn(self) -> None:
        """Apply what the names files say now."""
        mark = names_mark(self.directory)
        if not mark and not self.manifest.names_mark:
            return
        from seedread.index.ingest.renaming import joined, read_overrides  # noqa: PLC0415 (0.1 s that a library without such files does not need)

        before = self._knowledge
        knowledge, self.problems = read_overrides(names_files(self.directory), before)
        if knowledge.apart != before.apart:
            with self._reader() as reader:
                knowledge = joined(knowledge, {}, reader)
        self._rename(knowledge)
        self.manifest = replace(self.manifest, names_mark=mark)

    def _join_people(self) -> None:
        """Merge the rows of one person in no data file whom articles spell differently."""
        if not self.met:
            return
        from seedread.index.ingest.renaming import joined  # noqa: PLC0415

        known = self._knowledge
        if all(known.gazetteer.number(leader) is not None for leader in self.met):
            return
        with self._reader() as reader:
            knowledge = joined(known, self.met, reader)
        if knowledge != known:
            self._commit(last=False)
            self._rename(knowledge)

    def _rename(self, knowledge: NameOverrides) -> None:
        """Find the names in committed articles anew where `knowledge` is not what was applied, and commit them."""
        from seedread.index.ingest.renaming import renamed  # noqa: PLC0415

        with self._reader() as reader:
            if reader and knowledge != self._knowledge:
                for entry in renamed(reader, self._knowledge, knowledge):
                    self.writer.add([entry])
                    self.renamed.add(entry.id)
        self.manifest = replace(self.manifest, knowledge=knowledge.to_text())
        if self.renamed:
            self._commit(last=False)

    @property
    def _knowledge(self) -> NameOverrides:
        from seedread.index.names.overrides.name_rules import NameOverrides  # noqa: PLC0415

        return NameOverrides.from_text(self.manifest.knowledge)

    @contextmanager
    def _reader(self) -> Iterator[Reader | None]:
        """Open the last committed generation, if there is one."""
        if not self.manifest.generation:
            yield None
            return
        with closing(self.engine.reader(self.manifest.generation)) as reader:
            yield reader

    def _let_go(self) -> None:
        """Let other files have the ids of those that are gone; whether their articles go is decided at the end."""
        if self.prune:
            self.standing.gone += self.standing.away
            self.standing.away, self.standing.kept = [], ()
        for key in self.standing.away if self.replaced else ():
            self.owner.update(dict.fromkeys(self.known[key].ids, key))
        for key in self.standing.gone:
            self._disown(key, self.known[key].ids)
        for file in self.standing.found:
            if file.key in self.files and self.files[file.key].missing:
                self.files[file.key] = replace(self.files[file.key], missing=False)

    def _disown(self, key: str, ids: Iterable[str]) -> None:
        for article_id in ids:
            if self.owner.get(article_id) == key:  # no file that is read ahead has taken it over
                del self.owner[article_id]

    def _forget(self, ids: Collection[str], key: str) -> None:
        self.writer.remove(ids)
        self.removed += len(ids)
        self.renamed.difference_update(ids)
        self._disown(key, ids)

    def _settle(self) -> tuple[KeptArticles, ...]:
        """Take out what the files no longer hold, or keep it; return what is kept."""
        self._count_losses()
        if self.replaced and self.replaced.reader is None:
            self.losses.unread.clear()  # they are lost with the old index
        verdict = decide(self.losses, self.known, self.before, prune=self.prune)
        for key, gone in verdict.gone.items():
            self._forget(gone, key)
        for key in self.standing.gone:
            self.files.pop(key, None)
        for key, ids in verdict.files.items():
            self.files[key] = replace(self.known[key], ids=tuple(sorted(ids)), missing=True)
        for key, ids in verdict.records.items():
            self._keep_records(key, tuple(sorted(ids)))
        if self.replaced:
            self.files.update((key, self.known[key]) for key in self.standing.away)
            away = {key: self.known[key].ids for key in self.standing.away}
            self._carry_over(self.replaced, {**away, **verdict.files, **verdict.records})
        return (*self.standing.kept, *self._unread_sources(), *verdict.kept)

    def _keep_records(self, key: str, ids: tuple[str, ...]) -> None:
        state = self.files[key]
        if key in self.losses.unread:
            self.unread.add(key)
            self.files[key] = replace(state, ids=ids, problem=f"{state.problem}; {kept_words(len(ids))}")
        else:
            self.files[key] = replace(state, ids=(*state.ids, *ids), held=ids)

    def _count_losses(self) -> None:
        """Note which articles the files no longer hold, in the files and records that are gone."""
        here = {self.files[file.key].digest for file in self.standing.found}
        for key in self.standing.gone:
            if ids := self._left(key, self.known[key].ids):
                moved = self.known[key].digest and self.known[key].digest in here
                (self.losses.moved if moved else self.losses.files)[key] = ids
        self.files.update(self.shrunk)
        for file in self.standing.found:
            state, before, shrunk = self.files[file.key], self.known.get(file.key), file.key in self.shrunk
            if before is None or not (self.replaced or shrunk or state.held):
                continue
            held: frozenset[str] = frozenset(() if shrunk else state.held)
            own = tuple(one for one in state.ids if one not in held)
            self.files[file.key] = replace(state, ids=own, held=())
            if lost := self._left(file.key, set(before.ids).difference(own)):
                unread = self.replaced and state.problem and not own
                (self.losses.unread if unread else self.losses.records)[file.key] = lost

    def _left(self, key: str, ids: Iterable[str]) -> frozenset[str]:
        """Return those of `ids`, once in the file `key`, that no other file has taken over."""
        return frozenset(own for own in ids if self.owner.get(own, key) == key)

    def _unread_sources(self) -> Iterator[KeptArticles]:
        """Say which sources are single files in which nothing can be read now."""
        for file in self.standing.found:
            state = self.files[file.key]
            if file.key in self.unread and file.path in self.roots:
                yield KeptArticles(safe_line(str(file.path)), len(state.ids), safe_line(state.problem or ""))

    def _carry_over(self, replaced: Replaced, held: Mapping[str, Collection[str]]) -> None:
        """Take articles whose files cannot be read out of the index that this one replaces; raises SourceMissing."""
        from seedread.index.ingest.carry_over import carried  # noqa: PLC0415

        for key in held:
            if key in self.standing.away or self.files[key].missing:
                # read anew, whatever it holds, once it is back
                self.files[key] = replace(self.files[key], mtime_ns=0, digest="")
        for entry in carried(replaced.reader, (own for key in held for own in held[key]), self._knowledge):
            self.writer.add([entry])

    def _index(self, files: Sequence[SourceFile], jobs: int) -> None:
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

    def _documents(self, files: Sequence[SourceFile], taken: deque[Taken]) -> Iterator[Work]:
        """Read files, as far as what they hold is asked for, and go through the documents that must be indexed."""
        for file in files:
            one, documents = take(file, self.files.get(file.key), self.owner, prune=self.prune)
            taken.append(one)
            self.total += max(0, len(documents) - 1)
            while documents:
                yield self.repeats.marked(documents.popleft(), file.key), file.key

    def _finish(self, taken: deque[Taken]) -> None:
        """Note the first files of which nothing is left to be indexed."""
        while taken and taken[0].finished:
            one = taken.popleft()
            self.files[one.file.key] = one.state
            if one.unread:
                self.unread.add(one.file.key)
            if one.before.difference(one.state.ids):
                # Until it is decided whether they go, a sync that is killed leaves the file to be read again.
                self.files[one.file.key] = one.partly
                self.shrunk[one.file.key] = one.state
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


def _differs(file: SourceFile, known: dict[str, FileState]) -> bool:
    state = known.get(file.key)
    return state is None or (state.size, state.mtime_ns) != (file.size, file.mtime_ns)
