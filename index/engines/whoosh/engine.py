"""Opens the index in a directory: which generation there is, a reader of it, a writer for the next."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage

from seedread.index.errors import Damaged

from .generation import Generation
from .index_writer import IndexWriter
from .schema import FACETS, NAME
from .segment import Segment

if TYPE_CHECKING:
    from pathlib import Path

    from seedread.index.engines.base import Reader, Writer

__all__ = ["WhooshEngine"]

_ATTEMPTS = 20


class WhooshEngine:
    """A Whoosh index; opening it unpickles its table of contents, so the caller checks first whom it belongs to."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def generation(self) -> int | None:
        """Return the newest finished generation, None where there is no index yet."""
        if not self.directory.is_dir():
            return None
        storage = FileStorage(str(self.directory))
        generation = whoosh_index.TOC._latest_generation(storage, NAME)  # noqa: SLF001 (no public way without reading it)
        return generation if generation > 0 else None

    def reader(self) -> Reader:
        """Open the newest generation; raises Damaged where its files cannot be read."""
        problem: Exception | None = None
        for _ in range(_ATTEMPTS):
            # A writer that commits between our look at the table of contents and the opening of a segment takes the
            # segment away: the next look finds the newer generation.
            try:
                return self._open()
            except (OSError, whoosh_index.EmptyIndexError) as error:
                problem = error
                time.sleep(0.05)
            except Damaged:
                raise
            except Exception as error:  # noqa: BLE001 (Whoosh raises whatever broken bytes lead to)
                problem = error
                break
        raise Damaged(f"The index in {self.directory} cannot be read ({problem}): run `seedread index --rebuild`.")

    def writer(self) -> Writer:
        """Open a writer, making the index if there is none."""
        self.directory.mkdir(parents=True, exist_ok=True)
        return IndexWriter(self.directory)

    def _open(self) -> Reader:
        toc = whoosh_index.TOC.read(FileStorage(str(self.directory)), NAME)
        segments = [Segment(info.path(self.directory)) for info in toc.segments]
        return Generation(segments, [info.alive() for info in toc.segments], FACETS, toc.generation)
