"""Opens the index in a directory: its generation, readers and writers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.engines.whoosh.query_execution import Generation
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
    """A Whoosh index. No code in it is run, but its content is not trusted: the caller checks its owner first."""

    def __init__(self, directory: Place) -> None:
        self.directory = directory

    def generation(self) -> int | None:
        """Return the newest committed generation; None if there is no index yet."""
        if not self.directory.is_dir():
            return None
        generation = newest(self.directory)
        return generation if generation > 0 else None

    def reader(self, generation: int | None = None) -> Reader:
        """Open a generation (default: the newest); raises Damaged if its files are missing or cannot be read."""
        toc = read_toc(self.directory, generation)
        try:
            segments = [Segment(info.path(self.directory)) for info in toc.segments]
            return Generation(segments, [info.alive() for info in toc.segments], FACETS, toc.generation)
        except OSError as error:
            raise self._unreadable(error) from None

    def check(self, generation: int | None = None) -> int:
        """Verify every byte of a generation and return its number of articles; raises Damaged."""
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
        """Open a writer based on a generation (default: the newest); creates the index if there is none.

        Later generations are removed. Raises Damaged if a byte of the generation is damaged; of a large one a part is
        verified each time, and all that is read.
        """
        from seedread.index.engines.whoosh.index_writer import IndexWriter  # noqa: PLC0415 (reading does not need it)

        assert isinstance(self.directory, Path), "a checked path is for reading"
        make_folder(self.directory)
        return IndexWriter(self.directory, generation)
