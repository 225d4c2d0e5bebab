"""How like the body a unit talks, and how its words weigh: what can be told only beside the other units."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from seedread.index.cleaning.features.counts import Features

__all__ = ["LIKENESS", "likeness"]

LIKENESS: tuple[str, ...] = (
    *("mean weight of words", "weight of the most bodily word", "weight of the least bodily word"),
    *("weight of the first word", "weight of all words", "words shared with prose", "many words shared with prose"),
)
"""What the numbers of `likeness` are, in their order."""
_TELLING = 3
"""Letters that a word must have more of to count as shared."""


def likeness(units: Sequence[Features], weights: Mapping[str, float]) -> list[tuple[float, ...]]:
    """Return the numbers of each unit; `weights` says how much a word is rather body than not, none if unknown."""
    contents = [{word for word in unit.words if len(word) > _TELLING} for unit in units]
    told = Counter(chain.from_iterable(content for unit, content in zip(units, contents, strict=True) if unit.prose))
    return [
        (*_weighed(unit, weights), *_shared(content, told, own=unit.prose))
        for unit, content in zip(units, contents, strict=True)
    ]


def _weighed(unit: Features, weights: Mapping[str, float]) -> tuple[float, ...]:
    if not weights or not unit.words:
        return (0.0,) * 5
    found = [weight or 0.0 for weight in map(weights.get, unit.words)]
    total = sum(found)
    return (total / len(found), max(found) / 3, min(found) / 3, found[0] / 3, total / 6)


def _shared(content: AbstractSet[str], told: Counter[str], *, own: bool) -> tuple[float, float]:
    """Return which part of the words stands in the prose too, and how many, its own standing there apart."""
    if not content:
        return 0.0, 0.0
    shared = sum([told[word] > own for word in content])
    return shared / len(content), min(1.0, shared / 5)
