"""What each unit is about, beside what the likely body and the rest are about.

A paragraph late in a long article names whom the beginning named; a teaser or a comment names others.
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

    from seedread.index.cleaning.features.counts import Features

__all__ = ["TOPICS", "Topics", "topics_of"]

TOPICS: tuple[str, ...] = (
    *("share of words of the body", "share of words of the rest", "words of the body"),
    "words of the body rather than of the rest",
)
"""What the numbers of `Topics.told` are, in their order."""
_TELLING = 3
"""Letters that a telling word has more of."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The telling words of all units: each once a unit, function words apart."""

    words: NDArray[np.intp]
    """Each as a number from nought on."""
    owners: NDArray[np.intp]
    """The unit of each."""
    units: int

    def told(self, likely: NDArray[Any]) -> NDArray[np.float64]:
        """Return (units, TOPICS): what other units say too; `likely` is how likely each unit is body, 0 to 1."""
        body, rest = (self._by_unit(self._elsewhere(share)) for share in (likely, 1 - likely))
        count = np.maximum(1, np.bincount(self.owners, minlength=self.units))
        return np.column_stack((body / count, rest / count, np.log1p(body), (body - rest) / count))

    def _elsewhere(self, share: NDArray[Any]) -> NDArray[np.float64]:
        """Return for each word how surely it stands in other units too, each of which counts by its share."""
        own = share[self.owners].astype(np.float64)
        elsewhere: NDArray[np.float64] = np.bincount(self.words, own)[self.words] - own
        return np.clip(elsewhere, 0, 1)

    def _by_unit(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(np.bincount(self.owners, values, minlength=self.units), dtype=np.float64)


def topics_of(units: Sequence[Features]) -> Topics:
    """Return the telling words of English units."""
    plain = stop_words("en")
    numbers = defaultdict[str, int](count().__next__)
    words: list[int] = []
    owners: list[int] = []
    for at, unit in enumerate(units):
        own = [word for word in dict.fromkeys(unit.words) if len(word) > _TELLING and word not in plain]
        words += map(numbers.__getitem__, own)
        owners += [at] * len(own)
    return Topics(np.array(words, dtype=np.intp), np.array(owners, dtype=np.intp), len(units))
