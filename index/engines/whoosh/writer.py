"""Adds and removes articles through Whoosh's own writer and codec."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from whoosh import writing

from .codec import Codec
from .schema import document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedread.index.engines.base import Entry

__all__ = ["WhooshWriter"]


class WhooshWriter:
    """One writer over many commits; Whoosh's own writer lives from one commit to the next."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self._writer: Any = None
        self._known: Any = None

    def add(self, entries: Iterable[Entry]) -> None:
        """Add articles; one whose id is there already takes its place, the last one of a batch wins."""
        # Whoosh keeps both of two documents with one id that come in one batch.
        batch = {entry.id: entry for entry in entries}
        self.remove(batch)
        writer = self._open()
        for entry in batch.values():
            writer.add_document(**document(entry))

    def remove(self, article_ids: Iterable[str]) -> None:
        """Remove articles; ids that are not there are passed over."""
        writer = self._open()
        for article_id in article_ids:
            if ("id", article_id.encode()) in self._known:
                for number in self._known.postings("id", article_id.encode()).all_ids():
                    writer.delete_document(number)

    def commit(self, *, last: bool) -> int:
        """Make a new generation of all changes so far and return it."""
        writer, self._writer = self._open(), None
        self._known.close()
        try:
            writer.commit(mergetype=writing.MERGE_SMALL if last else writing.NO_MERGE)
        except BaseException:
            # Whoosh 2.7.4 keeps its lock after a failed commit.
            with contextlib.suppress(Exception):
                writer.writelock.release()
            raise
        generation: int = self._index.latest_generation()
        return generation

    def cancel(self) -> None:
        """Forget the changes since the last commit and let go of the index."""
        if self._writer is not None:
            self._known.close()
            self._writer.cancel()
            self._writer = None

    def _open(self) -> Any:
        if self._writer is None:
            self._writer = self._index.writer(codec=Codec(), limitmb=128)
            self._known = self._index.reader()
        return self._writer
