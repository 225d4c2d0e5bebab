"""The inverse document frequency of words and names in a library, with a prior for small libraries."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import TYPE_CHECKING

from seedread.index.stories.bounds import bounds

if TYPE_CHECKING:
    from collections.abc import Collection

    from seedread.index.engines import Reader

__all__ = ["IdfTable", "idf"]


_CACHE_SIZE = 100_000
"""Words whose IDF is cached: articles share most of their words."""


def idf(documents: int, frequency: int) -> float:
    """Return the IDF of a word or name that occurs in `frequency` of `documents`.

    log((1 + n) / (1/2 + df)) of Sparck Jones, with a prior of additional articles in which every word is rare.
    Without it, words that two articles of a small library share would count as common.
    """
    read, rare = bounds("candidates")["prior"], bounds("candidates")["prior_share"]
    return math.log((1 + read + documents) / (0.5 + rare * read + min(frequency, documents)))


class IdfTable:
    """The IDFs of one generation; without a reader all words have the same IDF."""

    def __init__(self, reader: Reader | None) -> None:
        self._reader = reader
        self._facets = reader.facets() if reader else {}
        self.documents = reader.everything.bit_count() if reader else 0
        self.rare = idf(self.documents, max(3, int(bounds("event")["rare"] * self.documents)))
        """The IDF from which a word counts as rare."""
        self._words: dict[str, float] = {}
        self._names: dict[tuple[str, str], float] = {}

    def words(self, terms: Collection[str]) -> list[float]:
        """Return the idf of every stem."""
        known = self._words
        with suppress(KeyError):
            return list(map(known.__getitem__, terms))
        if len(known) > _CACHE_SIZE:
            known.clear()
        missing = [term for term in terms if term not in known]
        found = self._reader.frequencies(missing) if self._reader else [0] * len(missing)
        known.update((term, idf(self.documents, count)) for term, count in zip(missing, found, strict=True))
        return [known[term] for term in terms]

    def name(self, facet: str, value: str) -> float:
        """Return the weight of a leader or country."""
        key = (facet, value)
        if key not in self._names:
            frequency = self._facets[facet].articles(value).bit_count() if self._facets else 0
            weight = bounds("candidates")["leader"] if facet == "leader" else 1.0
            self._names[key] = idf(self.documents, frequency) * weight
        return self._names[key]
