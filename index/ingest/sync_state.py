"""The state of one sync: the state of every file, the owner of every ID, the counts, and what is committed."""

from __future__ import annotations

import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from seedread.index.storage.manifest import save

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from seedread.index.engines import Engine, Reader, Writer
    from seedread.index.files.problem import Problem
    from seedread.index.ingest.report import Progress
    from seedread.index.names.overrides.name_rules import NameOverrides
    from seedread.index.storage.file_states import FileState, FileStates
    from seedread.index.storage.manifest import Manifest
    from seedread.index.storage.places import WritablePlace
    from seedread.index.storage.store import Store

__all__ = ["ReplacedIndex", "SyncState"]

_FIRST_COMMIT = 2.0
"""Seconds until the first articles can be read; each later step is twice as long."""


@dataclass(frozen=True, slots=True)
class ReplacedIndex:
    """The index that a new one replaces."""

    files: FileStates
    """The recorded state of every file."""
    reader: Reader | None
    """Its last generation; None if it cannot be read."""


@dataclass
class SyncState:
    """What one sync reads and changes, with a single way to commit it."""

    directory: WritablePlace
    store: Store
    roots: Sequence[Path]
    engine: Engine
    writer: Writer
    manifest: Manifest
    """The last committed manifest, with the changes of the sync since then."""
    files: FileStates
    """The state of every file; updated during the sync."""
    on_progress: Callable[[Progress], None]
    prune: bool = False
    """Whether to remove all articles that the files no longer contain."""
    replaced: ReplacedIndex | None = None
    """The index that this one replaces."""
    names_again: bool = False
    """Whether the names must be found again in every stored article."""
    phase: str = "reading"
    """The progress phase while files are read."""
    problems: list[Problem] = field(default_factory=list)
    """What could not be accessed; problems of reading are in `files`."""
    unread: set[str] = field(default_factory=set)
    """Files that cannot be read now."""
    shrunk: dict[str, FileState] = field(default_factory=dict)
    """The states of files with fewer records than before."""
    renamed: set[str] = field(default_factory=set)
    """IDs of articles in which only the names changed."""
    introduced: set[tuple[str, str]] = field(default_factory=set)
    """The leaders in no data file whom the articles that were read introduce, as the index counts them."""
    new_rules: bool = False
    """Whether the reader's name rules changed."""
    added: int = 0
    updated: int = 0
    removed: int = 0

    def __post_init__(self) -> None:
        self.known = self.replaced.files if self.replaced else self.files.copy()
        """The state of every file before the sync."""
        count = self.known.articles
        self.before = count if self.manifest.complete else self.manifest.articles or count
        """The number of articles when the last sync finished."""
        self.last_manifest = self.manifest
        """The last committed manifest."""
        self.manifest = replace(self.manifest, complete=False)
        self.owner = self.files.owners()
        """The file that owns each ID."""
        self.committed = time.monotonic()
        self.step = _FIRST_COMMIT

    @property
    def commit_due(self) -> bool:
        """Whether it is time to commit what was read so far, for readers to see."""
        return time.monotonic() - self.committed > self.step

    @property
    def articles(self) -> int:
        """The current number of articles."""
        return self.files.articles

    @property
    def knowledge(self) -> NameOverrides:
        """The name rules that were applied."""
        from seedread.index.names.overrides.name_rules import NameOverrides  # noqa: PLC0415 (0.1 s that a library without such files does not need)

        return NameOverrides.from_text(self.manifest.knowledge)

    @contextmanager
    def reader(self) -> Iterator[Reader | None]:
        """Open the last committed generation, if there is one."""
        if not self.manifest.generation:
            yield None
            return
        with closing(self.engine.reader(self.manifest.generation)) as reader:
            yield reader

    def release(self, key: str, ids: Iterable[str]) -> None:
        """Release the `ids` of the file `key` for other files."""
        for article_id in ids:
            if self.owner.get(article_id) == key:  # no file that is read ahead has taken it over
                del self.owner[article_id]

    def remove(self, key: str, ids: Collection[str]) -> None:
        """Remove articles of the file `key` from the index."""
        self.writer.remove(ids)
        self.removed += len(ids)
        self.renamed.difference_update(ids)
        self.release(key, ids)

    def was_not_read(self, article_id: str) -> bool:
        """Return whether the sync did not read the article's file, which is as it was before."""
        key = self.owner.get(article_id, "")
        before = None if self.replaced else self.known.get(key)
        return before is not None and before.digest == self.files[key].digest

    def left_by(self, key: str, ids: Iterable[str]) -> frozenset[str]:
        """Return those of `ids`, once in the file `key`, that no other file has taken over."""
        return frozenset(own for own in ids if self.owner.get(own, key) == key)

    def finish(self, manifest: Manifest) -> None:
        """Commit the last step with the final `manifest`; nothing is written if nothing changed."""
        entries = self.added or self.updated or self.removed or self.renamed
        same = manifest == self.last_manifest and self.files.sources == manifest.sources
        self.manifest = manifest
        if entries or self.files.changed or self.replaced or not same:
            self.commit(last=True)

    def commit(self, *, last: bool = False) -> None:
        """Commit all changes so far as a new generation, safe on disk; after a kill the next sync continues here."""
        generation = self.writer.commit(last=last)
        self.store.secure(self.directory / self.manifest.index)
        self.manifest = save(self.directory, replace(self.manifest, generation=generation), self.files)
        self.last_manifest = self.manifest
        self.writer.clean()
        self.committed = time.monotonic()
        self.step *= 2
