"""How telling words and names are: their inverse document frequency in a library, with a prior for small ones."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .bounds import bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.engines import Reader

__all__ = ["Rarities", "idf"]


def idf(documents: int, frequency: int) -> float:
    """Return how telling a word or name is that so many of `documents` have.

    log((1 + n) / (1/2 + df)) of Sparck Jones, with a prior as if more articles had been read in which every word is
    rare: in a small library words that two accounts share would else count as common.
    """
    read, rare = bounds("candidates")["prior"], bounds("candidates")["prior_share"]
    return math.log((1 + read + documents) / (0.5 + rare * read + min(frequency, documents)))


class _Known(dict[int, float]):
    """The idf of every number of documents, worked out when it is first met."""

    def __init__(self, documents: int) -> None:
        super().__init__()
        self._documents = documents

    def __missing__(self, frequency: int) -> float:
        self[frequency] = found = idf(self._documents, frequency)
        return found


class Rarities:
    """The rarities of one generation; without a reader all words are as rare."""

    def __init__(self, reader: Reader | None) -> None:
        self._reader = reader
        self._facets = reader.facets() if reader else {}
        self.documents = reader.everything.bit_count() if reader else 0
        self.rare = idf(self.documents, max(3, int(bounds("event")["rare"] * self.documents)))
        """From here a word counts as rare."""
        self._idf = _Known(self.documents)
        self._names: dict[tuple[str, str], float] = {}

    def words(self, terms: Sequence[str]) -> list[float]:
        """Return the idf of every stem."""
        found = self._reader.frequencies(terms) if self._reader else [0] * len(terms)
        return [self._idf[frequency] for frequency in found]

    def name(self, facet: str, value: str) -> float:
        """Return the weight of a leader or country."""
        key = (facet, value)
        if key not in self._names:
            frequency = self._facets[facet].articles(value).bit_count() if self._facets else 0
            weight = bounds("candidates")["leader"] if facet == "leader" else 1.0
            self._names[key] = idf(self.documents, frequency) * weight
        return self._names[key]
