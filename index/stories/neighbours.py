"""Finds the articles to compare one with: those of the same days that share most of its distinctive words.

The cost grows with the number of candidates, not with the library.
"""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.stories.bounds import bounds
from seedread.index.stories.character_pairs import is_pair
from seedread.index.stories.profile import heaviest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from seedread.index.engines import Reader
    from seedread.index.stories.profile import Profile

__all__ = ["Window", "closest"]

_DAY = 1440
_FEWEST = 8
"""Words whose postings are read however common they are."""


def closest(reader: Reader, profile: Profile, most: int, *, far: float = 0.0) -> list[int]:
    """Return the documents of the index that share most of an article's distinctive words, the best first.

    `far` is the factor for articles of other days: 0 leaves them out.
    """
    limits = bounds("candidates")
    words = _in_index(heaviest(profile, limits["terms"]))
    found = reader.closest(words, most + 1, profile.minute, within=limits["days"] * _DAY, far=far)
    return [number for number, _ in found if number != profile.number][:most]


def _in_index(words: Mapping[str, float]) -> Mapping[str, float]:
    """Return the terms of the index for the words of an article: of a pair of characters, each of the two."""
    if not any(map(is_pair, words)):
        return words
    terms: dict[str, float] = {}
    for word, weight in words.items():
        for term in word if is_pair(word) else (word,):
            terms.setdefault(term, weight)
    return terms


class _Postings:
    """The articles of the last days that have a word, in the order of their dates, with its weight in each."""

    __slots__ = ("_articles", "_gone", "_weights")

    def __init__(self) -> None:
        self._articles, self._weights = array("q"), array("d")
        self._gone = 0
        """Articles at the beginning that are too old."""

    def __len__(self) -> int:
        return len(self._articles) - self._gone

    def append(self, article: int, weight: float) -> None:
        self._articles.append(article)
        self._weights.append(weight)

    def drop_first(self) -> None:
        self._gone += 1
        if self._gone > len(self):
            del self._articles[: self._gone], self._weights[: self._gone]
            self._gone = 0

    def arrays(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return articles and weights, valid until the next change."""
        return np.frombuffer(self._articles, np.int64)[self._gone :], np.frombuffer(self._weights)[self._gone :]


class Window:
    """The articles of the last days, by their distinctive words: for grouping a whole library in the order of dates."""

    def __init__(self) -> None:
        self._postings: defaultdict[str, _Postings] = defaultdict(_Postings)
        """The articles of each word, counted from the first article of all."""
        self._articles: deque[tuple[int, int, tuple[str, ...]]] = deque()
        """Document, minute and words of each."""
        self._gone = 0
        """How many articles were dropped."""

    def add(self, profile: Profile) -> None:
        """Add a dated article, which is no earlier than those before."""
        words = heaviest(profile, bounds("candidates")["terms"])
        article = self._gone + len(self._articles)
        for word, weight in words.items():
            self._postings[word].append(article, weight)
        self._articles.append((profile.number, profile.minute or 0, tuple(words)))

    def closest(self, profile: Profile) -> list[int]:
        """Return the articles of the days before a dated one that share most of its words, the best first."""
        limits = bounds("candidates")
        self._leave((profile.minute or 0) - limits["days"] * _DAY)
        read = list(self._read(heaviest(profile, limits["terms"]), limits["postings"]))
        if not read:
            return []
        places = np.concatenate([articles for articles, _ in read]) - self._gone
        scores = np.bincount(places, np.concatenate([weights for _, weights in read]))
        found = np.flatnonzero(np.bincount(places))
        most = limits["looked_at"]
        if len(found) > most:
            least = np.partition(scores[found], -most)[-most]
            found = found[scores[found] >= least]
        documents = np.fromiter((self._articles[n][0] for n in found.tolist()), np.int64, len(found))
        best: list[int] = documents[np.lexsort((documents, -scores[found]))][:most].tolist()
        return best

    def _read(self, words: Mapping[str, float], most: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float64]]]:
        """Yield for each word its articles, and how much it adds to their scores."""
        read = 0
        for n, (word, weight) in enumerate(words.items()):
            if word not in self._postings:
                continue
            if n >= _FEWEST and read > most:
                break
            articles, weights = self._postings[word].arrays()
            read += len(articles)
            yield articles, weight * weights

    def _leave(self, before: int) -> None:
        """Drop the articles that are too old."""
        while self._articles and self._articles[0][1] < before:
            self._gone += 1
            for word in self._articles.popleft()[2]:
                postings = self._postings[word]
                postings.drop_first()
                if not postings:
                    del self._postings[word]
