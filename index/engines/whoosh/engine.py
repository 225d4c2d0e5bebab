"""Opens the index in a directory: which generation there is, a reader of it, a writer for the next."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage

from seedread.index.errors import Damaged

from .reader import WhooshReader
from .schema import schema
from .writer import WhooshWriter

if TYPE_CHECKING:
    from pathlib import Path

    from seedread.index.engines.base import Reader, Writer

__all__ = ["WhooshEngine"]

_NAME = "seedread"
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
        generation = whoosh_index.TOC._latest_generation(storage, _NAME)  # noqa: SLF001 (no public way without reading it)
        return generation if generation >= 0 else None

    def reader(self) -> Reader:
        """Open the newest generation; raises Damaged where its files cannot be read."""
        storage = FileStorage(str(self.directory))
        problem: Exception | None = None
        for _ in range(_ATTEMPTS):
            # A writer that commits between our look at the table of contents and the opening of a segment takes the
            # segment away: the next look finds the newer generation.
            try:
                index = whoosh_index.FileIndex(storage, indexname=_NAME)
                return WhooshReader(index.searcher(), index.latest_generation())
            except (OSError, whoosh_index.EmptyIndexError) as error:
                problem = error
                time.sleep(0.05)
            except Exception as error:  # noqa: BLE001 (Whoosh raises whatever broken bytes lead to)
                problem = error
                break
        raise Damaged(f"The index in {self.directory} cannot be read ({problem}): run `seedread index --rebuild`.")

    def writer(self) -> Writer:
        """Open a writer, making the index if there is none."""
        self.directory.mkdir(parents=True, exist_ok=True)
        storage = FileStorage(str(self.directory))
        if self.generation() is None:
            index = whoosh_index.FileIndex.create(storage, schema(), _NAME)
        else:
            index = whoosh_index.FileIndex(storage, indexname=_NAME)
        return WhooshWriter(index)
