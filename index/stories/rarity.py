"""How rare words and names are in a library, 0 (in every article) to 1 (in none), with a prior for small libraries.

The inverse document frequency of Sparck Jones (1972) as a share of its largest value, so that it means the same in a
library of any size. Counts of a collection of English news (data/frequencies.tsv) are added to those of the library:
in five articles alone, words that two of them share would all look common.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from seedread.index.stories.bounds import bounds
from seedread.index.stories.character_pairs import is_pair
from seedread.index.text.data_files import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from seedread.index.engines import Reader
    from seedread.index.stories.vocabulary import Numbers, Vocabulary

__all__ = ["Rarity"]


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

    def __init__(self, reader: Reader | None, vocabulary: Vocabulary) -> None:
        """Take the numbers of words from `vocabulary`."""
        self._reader = reader
        self._vocabulary = vocabulary
        self._facets = reader.facets() if reader else {}
        self._documents = reader.count if reader else 0
        articles, counts = _collection()
        # Of other languages no counts are shipped: every word has the same prior.
        other = bounds("rarity")
        small = bounds("rarity")["small"] / max(1, self._documents)
        self._english = _Prior(articles, counts, 0, min(1.0, small))
        self._other = _Prior(other["articles"], {}, other["articles"] * other["share"])
        self._of_english, self._of_other = np.zeros(0), np.zeros(0)
        """Of each word by its number; NaN where it is not known."""
        self._names: dict[str, float] = {}

    def words(self, stems: Numbers, language: str | None) -> NDArray[np.float64]:
        """Return the rarity of each of the stems with these numbers."""
        english = language in {"en", None}
        known = self._known(english=english)
        missing = list(set(stems[np.isnan(known[stems])].tolist()))
        if missing:
            look_up = self._in_english if english else self._in_other
            known[missing] = look_up(list(map(self._vocabulary.stem, missing)))
        return known[stems]

    def _known(self, *, english: bool) -> NDArray[np.float64]:
        """Return the array of the known rarities, with a place for every word of the vocabulary."""
        known = self._of_english if english else self._of_other
        if len(known) < len(self._vocabulary):
            known = np.concatenate([known, np.full(len(self._vocabulary), np.nan)])
            if english:
                self._of_english = known
            else:
                self._of_other = known
        return known

    def _in_english(self, stems: Sequence[str]) -> list[float]:
        return self._looked_up(stems, self._english)

    def _in_other(self, stems: Sequence[str]) -> list[float]:
        """Look up stems and pairs of characters.

        The index has no pairs: one is at least as rare as the rarer of its characters.
        """
        parts = [tuple(stem) if is_pair(stem) else (stem,) for stem in stems]
        wanted = list(dict.fromkeys(part for some in parts for part in some))
        found = dict(zip(wanted, self._looked_up(wanted, self._other), strict=True))
        return [max(map(found.__getitem__, some)) for some in parts]

    def _looked_up(self, stems: Sequence[str], prior: _Prior) -> list[float]:
        counts = self._reader.frequencies(stems) if self._reader else [0] * len(stems)
        return [prior.rarity(stem, count, self._documents) for stem, count in zip(stems, counts, strict=True)]

    def name(self, facet: str, value: str) -> float:
        """Return the rarity of a leader or country."""
        key = f"{facet}:{value}"
        if key not in self._names:
            count = self._facets[facet].count(value) if self._facets else 0
            self._names[key] = self._other.rarity(key, count, self._documents)
        return self._names[key]
