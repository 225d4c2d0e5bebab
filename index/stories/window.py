"""The articles of the last days by their distinctive words: finds candidates for many articles in the order of dates.

The postings are one sorted array of numbers. So a batch of articles is looked up at once, each among those before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from seedread.index.stories.bounds import bounds
from seedread.index.stories.neighbours import heaviest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from seedread.index.stories.profile import Profile, Profiles
    from seedread.index.stories.vocabulary import Vocabulary

    Array: TypeAlias = NDArray[np.int64]
    Floats: TypeAlias = NDArray[np.float64]

__all__ = ["Window"]

_DAY = 1440
_FEWEST = 8
"""Words whose postings are read however common they are."""
_RANK_BITS, _WORD_SHIFT = 6, 32
"""A posting is a word, a place in the window, and the rank of the word there; ascending numbers sort it like that."""
_PLACE = (1 << (_WORD_SHIFT - _RANK_BITS)) - 1


@dataclass(frozen=True)
class _Batch:
    """The articles that are looked up now, a row each."""

    words: Array
    """Their distinctive words, the heaviest first; -1 for no word."""
    weights: Floats
    since: Array
    """The place of the first report that is not too old for each."""
    upto: Array
    """The place of the first report that is not before it: its own, if it is a report."""
    near: list[Array]
    """The places of its candidates, the best first."""
    cut: NDArray[np.bool_]
    """Whether words were left out because the others have many postings."""


class Window:
    """The reports of the last days, and a batch of articles that come next."""

    def __init__(self) -> None:
        self._terms = int(bounds("candidates")["terms"])
        self._reports: list[Profile] = []
        """Those that later articles are compared with, in the order of their dates; their places are counted here."""
        self._postings: Array = np.zeros(0, np.int64)
        self._weights: Floats = np.zeros((0, self._terms))
        """The weight of each distinctive word of each report, the heaviest first."""

    def add(self, batch: Sequence[Profile], are_reports: Sequence[bool], vocabulary: Vocabulary) -> None:
        """Find the candidates of the next articles, in the order of their dates; those that are reports are added."""
        minutes = np.array([profile.minute or 0 for profile in batch], np.int64)
        oldest = minutes - bounds("candidates")["days"] * _DAY
        self._drop(sum((report.minute or 0) < oldest[0] for report in self._reports))
        words, weights = self._distinctive(batch, vocabulary)
        mine = np.array(are_reports, bool)
        upto = len(self._reports) + np.cumsum(mine) - mine
        self._enter(list(compress(batch, are_reports)), words[mine], weights[mine])
        since = np.searchsorted([report.minute or 0 for report in self._reports], oldest)
        self._batch = _Batch(words, weights, since, upto, [_NONE] * len(batch), np.zeros(len(batch), bool))
        self._find(np.arange(len(batch)))

    def read_again(self, profiles: Profiles) -> None:
        """Take the words of the reports from a new vocabulary."""
        reports = profiles.of_each([report.number for report in self._reports])
        self._drop(len(reports))
        self._enter(reports, *self._distinctive(reports, profiles.vocabulary))

    def near(self, row: int) -> list[Profile]:
        """Return the reports before an article of the batch that share most words with it, the best first."""
        return [self._reports[place] for place in self._batch.near[row].tolist()]

    def remove(self, row: int) -> list[int]:
        """Take an article of the batch out of the window; return the later ones whose candidates that changes."""
        batch, place = self._batch, self._batch.upto[row]
        self._postings = self._postings[_places(self._postings) != place]
        later = [n for n in range(row + 1, len(batch.near)) if batch.cut[n] or place in batch.near[n]]
        before = [batch.near[n] for n in later]
        self._find(np.array(later, np.int64))
        return [n for n, near in zip(later, before, strict=True) if not np.array_equal(near, batch.near[n])]

    def _drop(self, count: int) -> None:
        """Drop the first reports."""
        del self._reports[:count]
        self._weights = self._weights[count:]
        self._postings = self._postings[_places(self._postings) >= count] - (count << _RANK_BITS)

    def _distinctive(self, batch: Sequence[Profile], vocabulary: Vocabulary) -> tuple[Array, Floats]:
        """Return the distinctive words of articles and their weights, the heaviest first; -1 for no word."""
        words, weights = np.full((len(batch), self._terms), -1, np.int64), np.zeros((len(batch), self._terms))
        for n, profile in enumerate(batch):
            places = heaviest(profile.terms, vocabulary, self._terms)
            words[n, : len(places)] = profile.terms.numbers[places]
            weights[n, : len(places)] = profile.terms.weights[places]
        return words, weights

    def _enter(self, reports: Sequence[Profile], words: Array, weights: Floats) -> None:
        """Add reports with their words and weights."""
        places = (len(self._reports) + np.arange(len(reports)))[:, None]
        postings = (words << _WORD_SHIFT) | (places << _RANK_BITS) | np.arange(self._terms)
        self._postings = np.sort(np.concatenate([self._postings, postings[words >= 0]]))
        self._weights = np.concatenate([self._weights, weights])
        self._reports += reports

    def _find(self, rows: Array) -> None:
        """Find the candidates of some articles of the batch."""
        if not len(rows):
            return
        batch, words = self._batch, self._batch.words[rows] << _WORD_SHIFT
        starts = np.searchsorted(self._postings, words + (batch.since[rows] << _RANK_BITS)[:, None])
        counts = np.searchsorted(self._postings, words + (batch.upto[rows] << _RANK_BITS)[:, None]) - starts
        read = np.cumsum(counts, axis=1) - counts
        left_out = (np.arange(self._terms) >= _FEWEST) & (read > bounds("candidates")["postings"])
        batch.cut[rows] = (left_out & (counts > 0)).any(axis=1)
        counts[left_out] = 0
        self._rank(rows, starts.ravel(), counts.ravel())

    def _rank(self, rows: Array, starts: Array, counts: Array) -> None:
        """Add up the weights of the words that articles share with reports, from the postings of each word."""
        at = np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
        postings = self._postings[at]
        places, ranks = _places(postings), postings & ((1 << _RANK_BITS) - 1)
        weights = np.repeat(self._batch.weights[rows].ravel(), counts) * self._weights[places, ranks]
        shape = len(rows), len(self._reports)
        cells = np.repeat(np.repeat(np.arange(len(rows)), self._terms), counts) * shape[1] + places
        scores = np.bincount(cells, weights, shape[0] * shape[1]).reshape(shape)
        shared = np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)
        for n, row in enumerate(rows.tolist()):
            self._batch.near[row] = self._best(np.flatnonzero(shared[n]), scores[n])

    def _best(self, places: Array, scores: Floats) -> Array:
        """Return the places with the best scores, the best first."""
        most = bounds("candidates")["looked_at"]
        if len(places) > most:
            least = np.partition(scores[places], -most)[-most]
            places = places[scores[places] >= least]
        documents = [self._reports[place].number for place in places.tolist()]
        best: Array = places[np.lexsort((documents, -scores[places]))][:most]
        return best


_NONE: Array = np.zeros(0, np.int64)


def _places(postings: Array) -> Array:
    found: Array = (postings >> _RANK_BITS) & _PLACE
    return found
