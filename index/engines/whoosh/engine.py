"""Opens the index in a directory: which generation there is, a reader of it, a writer for the next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.engines.whoosh.generation import Generation
from seedread.index.engines.whoosh.index_writer import IndexWriter
from seedread.index.engines.whoosh.schema import FACETS
from seedread.index.engines.whoosh.segment import Segment
from seedread.index.engines.whoosh.toc import newest, read_toc
from seedread.index.errors import Damaged
from seedread.index.storage.modes import make_folder

if TYPE_CHECKING:
    from seedread.index.engines.base import Reader, Writer
    from seedread.index.storage.checked_path import Place

__all__ = ["WhooshEngine"]


class WhooshEngine:
    """A Whoosh index; nothing in it is run, but it may say anything: the caller checks first whom it belongs to."""

    def __init__(self, directory: Place) -> None:
        self.directory = directory

    def generation(self) -> int | None:
        """Return the newest finished generation, None where there is no index yet."""
        if not self.directory.is_dir():
            return None
        generation = newest(self.directory)
        return generation if generation > 0 else None

    def reader(self, generation: int | None = None) -> Reader:
        """Open a generation, the newest without one; raises Damaged where its files are gone or cannot be read."""
        toc = read_toc(self.directory, generation)
        try:
            segments = [Segment(info.path(self.directory)) for info in toc.segments]
            return Generation(segments, [info.alive() for info in toc.segments], FACETS, toc.generation)
        except OSError as error:
            raise self._unreadable(error) from None

    def check(self, generation: int | None = None) -> int:
        """Look at every byte of a generation and return how many articles it has; raises Damaged."""
        toc = read_toc(self.directory, generation)
        try:
            for info in toc.segments:
                Segment(info.path(self.directory)).file.verify()
        except OSError as error:
            raise self._unreadable(error) from None
        return sum(info.doc_count() for info in toc.segments)

    def _unreadable(self, error: OSError) -> Damaged:
        return Damaged(f"The index in {self.directory} cannot be read ({error}): run `seedread index --rebuild`.")

    def writer(self, generation: int | None = None) -> Writer:
        """Open a writer that goes on from a generation, the newest without one; it makes the index if there is none.

        What came after that generation is removed. Raises Damaged where any byte of it is broken.
        """
        assert isinstance(self.directory, Path), "a checked path is for reading"
        make_folder(self.directory)
        return IndexWriter(self.directory, generation)
