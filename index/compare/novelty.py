"""How much of a sentence is new to the other article: the weight of its words that the other does not have."""

from __future__ import annotations

import math
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.compare.alignment import by_word_family
from seedread.index.compare.wording_data import word_families

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedread.index.compare.alignment import SentenceTerms

__all__ = ["Novelty", "novelties"]


class Novelty(NamedTuple):
    """How much of a sentence is new to the other article."""

    weight: float
    share: float
    """Share of the weight of all its words, 0 to 1."""


def novelties(
    own: Sequence[SentenceTerms], other: Sequence[SentenceTerms], weights: Mapping[str, float]
) -> list[Novelty]:
    """Return the novelty of each sentence; a word whose family the other article has is not new."""
    known = set(chain.from_iterable(other)) | set(chain.from_iterable(by_word_family(other)))
    return [_novelty(words, known, weights) for words in own]


def _novelty(words: SentenceTerms, known: set[str], weights: Mapping[str, float]) -> Novelty:
    family = word_families()
    new = [word for word in words if word not in known and family.get(word, word) not in known]
    weight = math.fsum(weights[word] for word in new)
    total = math.fsum(weights[word] for word in words)
    return Novelty(weight, weight / total if total else 0.0)
