"""The words of articles as numbers and weights, to compare one article with many others at once."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from seedread.index.stories.profile import Profile

    Vector: TypeAlias = tuple[NDArray[np.int32], NDArray[np.float64]]

__all__ = ["Vectors"]

_MOST_WORDS = 500_000
"""Words with a number; if there are more, all are numbered again."""


class _Numbers(dict[str, int]):
    """The number of each word; a new word gets the next one."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class Vectors:
    """Numbers words as they come, and caches the vectors of the latest articles."""

    def __init__(self, remembered: int) -> None:
        self._remembered = remembered
        self._numbers = _Numbers()
        self._made: OrderedDict[int, Vector] = OrderedDict()
        self._weights = np.zeros(1024)
        """The weight of each word in the article that is compared; 0 between calls."""

    def cosines(self, profile: Profile, others: Sequence[Profile]) -> list[float]:
        """Return the cosine of an article's words with those of each of the others, rounded otherwise than `fsum`."""
        if not others:
            return []
        if len(self._numbers) > _MOST_WORDS:
            self._numbers.clear()
            self._made.clear()
        own, weights = self._of(profile)
        words, theirs = zip(*map(self._of, others), strict=True)
        if len(self._numbers) > len(self._weights):
            self._weights = np.zeros(2 * len(self._numbers))
        self._weights[own] = weights
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        ends = np.cumsum(lengths)
        sums = np.cumsum(self._weights[np.concatenate(words)] * np.concatenate(theirs))
        self._weights[own] = 0.0
        upto = np.concatenate([np.zeros(1), sums])
        cosines: list[float] = (upto[ends] - upto[ends - lengths]).tolist()
        return cosines

    def _of(self, profile: Profile) -> Vector:
        made = self._made.get(profile.number)
        if made is None:
            numbers, weights = self._numbers, profile.weights
            count = len(weights)
            places = np.fromiter(map(numbers.__getitem__, weights), np.int32, count)
            made = self._made[profile.number] = places, np.fromiter(weights.values(), np.float64, count)
            if len(self._made) > self._remembered:
                self._made.popitem(last=False)
        return made
