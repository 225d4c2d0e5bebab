"""The newest generation of a library: finds it, opens it, and caches what is computed once for it.

Reading never waits for writing: a search sees one finished generation, and the next search checks for a newer one.
"""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING

from seedread.index.engines import open_engine
from seedread.index.errors import Damaged
from seedread.index.storage.manifest import Manifest, load, load_files
from seedread.index.storage.store import open_store
from seedread.index.storage.versions import Versions

if TYPE_CHECKING:
    from seedread.index.engines import Reader
    from seedread.index.names.overrides.name_rules import NameOverrides
    from seedread.index.search.facet_counts import FacetCounts
    from seedread.index.search.name_resolver import Resolver
    from seedread.index.search.path_scope import PathScope
    from seedread.index.storage.ownership import Trust
    from seedread.index.storage.places import ReadablePlace, WritablePlace
    from seedread.index.stories import Profiles

__all__ = ["NewestGeneration", "OpenGeneration"]


class OpenGeneration:
    """One open generation, with data that many queries use."""

    def __init__(self, reader: Reader, manifest: Manifest, place: ReadablePlace) -> None:
        self.reader = reader
        self.manifest = manifest
        self.place = place
        """The folder of the library that was checked when the manifest was read."""

    @cached_property
    def facets(self) -> FacetCounts:
        """Its facets."""
        from seedread.index.search.facet_counts import FacetCounts  # noqa: PLC0415 (a sync counts none)

        return FacetCounts(self.reader)

    @cached_property
    def resolver(self) -> Resolver:
        """Its name resolver."""
        from seedread.index.search.name_resolver import Resolver  # noqa: PLC0415 (loads lexicon and gazetteer, which most searches do not need)

        return Resolver(self.facets.values, self.name_rules.resolve, self.name_rules.sources)

    @cached_property
    def name_rules(self) -> NameOverrides:
        """The name rules that its articles were made with."""
        from seedread.index.names.overrides.name_rules import NameOverrides  # noqa: PLC0415 (as above)

        return NameOverrides.from_text(self.manifest.knowledge)

    @cached_property
    def profiles(self) -> Profiles:
        """The features of its articles."""
        from seedread.index.stories import Profiles  # noqa: PLC0415 (loads word lists, which reading and searching do not need)

        return Profiles(self.reader, remembered=200)


class NewestGeneration:
    """Keeps the newest generation open; callers of `generation` and `place` hold `lock`."""

    def __init__(self, directory: WritablePlace, trust: Trust, scope: PathScope | None = None) -> None:
        """Read the library at `directory`; searches are limited to `scope`."""
        self.lock = threading.RLock()
        self.manifest: Manifest | None = None
        """The manifest that was read last; None before the first sync."""
        self._directory = directory
        self._store = open_store(directory, trust)
        self._scope = scope
        self._opened: OpenGeneration | None = None
        self._stamp: tuple[int, ...] | None = None
        self._folder: ReadablePlace | None = None

    def generation(self) -> OpenGeneration | None:
        """Return the newest generation; None before the first sync. Raises Damaged, LibraryError and Untrusted."""
        self.refresh()
        while (manifest := self.manifest) and not self._is_open(manifest):
            try:
                place = self.place()
                reader = open_engine(place / manifest.index).reader(manifest.generation)
                if self._scope:
                    reader = self._scope.of(reader, load_files(place, manifest))
            except Damaged:
                # Meanwhile a writer finished the next generation and removed this one.
                if not self.refresh():
                    raise
                continue
            self.close()
            self._opened, self._folder = OpenGeneration(reader, manifest, place), place
        if self._opened is not None:
            self._opened.reader.verify()
        return self._opened

    def _is_open(self, manifest: Manifest) -> bool:
        opened = self._opened
        return opened is not None and (opened.manifest.serial, opened.manifest.index) == (
            manifest.serial,
            manifest.index,
        )

    @property
    def serial(self) -> int:
        """The generation that searches see; 0 before the first sync."""
        with self.lock:
            opened = self.generation()
            return opened.manifest.serial if opened else 0

    @property
    def last_manifest(self) -> Manifest:
        """The newest manifest, without opening its index; an empty one before the first sync."""
        with self.lock:
            self.refresh()
            return self.manifest or Manifest(Versions())

    def refresh(self) -> bool:
        """Check whether a sync, here or in another process, has finished a newer generation."""
        with self.lock:
            return self._refresh()

    def _refresh(self) -> bool:
        stamp = self._store.stamp()
        if stamp is None:
            return False
        if stamp == self._stamp or (place := self.look()) is None:
            return False
        self.manifest, self._stamp, self._folder = load(place), stamp, place
        return True

    def stamp(self) -> tuple[int, ...] | None:
        """Return what changes when the manifest does; None before the first sync."""
        return self._store.stamp()

    def look(self) -> ReadablePlace | None:
        """Return the library's place, checked now, None if there is none; raises Untrusted."""
        return self._store.look()

    def place(self) -> ReadablePlace:
        """Return the folder in which the manifest was read; raises Damaged if it is gone."""
        self._folder = self._folder or self.look()
        if self._folder is None:
            raise Damaged(f"{self._directory} is gone: `seedread index` rebuilds it.")
        return self._folder

    def is_readable(self) -> bool:
        """Tell whether the newest generation can be opened."""
        try:
            with self.lock:
                self.generation()
        except Damaged:
            return False
        return True

    def close(self) -> None:
        """Close the files."""
        if self._opened is not None:
            self._opened.reader.close()
        self._opened = self._folder = None
