"""Finds the articles to compare one with: those of the same days that share most of its distinctive words.

The cost grows with the number of candidates, not with the library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from seedread.index.stories.article_terms import FACET
from seedread.index.stories.bounds import bounds
from seedread.index.stories.character_pairs import is_pair

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.stories.article_terms import Terms
    from seedread.index.stories.profile import Profile, Profiles
    from seedread.index.stories.vocabulary import Vocabulary

__all__ = ["closest", "heaviest"]

_DAY = 1440


def closest(profiles: Profiles, profile: Profile, most: int, *, far: float = 0.0) -> list[int]:
    """Return the documents of the index that share most of an article's distinctive words, the best first.

    `far` is the factor for articles of other days: 0 leaves them out.
    """
    limits = bounds("candidates")
    terms, vocabulary = profile.terms, profiles.vocabulary
    words = {vocabulary.stem(int(terms.numbers[n])): float(terms.weights[n])
             for n in heaviest(terms, vocabulary, limits["terms"])}  # fmt: skip
    found = profiles.reader.closest(_in_index(words), most + 1, profile.minute, within=limits["days"] * _DAY, far=far)
    return [number for number, _ in found if number != profile.number][:most]


def heaviest(terms: Terms, vocabulary: Vocabulary, count: int) -> list[int]:
    """Return the places of the `count` heaviest words among the terms of an article, the heaviest first."""
    words = np.flatnonzero((terms.flags & FACET) == 0)
    if len(words) > count:
        weights = terms.weights[words]
        words = words[weights >= np.partition(weights, -count)[-count]]
    stems = map(vocabulary.stem, terms.numbers[words].tolist())
    found = sorted(zip(terms.weights[words].tolist(), stems, words.tolist(), strict=True), reverse=True)
    return [place for *_, place in found[:count]]


def _in_index(words: Mapping[str, float]) -> Mapping[str, float]:
    """Return the terms of the index for the words of an article: of a pair of characters, each of the two."""
    if not any(map(is_pair, words)):
        return words
    terms: dict[str, float] = {}
    for word, weight in words.items():
        for term in word if is_pair(word) else (word,):
            terms.setdefault(term, weight)
    return terms
