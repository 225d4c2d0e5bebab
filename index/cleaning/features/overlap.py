"""How much vocabulary a unit shares with the prose of its document, and how typical its words are of body."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from seedread.index.cleaning.units import TextUnit

__all__ = ["OVERLAP_FEATURES", "overlap_features"]

OVERLAP_FEATURES: tuple[str, ...] = (
    *("mean word weight", "highest word weight", "lowest word weight"),
    *("weight of first word", "total word weight", "share of words shared with prose"),
    "number of words shared with prose",
)
"""The names of what `overlap_features` returns, in order."""
_LETTERS = 3
"""A word must have more letters than this to count as shared."""


def overlap_features(units: Sequence[TextUnit], weights: Mapping[str, float]) -> list[tuple[float, ...]]:
    """Return the features of each unit; `weights` holds each word's log odds of being body, nothing if unknown."""
    contents = [{word for word in unit.words if len(word) > _LETTERS} for unit in units]
    of_prose = (content for unit, content in zip(units, contents, strict=True) if unit.prose)
    in_prose = Counter(chain.from_iterable(of_prose))
    return [
        (*_word_weights(unit, weights), *_shared(content, in_prose, own=unit.prose))
        for unit, content in zip(units, contents, strict=True)
    ]


def _word_weights(unit: TextUnit, weights: Mapping[str, float]) -> tuple[float, ...]:
    if not weights or not unit.words:
        return (0.0,) * 5
    found = [weight or 0.0 for weight in map(weights.get, unit.words)]
    total = sum(found)
    return (total / len(found), max(found) / 3, min(found) / 3, found[0] / 3, total / 6)


def _shared(content: AbstractSet[str], in_prose: Counter[str], *, own: bool) -> tuple[float, float]:
    """Return the share of the words that other prose has too, and how many these are; `own` if the unit is prose."""
    if not content:
        return 0.0, 0.0
    shared = sum([in_prose[word] > own for word in content])
    return shared / len(content), min(1.0, shared / 5)
