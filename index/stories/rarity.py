"""How rare words and names are in a library, 0 (in every article) to 1 (in none), with a prior for small libraries.

The inverse document frequency of Sparck Jones (1972) as a share of its largest value, so that it means the same in a
library of any size. Counts of a collection of English news (data/frequencies.tsv) are added to those of the library:
in five articles alone, words that two of them share would all look common.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.stories.bounds import bounds
from seedread.index.stories.character_pairs import is_pair
from seedread.index.text.data_files import read_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from seedread.index.engines import Reader

__all__ = ["Rarity"]

_CACHE_SIZE = 200_000
"""Words whose rarity is cached: articles share most of their words."""


@cache
def _collection() -> tuple[int, Mapping[str, int]]:
    """Return the number of articles of the English collection, and how many have each stem; rare ones are left out."""
    rows = [line.split("\t") for line in read_text("stories", "frequencies.tsv").splitlines() if line[:1] != "#"]
    counts = {stem: int(count) for stem, count in rows}
    return counts.pop(""), counts


class _Prior(NamedTuple):
    """Articles that are added to those of the library."""

    articles: float
    counts: Mapping[str, int]
    default: float
    """The count of a stem that is not in `counts`."""
    weight: float = 1.0
    """What each of them counts for."""

    def rarity(self, stem: str, count: int, library: int) -> float:
        """Return the rarity of a stem that `count` of the `library` articles have."""
        articles = 1 + library + self.weight * self.articles
        found = count + self.weight * self.counts.get(stem, self.default)
        return max(0.0, math.log(articles / (0.5 + found)) / math.log(articles))


class Rarity:
    """The rarities of one generation; without a reader those of the collection alone."""

    def __init__(self, reader: Reader | None) -> None:
        self._reader = reader
        self._facets = reader.facets() if reader else {}
        self._documents = reader.count if reader else 0
        articles, counts = _collection()
        # Of other languages no counts are shipped: every word has the same prior.
        other = bounds("rarity")
        small = bounds("rarity")["small"] / max(1, self._documents)
        self._english = _Prior(articles, counts, 0, min(1.0, small))
        self._other = _Prior(other["articles"], {}, other["articles"] * other["share"])
        self._of_english: dict[str, float] = {}
        self._of_other: dict[str, float] = {}
        self._names: dict[str, float] = {}

    def words(self, stems: Collection[str], language: str | None) -> Mapping[str, float]:
        """Return a mapping that has the rarity of every one of `stems`; the caller must not change it."""
        english = language in {"en", None}
        prior, known = (self._english, self._of_english) if english else (self._other, self._of_other)
        unknown = [stem for stem in stems if stem not in known]
        pairs = list(filter(is_pair, unknown)) if not english else []
        missing = [stem for stem in (*unknown, *"".join(pairs)) if stem not in known and not (pairs and is_pair(stem))]
        if missing:
            found = self._reader.frequencies(missing) if self._reader else [0] * len(missing)
            known.update(
                (stem, prior.rarity(stem, count, self._documents)) for stem, count in zip(missing, found, strict=True)
            )
        # The index has no pairs: one is at least as rare as the rarer of its characters.
        known.update((pair, max(map(known.__getitem__, pair))) for pair in pairs)
        if len(known) > _CACHE_SIZE:
            # Profiles hold the old mapping.
            self._of_english, self._of_other = {}, {}
        return known

    def name(self, facet: str, value: str) -> float:
        """Return the rarity of a leader or country."""
        key = f"{facet}:{value}"
        if key not in self._names:
            count = self._facets[facet].count(value) if self._facets else 0
            self._names[key] = self._other.rarity(key, count, self._documents)
        return self._names[key]
