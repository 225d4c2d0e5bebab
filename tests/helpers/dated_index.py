"""An index of articles that have nothing but a date, in two segments."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from seedread.index.engines.whoosh import WhooshEngine
from seedread.index.ingest.index_entry import IndexEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from seedread.index.engines import Reader

__all__ = ["dated_index"]


@contextmanager
def dated_index(
    directory: Path, dates: Sequence[str | None], minute: Callable[[str], int], first: int
) -> Iterator[Reader]:
    """Yield the reader of an index with the articles `a0`, `a1` and so on; the `first` ones are in one segment."""
    engine = WhooshEngine(directory)
    writer = engine.writer()
    entries = [
        IndexEntry(
            f"a{n}", "title", titled=True, body="gas", facets={}, precision=len(date or ""), record={},
            minute=minute(date) if date else None,
        )
        for n, date in enumerate(dates)
    ]  # fmt: skip
    for segment in (entries[:first], entries[first:]):
        writer.add(segment)
        writer.commit(last=False)
    reader = engine.reader()
    yield reader
    reader.close()
