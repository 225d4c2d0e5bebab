"""Finds documents that share the distinctive words of a text: document frequencies in bulk, postings of a few words.

Words are looked up by a 64-bit polynomial hash (Rabin and Karp 1987), which is faster than a dictionary search for each
word of an article; the hash table is built on first use.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.engines.whoosh.batch import UNDATED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from seedread.index.engines.whoosh.columns import Columns
    from seedread.index.engines.whoosh.segment import Segment
    from seedread.index.engines.whoosh.segment_file import Array

__all__ = ["SimilarityScorer"]

_BASE = 0x9E3779B97F4A7C15
_BATCH_SIZE = 1 << 16
"""Words hashed at once, to bound memory."""
_MOST_POSTINGS = 60_000
"""Most postings read for one text after `_FEWEST` words: common words say little and cost most."""
_FEWEST = 8
_CACHE_SIZE = 2_000_000
"""Cached postings of earlier calls, 8 bytes each: articles on one topic share their distinctive words."""


class SimilarityScorer:
    """Counts and weighs words over all segments of a generation."""

    def __init__(self, segments: Sequence[Segment], columns: Columns) -> None:
        self._segments = segments
        self._columns = columns
        self._read: OrderedDict[str, tuple[Array, Array]] = OrderedDict()
        self._held = 0

    def frequencies(self, terms: Sequence[str]) -> list[int]:
        """Return the document frequency of each of `terms`, including deleted documents."""
        hashes, counts = self._table
        if not len(hashes) or not terms:
            return [0] * len(terms)
        encoded = [term.encode() for term in terms]
        wanted = _hashed(np.frombuffer(b"".join(encoded), np.uint8), np.cumsum([len(term) for term in encoded]))
        at = np.minimum(np.searchsorted(hashes, wanted), len(hashes) - 1)
        found: list[int] = np.where(hashes[at] == wanted, counts[at], 0).tolist()
        return found

    def closest(
        self, weights: Mapping[str, float], limit: int, minute: int | None, within: int, far: float
    ) -> list[tuple[int, float]]:
        """Return the `limit` documents with the highest length-normalized weight of the words, best first.

        The weight of documents published more than `within` minutes from `minute` is multiplied by `far`. Words are
        processed in the given order; the last ones are skipped if they occur in too many documents.
        """
        found = np.concatenate([np.zeros(0, np.int32), *self._weigh(weights)])
        scores = self._scores[found]
        self._scores[found] = 0
        scores /= np.sqrt(np.maximum(self._columns.norms("body")[found], np.float32(0.05)))
        if minute is not None:
            minutes = self._columns.minutes[found]
            scores[(np.abs(minutes - minute) > within) & (minutes != UNDATED)] *= np.float32(far)
        kept = np.flatnonzero((scores > 0) & self._columns.alive[found])
        if len(kept) > limit:
            kept = kept[np.argpartition(scores[kept], -limit)[-limit:]]
        best = kept[np.lexsort((found[kept], -scores[kept]))]
        return list(zip(found[best].tolist(), scores[best].tolist(), strict=True))

    def _weigh(self, weights: Mapping[str, float]) -> Iterator[Array]:
        """Add the weights of the words to the scores of their documents; yield documents on their first score."""
        # Read everything before adding, so that a read error leaves no partial scores.
        for weight, documents, shares in list(self._chosen(weights)):
            before = self._scores[documents]
            self._scores[documents] = before + np.float32(weight) * shares
            yield documents[before == 0]

    def _chosen(self, weights: Mapping[str, float]) -> Iterator[tuple[float, Array, Array]]:
        read = 0
        for n, (term, weight) in enumerate(weights.items()):
            if n >= _FEWEST and read > _MOST_POSTINGS:
                return
            documents, shares = self._postings(term)
            yield weight, documents, shares
            read += len(documents)

    def _postings(self, term: str) -> tuple[Array, Array]:
        """Return the documents with a word, ascending, and the factor 1 + log tf for each."""
        found = self._read.pop(term, None)
        if found is None:
            found = self._joined(term.encode())
            self._held += len(found[0])
        self._read[term] = found
        while self._held > _CACHE_SIZE:
            self._held -= len(self._read.popitem(last=False)[1][0])
        return found

    def _joined(self, term: bytes) -> tuple[Array, Array]:
        documents, counts = [np.zeros(0, np.int32)], [np.zeros(0, np.uint8)]
        for segment, base in zip(self._segments, self._columns.bases, strict=False):
            number = segment.terms.find(term)
            if number >= 0:
                documents.append(segment.postings.documents(number) + np.int32(base))
                counts.append(segment.postings.counts(number))
        return np.concatenate(documents), 1 + np.log(np.concatenate(counts).astype(np.float32))

    @cached_property
    def _scores(self) -> Array:
        """The scores during a call, 0 between calls, so that the cost does not depend on the size of the library."""
        return np.zeros(self._columns.count, np.float32)

    @cached_property
    def _table(self) -> tuple[Array, Array]:
        """The hash of every term, ascending, with its number of documents."""
        hashes, counts = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
        for segment in self._segments:
            for first in range(0, len(segment.terms), _BATCH_SIZE):
                last = min(first + _BATCH_SIZE, len(segment.terms))
                hashes.append(_hashed(*segment.terms.packed(first, last)))
                counts.append(segment.postings.frequencies[first:last].astype(np.int64))
        joined, places = np.unique(np.concatenate(hashes), return_inverse=True)
        return joined, np.bincount(places, np.concatenate(counts), len(joined)).astype(np.int64)


def _hashed(letters: Array, ends: Array) -> Array:
    """Return the hashes of words concatenated in `letters`; no word is empty."""
    if not len(ends):
        return np.zeros(0, np.uint64)
    starts = np.append(0, ends[:-1]).astype(np.int64)
    lengths = np.diff(ends, prepend=0).astype(np.int64)
    powers = np.cumprod(np.full(int(lengths.max()), _BASE, np.uint64), dtype=np.uint64)
    places = np.arange(len(letters)) - np.repeat(starts, lengths)
    return np.add.reduceat((letters.astype(np.uint64) + np.uint64(1)) * powers[places], starts)
