"""How far the topic of a unit is that of the likely body, or that of the rest.

A late paragraph of a long article names the same people as its beginning; a teaser or a comment names others.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.cleaning.language import stop_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    from seedread.index.cleaning.units import TextUnit

__all__ = ["TOPIC_FEATURES", "TopicWords", "topic_words"]

TOPIC_FEATURES: tuple[str, ...] = (
    *("share of words of the body", "share of words of the rest", "words of the body"),
    "words of the body rather than of the rest",
)
"""The names of what `TopicWords.features` returns, in order."""


@dataclass(frozen=True, slots=True)
class TopicWords:
    """The topic words of all units: their content without function words."""

    words: NDArray[np.intp]
    """Each word as a number from 0."""
    owners: NDArray[np.intp]
    """The unit of each word."""
    units: int

    def features(self, likely: NDArray[Any]) -> NDArray[np.float64]:
        """Return (units, TOPIC_FEATURES), from the probability that each unit is body."""
        body, rest = (self._by_unit(self._elsewhere(share)) for share in (likely, 1 - likely))
        count = np.maximum(1, np.bincount(self.owners, minlength=self.units))
        return np.array((body / count, rest / count, np.log1p(body), (body - rest) / count)).T

    def _elsewhere(self, share: NDArray[Any]) -> NDArray[np.float64]:
        """Return for each word how surely other units contain it; each of them counts by its share."""
        own = share[self.owners].astype(np.float64)
        elsewhere: NDArray[np.float64] = np.bincount(self.words, own)[self.words] - own
        return np.minimum(np.maximum(elsewhere, 0), 1)

    def _by_unit(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(np.bincount(self.owners, values, minlength=self.units), dtype=np.float64)


def topic_words(units: Sequence[TextUnit]) -> TopicWords:
    """Return the topic words of English units."""
    plain = stop_words("en")
    numbers = defaultdict[str, int](count().__next__)
    words: list[int] = []
    owners: list[int] = []
    for at, unit in enumerate(units):
        own = [word for word in unit.content if word not in plain]
        words += map(numbers.__getitem__, own)
        owners += [at] * len(own)
    return TopicWords(np.array(words, dtype=np.intp), np.array(owners, dtype=np.intp), len(units))
