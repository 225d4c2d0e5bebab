"""The one writer of a library: takes the lock, decides what must be rebuilt, syncs and groups."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.engines import open_engine
from seedread.index.errors import Damaged, SourceMissing
from seedread.index.ingest.reader_rules import lines_mark, names_mark
from seedread.index.ingest.rebuild_reasons import GROUPED_AGAIN, made_of, redo
from seedread.index.ingest.report import Progress
from seedread.index.ingest.source_scan import any_changed
from seedread.index.storage.file_states import FileStates
from seedread.index.storage.manifest import Manifest, has_library, load, load_files, tidy
from seedread.index.storage.source_set import resolved, split_files
from seedread.index.storage.store import open_store
from seedread.index.storage.stories_file import is_grouped, remove_others, story_bases
from seedread.index.storage.versions import has_this_grouping

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from seedread.index.ingest.rebuild_reasons import Redo
    from seedread.index.ingest.report import SyncReport
    from seedread.index.revisions.revisions import Revisions
    from seedread.index.storage.ownership import Trust
    from seedread.index.storage.places import ReadablePlace, WritablePlace

    OnProgress = Callable[[Progress], None] | None

__all__ = ["LibraryWriter"]


class LibraryWriter:
    """Writes the library in `directory` with the sources `sources`; only inside `writing`."""

    def __init__(self, directory: WritablePlace, sources: Sequence[Path], trust: Trust, revisions: Revisions) -> None:
        self._directory = directory
        self._sources = sources
        self._roots = resolved(sources)
        self._store = open_store(directory, trust)
        self._revisions = revisions

    @property
    def keeper(self) -> str | None:
        """The owner of another user's library, else None: only the owner can sync it."""
        return self._store.keeper

    def check_sources(self) -> None:
        """Raise SourceMissing if the library has no recorded sources."""
        if not self._sources:
            raise SourceMissing(
                f"The library in {self._directory} does not know its sources (seedread 0.1.0 did not keep them): name "
                f"them once with `seedread index --library {self._directory} PATH…`."
            )

    def writing(self) -> AbstractContextManager[None]:
        """Hold the writer's lock; raises Locked, and LibraryError if nothing can be written."""
        return self._store.writing()

    def pending(self, place: ReadablePlace | None, *, replace_sources: bool) -> bool:
        """Tell whether a sync would change anything; `place` is the library's folder. Raises LibraryError."""
        manifest = load(place) if place else None
        if place is None or manifest is None or not manifest.complete or not manifest.sources:
            return True
        if replace_sources and resolved(map(Path, manifest.sources)) != self._roots:
            return True
        if any(redo(manifest, lines_mark(self._directory, manifest.lines_mark))):
            return True
        if manifest.names_mark != names_mark(self._directory):
            return True
        # Another user's library can only be reported as out of date, not brought up to date to be sure.
        return any_changed(self._roots, load_files(place, manifest), manifest, surely=self.keeper is not None)

    def ungrouped(self, place: ReadablePlace | None) -> bool:
        """Tell whether articles changed since they were last grouped by event. Raises LibraryError."""
        manifest = load(place) if place else None
        return place is None or manifest is None or not _is_grouped(place, manifest)

    def sync(self, on_progress: OnProgress, jobs: int, *, rebuild: bool, prune: bool, readable: bool) -> SyncReport:
        """Update the index from the files; `readable` tells whether the index can be read now."""
        rules = lines_mark(self._directory)
        manifest = None
        with contextlib.suppress(Damaged):
            manifest = load(self._directory)
            if manifest:
                tidy(self._directory, manifest)
                if _is_grouped(self._directory, manifest):
                    remove_others(self._directory, manifest.serial)
        first = manifest is None and not has_library(self._directory)
        todo = redo(manifest, rules, readable=readable, requested=rebuild)
        if manifest and not todo.rebuild:
            try:
                report = self._write(manifest, todo, on_progress, jobs, prune=prune)
            except Damaged:
                todo = redo(None)
            else:
                return replace(report, redone=todo.reasons)
        # Built next to the old one, which readers use until the manifest names the new one.
        empty = Manifest(made_of(), self._last_serial(), f"index-{1 + self._last_index()}", lines_mark=rules)
        report = self._write(empty, todo, on_progress, jobs, prune=prune, again=not first)
        return report if first else replace(report, redone=todo.reasons)

    def group(self, on_progress: OnProgress) -> tuple[str, ...]:
        """Update the stories from the index; return a message if all articles were grouped again.

        It opens its own reader, so that the library can be used meanwhile.
        """
        from seedread.index.stories import update  # noqa: PLC0415 (loads word lists, which a sync does not need)

        manifest = load(self._directory)
        if manifest is None or _is_grouped(self._directory, manifest):
            return ()
        again = not all(map(has_this_grouping, story_bases(self._directory)))
        phase = "grouping again" if again else "stories"
        total = 0

        def on_step(now: int, articles: int) -> None:
            nonlocal total
            total = articles
            if on_progress:
                on_progress(Progress(now, articles, phase))

        reader = open_engine(self._directory / manifest.index).reader(manifest.generation)
        try:
            update(self._directory, manifest.serial, manifest.versions.grouped_by(), reader, on_step)
        finally:
            reader.close()
        if total and on_progress:
            on_progress(Progress(total, total, "done"))
        return (GROUPED_AGAIN,) if again else ()

    def _write(  # noqa: PLR0913 (all parts of a sync)
        self,
        manifest: Manifest,
        todo: Redo,
        on_progress: OnProgress,
        jobs: int,
        *,
        prune: bool,
        again: bool = False,
    ) -> SyncReport:
        # The readers of all formats, which a search does not need.
        from seedread.index.ingest.old_index import open_old  # noqa: PLC0415
        from seedread.index.ingest.sync import Sync  # noqa: PLC0415
        from seedread.index.ingest.sync_state import ReplacedIndex, SyncState  # noqa: PLC0415

        engine = open_engine(self._directory / manifest.index)
        known = load_files(self._directory, manifest) if manifest.generation else FileStates()
        old = None if manifest.generation else open_old(self._directory)
        if old:
            manifest = replace(manifest, sources=old.sources, mounts=old.mounts)
        before = resolved(map(Path, manifest.sources)) or self._roots
        known, foreign = split_files(known, before, self._roots)
        replaced = ReplacedIndex(split_files(old.files, before, self._roots)[0], old.reader) if old else None
        manifest = replace(manifest, sources=tuple(map(str, self._sources)))
        # Without a manifest readers see nothing yet: the leftovers of killed writers are no old index to preserve.
        steps = old is None or not (self._directory / "manifest.json").exists()
        writer = engine.writer(manifest.generation or None)
        try:
            state = SyncState(
                self._directory,
                self._store,
                self._roots,
                engine,
                writer,
                manifest,
                known,
                on_progress or (lambda _: None),
                prune=prune,
                replaced=replaced,
                names_again=todo.names,
                phase="reading again" if again else "reading",
            )
            return Sync(state, self._revisions, steps=steps).run(jobs, foreign)
        finally:
            writer.cancel()
            if old and old.reader:
                old.reader.close()

    def _last_serial(self) -> int:
        names = [path.stem.removeprefix("files-") for path in self._directory.glob("files-*.json")]
        return max((int(name) for name in names if name.isdigit()), default=0)

    def _last_index(self) -> int:
        numbers = [int(path.name[6:]) for path in self._directory.glob("index-*") if path.name[6:].isdigit()]
        return max(numbers, default=0)


def _is_grouped(place: ReadablePlace, manifest: Manifest) -> bool:
    return is_grouped(place, manifest.serial, manifest.versions.grouped_by())
