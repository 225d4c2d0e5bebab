"""The postings of a segment as flat arrays, with packing and unpacking."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from seedread.index.engines.whoosh.packing import (
    WIDTHS,
    PackedLists,
    PackedListsInOrder,
    from_deltas,
    pack_lists,
    pack_long,
    to_deltas,
)
from seedread.index.engines.whoosh.segment_file import narrow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seedread.index.engines.whoosh.packing import LongList
    from seedread.index.engines.whoosh.segment_file import Array, Section, SegmentFile
    from seedread.index.engines.whoosh.spool import Spool

__all__ = ["PostingLists", "Postings", "PostingsInOrder", "PostingsPacker"]


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of consecutive terms; a posting is a term in a document."""

    frequencies: Array
    """Documents of each term; may be 0."""
    documents: Array
    """Of each posting, ascending within a term."""
    counts: Array
    """Occurrences of the term in the document, for each posting."""
    in_title: Array
    """Occurrences in the title, for each posting."""
    positions: Array
    """The word position of each occurrence, title and body counted together."""
    parts: Iterable[Array] | None = None
    """The positions of one term that has many, in place of `positions`."""


class PostingsPacker:
    """Packs postings in ranges of terms, so that a merge never holds all of them unpacked."""

    def __init__(self, spool: Spool | None = None) -> None:
        """Hold the packed lists in memory, or in `spool`."""
        self._spool = spool
        self._pieces: defaultdict[str, list[Array]] = defaultdict(list)
        self._terms = 0

    def add(self, postings: Postings) -> None:
        """Pack the postings of the next terms; every term has a document."""
        frequencies = postings.frequencies
        if not len(frequencies):
            return
        occurrences = np.add.reduceat(postings.counts, np.cumsum(frequencies) - frequencies)
        titled = postings.in_title > 0
        of_posting = np.repeat(np.arange(len(frequencies)), frequencies)[titled]
        title_terms, title_frequencies = np.unique(of_posting, return_counts=True)
        title_documents = postings.documents[titled]
        positions = (
            pack_lists("positions", postings.positions, occurrences).items()
            if postings.parts is None
            else pack_long("positions", postings.parts)
        )
        pieces = {
            "terms.frequencies": frequencies,
            "terms.occurrences": occurrences,
            **pack_lists("documents", to_deltas(postings.documents, frequencies), frequencies),
            **pack_lists("counts", postings.counts, frequencies),
        }
        titles = {
            "title.terms": title_terms + self._terms,
            "title.frequencies": title_frequencies,
            **pack_lists("title.documents", to_deltas(title_documents, title_frequencies), title_frequencies),
            **pack_lists("title.counts", postings.in_title[titled], title_frequencies),
        }
        for name, piece in chain(pieces.items(), positions, titles.items()):
            if self._spool and name in _STREAMS:
                self._spool.write(name, piece)
            else:
                self._pieces[name].append(piece if piece.dtype == np.uint8 else piece.astype(np.uint32))
        self._terms += len(frequencies)

    def sections(self) -> Iterator[tuple[str, Section]]:
        """Yield the sections of all terms added."""
        if not self._pieces:
            self._pieces.update({name: [np.zeros(0, kind)] for name, kind in _EMPTY.items()})
        for name, pieces in self._pieces.items():
            joined = np.concatenate(pieces)
            yield name, joined if joined.dtype == np.uint8 else narrow(joined)
        if self._spool:
            yield from ((name, self._spool.read(name)) for name in _STREAMS if name not in self._pieces)


_LISTS = ("documents", "counts", "positions", "title.documents", "title.counts")
_STREAMS = tuple(f"{name}.{width}" for name in _LISTS for width in WIDTHS if width)
_EMPTY: dict[str, np.dtype[Any]] = {
    **dict.fromkeys(("terms.frequencies", "terms.occurrences", "title.terms", "title.frequencies"), np.dtype(np.int64)),
    **{f"{name}.classes": np.dtype(np.uint8) for name in _LISTS},
    **dict.fromkeys(_STREAMS, np.dtype(np.uint8)),
}


