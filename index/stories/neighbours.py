"""Finds the articles to compare one with: those of the same days that share most of its distinctive words.

The cost grows with the number of candidates, not with the library.
"""

from __future__ import annotations

from collections import defaultdict, deque
from heapq import nlargest
from typing import TYPE_CHECKING

from seedread.index.stories.bounds import bounds
from seedread.index.stories.character_pairs import is_pair
from seedread.index.stories.profile import heaviest

if TYPE_CHECKING:
    from collections.abc import Mapping

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


class Window:
    """The articles of the last days, by their distinctive words: for grouping a whole library in the order of dates."""

    def __init__(self) -> None:
        self._postings: defaultdict[str, deque[tuple[int, float]]] = defaultdict(deque)
        self._articles: deque[tuple[int, tuple[str, ...]]] = deque()
        """Minute and words of each."""

    def add(self, profile: Profile) -> None:
        """Add a dated article, which is no earlier than those before."""
        words = heaviest(profile, bounds("candidates")["terms"])
        for word, weight in words.items():
            self._postings[word].append((profile.number, weight))
        self._articles.append((profile.minute or 0, tuple(words)))

    def closest(self, profile: Profile) -> list[int]:
        """Return the articles of the days before a dated one that share most of its words, the best first."""
        limits = bounds("candidates")
        self._leave((profile.minute or 0) - limits["days"] * _DAY)
        scores: defaultdict[int, float] = defaultdict(float)
        read = 0
        for n, (word, weight) in enumerate(heaviest(profile, limits["terms"]).items()):
            if word not in self._postings:
                continue
            if n >= _FEWEST and read > limits["postings"]:
                break
            postings = self._postings[word]
            read += len(postings)
            for number, other in postings:
                scores[number] += weight * other
        best = nlargest(limits["looked_at"], scores.items(), key=lambda item: (item[1], -item[0]))
        return [number for number, _ in best]

    def _leave(self, before: int) -> None:
        """Drop the articles that are too old."""
        while self._articles and self._articles[0][0] < before:
            for word in self._articles.popleft()[1]:
                postings = self._postings[word]
                postings.popleft()
                if not postings:
                    del self._postings[word]
