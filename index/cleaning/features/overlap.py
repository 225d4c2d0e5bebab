"""How much vocabulary a unit shares with the prose of its document, and how typical its words are of body."""

from __future__ import annotations

from collections import Counter
from itertools import chain, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from seedread.index.cleaning.phrases import LineWords
    from seedread.index.cleaning.units import TextUnit

__all__ = ["OVERLAP_FEATURES", "overlap_features"]

OVERLAP_FEATURES: tuple[str, ...] = (
    *("mean word weight", "highest word weight", "lowest word weight"),
    *("weight of first word", "total word weight", "share of words shared with prose"),
    "number of words shared with prose",
)
"""The names of what `overlap_features` returns, in order."""


def overlap_features(units: Sequence[TextUnit], weights: Mapping[str, float]) -> list[tuple[float, ...]]:
    """Return the features of each unit; `weights` holds each word's log odds of being body, nothing if unknown."""
    in_prose = Counter(chain.from_iterable(unit.content for unit in units if unit.prose))
    in_other_prose = {word for word, count in in_prose.items() if count > 1}
    return [
        (*_word_weights(unit, weights), *_shared(unit.content, in_other_prose if unit.prose else in_prose))
        for unit in units
    ]


def _word_weights(unit: TextUnit, weights: Mapping[str, float]) -> tuple[float, ...]:
    if not weights or not unit.words:
        return (0.0,) * 5
    found = list(map(weights.get, unit.words, repeat(0.0)))
    total = sum(found)
    return (total / len(found), max(found) / 3, min(found) / 3, found[0] / 3, total / 6)


def _shared(content: LineWords, elsewhere: Container[str]) -> tuple[float, float]:
    """Return the share of the words that are also `elsewhere`, in other prose, and how many these are."""
    if not content:
        return 0.0, 0.0
    shared = sum(map(elsewhere.__contains__, content))
    return shared / len(content), min(1.0, shared / 5)