class PostingLists:
    """The postings of a segment, decoded one term at a time."""

    def __init__(self, file: SegmentFile) -> None:
        self.frequencies = file.array("terms.frequencies")
        self.occurrences = file.array("terms.occurrences")
        self._documents = PackedLists(file, "documents", self.frequencies)
        self._counts = PackedLists(file, "counts", self.frequencies)
        self._positions = PackedLists(file, "positions", self.occurrences)
        # Converted once: searchsorted would convert it on every call.
        self._title_terms = file.array("title.terms").astype(np.int64)
        self._title_frequencies = file.array("title.frequencies")
        self._title_documents = PackedLists(file, "title.documents", self._title_frequencies)
        self._title_counts = PackedLists(file, "title.counts", self._title_frequencies)

    def documents(self, term: int) -> Array:
        """Return the documents of a term, ascending, 32-bit."""
        return np.cumsum(self._documents[term], dtype=np.int32)

    def counts(self, term: int) -> Array:
        """Return the occurrences of the term in each of its documents, title and body together."""
        return self._counts[term]

    def title(self, term: int) -> tuple[Array, Array]:
        """Return the documents with the term in the title, and its occurrences there."""
        n = int(self._title_terms.searchsorted(term))
        if n == len(self._title_terms) or self._title_terms[n] != term:
            return np.zeros(0, np.int32), np.zeros(0, np.uint8)
        return np.cumsum(self._title_documents[n], dtype=np.int32), self._title_counts[n]

    def documents_between(self, first: int, last: int) -> Array:
        """Return the document of every posting of the terms from `first` up to `last`."""
        frequencies = self.frequencies[first:last].astype(np.int64)
        return from_deltas(self._documents.between(first, last), frequencies)

    def counts_between(self, first: int, last: int) -> Array:
        """Return the occurrences of the term in the document, for each of these postings."""
        return self._counts.between(first, last)

    def title_between(self, first: int, last: int) -> tuple[Array, Array]:
        """Return document and title count of every posting in a title of the terms from `first` up to `last`."""
        low, high = self._titled(first, last)
        frequencies = self._title_frequencies[low:high].astype(np.int64)
        documents = from_deltas(self._title_documents.between(low, high), frequencies)
        return documents, self._title_counts.between(low, high)

    def _titled(self, first: int, last: int) -> tuple[int, int]:
        """Return the range of the terms from `first` up to `last` in the list of title terms."""
        low, high = self._title_terms.searchsorted((first, last)).tolist()
        return low, high

    def positions(self, term: int, places: Array) -> tuple[Array, Array]:
        """Return the positions of a term in the postings with indexes `places`, and for each its index in `places`."""
        counts = self._counts[term]
        chosen = counts[places]
        which = np.repeat(np.arange(len(places)), chosen)
        before = np.cumsum(counts, dtype=np.int64)[places] - np.cumsum(chosen, dtype=np.int64)
        flat = before[which] + np.arange(len(which))
        return self._positions[term][flat].astype(np.int64), which


_NONE = np.zeros(0, np.int64)


class PostingsInOrder:
    """The postings of a segment, read once from the first term to the last."""

    def __init__(self, file: SegmentFile) -> None:
        self._frequencies = file.array("terms.frequencies")
        self.occurrences = file.array("terms.occurrences")
        self._documents, self._counts, self._positions, self._title_documents, self._title_counts = (
            PackedListsInOrder(file, name) for name in _LISTS
        )
        self._title_terms = file.array("title.terms")
        self._title_frequencies = file.array("title.frequencies")
        self._next = self._next_title = 0

    def read(self, last: int) -> Postings:
        """Return the postings of the next terms up to `last`."""
        occurrences = self.occurrences[self._next : last].astype(np.int64)
        return replace(self._without_positions(last), positions=self._positions.read(occurrences))

    def read_long(self) -> tuple[Postings, LongList]:
        """Return the postings of the next term, and apart from these its positions."""
        count = int(self.occurrences[self._next])
        return self._without_positions(self._next + 1), self._positions.long(count)

    def _without_positions(self, last: int) -> Postings:
        first, self._next = self._next, last
        frequencies = self._frequencies[first:last].astype(np.int64)
        documents = from_deltas(self._documents.read(frequencies), frequencies)
        counts = self._counts.read(frequencies)
        return Postings(frequencies, documents, counts, self._in_title(first, frequencies, documents), _NONE)

    def _in_title(self, first: int, frequencies: Array, documents: Array) -> Array:
        """Return the occurrences in the title of each posting of the terms from `first` on."""
        in_title = np.zeros(len(documents), np.int64)
        low = self._next_title
        terms = self._title_terms[low : low + len(frequencies)].astype(np.int64) - first
        terms = terms[: int(np.searchsorted(terms, len(frequencies)))]
        self._next_title = high = low + len(terms)
        if high > low:
            title_frequencies = self._title_frequencies[low:high].astype(np.int64)
            title_documents = from_deltas(self._title_documents.read(title_frequencies), title_frequencies)
            # Postings are matched by term and document, combined in one number.
            width = int(documents.max()) + 1
            keys = np.repeat(np.arange(len(frequencies)), frequencies) * width + documents
            title_keys = np.repeat(terms, title_frequencies) * width + title_documents
            in_title[np.searchsorted(keys, title_keys)] = self._title_counts.read(title_frequencies)
        return in_title
