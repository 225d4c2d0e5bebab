"""Adds and removes articles: batches become segment files, a commit lists them in a new table of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.engines.whoosh.batch import Batch
from seedread.index.engines.whoosh.merger import merge
from seedread.index.engines.whoosh.schema import FACETS
from seedread.index.engines.whoosh.segment import Segment
from seedread.index.engines.whoosh.segment_entry import SegmentEntry
from seedread.index.engines.whoosh.toc import newest, read_toc, remove_unnamed
from seedread.index.engines.whoosh.toc_writer import write_toc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from seedread.index.engines.base import Entry

__all__ = ["IndexWriter"]

_BUDGET = 48 << 20
"""Bytes of memory of a batch before it is written."""
_MERGE_AT = 4
"""A segment is merged with all newer ones when these together exceed this fraction of it. Few segments make searches
fast, and an article is rewritten only when its segment grows by a quarter."""
_MOST_BATCHES = 32
"""Batches that become one segment while more are still to come: a merge needs 1 MB for each of its segments."""
_TOO_DELETED = 0.3
"""A segment with a larger share of deleted documents is rewritten."""
_VERIFIED_AT_ONCE = 64 << 20
"""Bytes of an index that a writer verifies when it opens it: some 20 ms."""


class IndexWriter:
    """One writer over many commits. The caller holds the library's lock."""

    def __init__(self, directory: Path, generation: int | None = None) -> None:
        self._directory = directory
        if generation is None and newest(directory) < 0:
            write_toc(directory, [], 0)
        toc = read_toc(directory, generation)
        self._generation: int = toc.generation
        self._head = toc.head
        self._committed: list[SegmentEntry] = list(toc.segments)
        self._opened: dict[str, Segment] = {}
        self.clean()
        self._verify()
        self._start_over()

    def _verify(self) -> None:
        """Verify the index, of a large one the part that comes after what the last writer verified; raises Damaged.

        What is read is verified in any case: this finds damage where nobody reads.
        """
        files = [self._open(info).file for info in self._committed]
        total = sum(file.size for file in files)
        first = self._generation * _VERIFIED_AT_ONCE % total if total > _VERIFIED_AT_ONCE else 0
        for file in files * 2:
            file.verify(max(first, 0), first + _VERIFIED_AT_ONCE)
            file.release()
            first -= file.size

    def _start_over(self) -> None:
        self._segments = list(self._committed)
        self._batches: set[str] = set()
        """The segments that are a batch each."""
        self._begin_batch()

    def _begin_batch(self) -> None:
        self._batch = Batch(FACETS)
        self._in_batch: dict[str, int] = {}
        self._gone_from_batch: set[int] = set()
        self._leaving: set[str] = set()
        """The IDs of articles that are to be removed from earlier segments."""

    def add(self, entries: Iterable[Entry]) -> None:
        """Add articles; an article replaces an existing one with the same ID, and the last duplicate wins."""
        for entry in entries:
            self._remove(entry.id)
            self._in_batch[entry.id] = self._batch.add(entry)
            if self._batch.size > _BUDGET:
                self._flush()

    def remove(self, article_ids: Iterable[str]) -> None:
        """Remove articles; unknown IDs are ignored."""
        for article_id in article_ids:
            self._remove(article_id)

    def _remove(self, article_id: str) -> None:
        number = self._in_batch.pop(article_id, None)
        if number is None:
            self._leaving.add(article_id)
        else:
            self._gone_from_batch.add(number)

    def commit(self, *, last: bool) -> int:
        """Commit all changes as a new generation and return its number; the last commit of a sync merges segments."""
        self._flush()
        self._segments = [info for info in self._segments if len(info.deleted) < info.count]
        if last:
            self._merge()
        self._generation += 1
        write_toc(self._directory, self._segments, self._generation, self._head)
        self._committed = list(self._segments)
        named = {info.segid for info in self._committed}
        self._opened = {name: segment for name, segment in self._opened.items() if name in named}
        return self._generation

    def clean(self) -> None:
        """Remove files that the last committed generation does not need."""
        remove_unnamed(self._directory, self._committed, self._generation)

    def cancel(self) -> None:
        """Discard the changes since the last commit."""
        self._start_over()

    def _open(self, info: SegmentEntry) -> Segment:
        name = info.segid
        if name not in self._opened:
            self._opened[name] = Segment(info.path(self._directory))
        return self._opened[name]

    def _flush(self) -> None:
        for n, info in enumerate(self._segments if self._leaving else ()):
            found = self._open(info).articles.find_each(self._leaving)
            if not info.deleted.issuperset(found):
                self._segments[n] = info.without(found)
        if len(self._batch) > len(self._gone_from_batch):
            info = SegmentEntry(len(self._batch), self._gone_from_batch)
            self._batch.write(info.path(self._directory), self._dictionaries())
            self._segments.append(info)
            self._batches.add(info.segid)
        self._begin_batch()
        batches = [info for info in self._segments if info.segid in self._batches and info.doc_count()]
        if len(batches) >= _MOST_BATCHES:
            self._make_one(batches)
            self._batches.clear()

    def _dictionaries(self) -> dict[str, bytes]:
        """Return the dictionaries of the largest segment: a merge copies texts with the same dictionary."""
        largest = max(self._segments, key=lambda info: info.count, default=None)
        return self._open(largest).articles.dictionaries if largest else {}

    def _merge(self) -> None:
        while chosen := self._to_merge():
            self._make_one(chosen)

    def _make_one(self, chosen: Sequence[SegmentEntry]) -> None:
        """Merge segments that follow each other."""
        info = SegmentEntry(sum(one.count - len(one.deleted) for one in chosen))
        segments = [self._open(one) for one in chosen]
        merge(info.path(self._directory), segments, [one.alive() for one in chosen], FACETS)
        at = self._segments.index(chosen[0])
        rest = [one for one in self._segments if one not in chosen]
        self._segments = [*rest[:at], info, *rest[at:]]

    def _to_merge(self) -> list[SegmentEntry]:
        """Return segments that should become one, in their order; none where all is well."""
        for info in self._segments:
            if len(info.deleted) > _TOO_DELETED * info.count:
                return [info]
        newer = sum(info.count for info in self._segments)
        for n, info in enumerate(self._segments):
            newer -= info.count
            if info.count <= _MERGE_AT * newer:
                return self._segments[n:]
        return []
