"""The scores that the networks gave to a unit and around it. The trees read them on top of the networks' features."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from seedread.index.cleaning.features.position import POSITION_FEATURES, distance_back
from seedread.index.cleaning.features.topic import TOPIC_FEATURES, topic_words
from seedread.index.cleaning.mlp import LOCAL_FEATURES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from seedread.index.cleaning.features import FloatArray
    from seedread.index.cleaning.units import TextUnit

__all__ = ["CLIPPED_AT", "CONTEXT_FEATURES", "context_features"]

_NEAR = 4
"""Units before and after a unit whose scores are read one by one."""
_NEXT = 2
"""Units before and after a unit whose own features are read."""
_OF_NEIGHBOURS = ("size", "ends like a sentence", "prose", "has a label", "capitalised words", "mean word weight",
                  "function words", "listed", "digits", "share of words shared with prose")  # fmt: skip
"""Which of their features are read."""
_REACH = (3, 8, 25)
"""Units before and after a unit over which means are taken."""
CLIPPED_AT = 8.0
"""A score beyond this, up or down, adds nothing."""
_SURE, _LIKELY, _UNLIKELY = 0.8, 0.5, 0.3
_FAR = 300
_MARKS = ("sure prose", "likely body", "unlikely body")


def _sides(reach: int) -> list[int]:
    return [step for step in range(-reach, reach + 1) if step]


CONTEXT_FEATURES: tuple[str, ...] = (
    *LOCAL_FEATURES,
    *POSITION_FEATURES,
    "score",
    *(f"score, {step:+}" for step in _sides(_NEAR)),
    *(f"{name}, {step:+}" for step in _sides(_NEXT) for name in _OF_NEIGHBOURS),
    *(
        f"{name}, {reach} {side}"
        for reach in _REACH
        for side in ("before", "after")
        for name in ("likely", "share of body", "mean score")
    ),
    *("body before", "body after", "characters of body before", "characters of body after"),
    *("share of body", "mean likely", "characters of body"),
    *(f"distance to {mark} {side}" for mark in _MARKS for side in ("above", "below")),
    *TOPIC_FEATURES,
)
"""The names of what `context_features` returns, in order."""
_COLUMNS = [LOCAL_FEATURES.index(name) for name in _OF_NEIGHBOURS]
_LABELLED, _PROSE = LOCAL_FEATURES.index("has a label"), LOCAL_FEATURES.index("prose")


def context_features(
    units: Sequence[TextUnit], local: FloatArray, position: FloatArray, scores: FloatArray
) -> FloatArray:
    """Return (units, CONTEXT_FEATURES) from the units, their local and position features and the networks' scores."""
    sizes = np.array([unit.size for unit in units], dtype=np.float32)
    scores = np.minimum(np.maximum(scores, -CLIPPED_AT), CLIPPED_AT)
    likely: NDArray[Any] = (1 - local[:, _LABELLED]) / (1 + np.exp(-scores))
    body: NDArray[Any] = likely * sizes
    marks = np.array(((likely > _SURE) & (local[:, _PROSE] > 0), likely > _LIKELY, likely < _UNLIKELY))
    parts: list[NDArray[Any]] = [
        local,
        position,
        scores[:, None],
        _shifted(scores[:, None], _NEAR),
        _shifted(local.take(_COLUMNS, axis=1), _NEXT),
        _means((likely, body, sizes, scores)),
        _amounts(likely, body, sizes),
        _distances(marks),
        topic_words(units).features(likely),
    ]
    return np.concatenate(parts, axis=1, dtype=np.float32)


def _shifted(values: FloatArray, reach: int) -> FloatArray:
    """Return the values of the units before and after each one, side by side, 0 where there is none."""
    count = len(values)
    padded = np.zeros((count + 2 * reach, values.shape[1]), dtype=np.float32)
    padded[reach : reach + count] = values
    return padded.take(_neighbours(count, reach), axis=0).reshape(count, -1)


@lru_cache(maxsize=64)
def _neighbours(count: int, reach: int) -> NDArray[np.intp]:
    """Return the units before and after each one, counted from `reach` units before the first."""
    places: NDArray[np.intp] = np.arange(count)[:, None] + reach + np.array(_sides(reach))
    return places


@lru_cache(maxsize=256)
def _spans(count: int) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Return first, end and number of the units before and after each one, for each reach: (units, windows)."""
    at = np.arange(count)
    low = np.stack([side for reach in _REACH for side in (np.maximum(0, at - reach), at + 1)], axis=1)
    high = np.stack([side for reach in _REACH for side in (at, np.minimum(count, at + 1 + reach))], axis=1)
    return low, high, np.maximum(1, high - low)


def _means(columns: Sequence[FloatArray]) -> NDArray[np.float64]:
    """Return the means of `likely`, body and scores before and after each unit, for each reach.

    The `columns` have sizes too: the mean of body is weighted by size.
    """
    count = len(columns[0])
    sums = np.zeros((count + 1, len(columns)))
    np.array(columns).T.cumsum(axis=0, dtype=np.float64, out=sums[1:])
    low, high, units = _spans(count)
    inside = sums.take(high, axis=0) - sums.take(low, axis=0)
    likely, body, size, scores = (inside[..., n] for n in range(len(columns)))
    means = np.empty((*units.shape, 3))
    means[..., 0], means[..., 1], means[..., 2] = likely / units, body / np.maximum(1, size), scores / units
    return means.reshape(count, -1)


def _amounts(likely: FloatArray, body: FloatArray, sizes: FloatArray) -> NDArray[np.float64]:
    """Return how much body is before and after each unit, and how much there is."""
    whole = max(1.0, float(body.sum()))
    before = body.cumsum(dtype=np.float64) - body
    after = whole - before - body
    found = np.empty((len(body), 7))
    found[:, 0], found[:, 1] = before / whole, after / whole
    found[:, 2], found[:, 3] = np.log1p(np.maximum(0, before)), np.log1p(np.maximum(0, after))
    found[:, 4:] = whole / max(1.0, float(sizes.sum())), float(likely.mean()), math.log1p(whole)
    return found


def _distances(marks: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the distance to the next unit of each mark above and below each unit."""
    both = np.empty((len(marks), 2, marks.shape[1]))
    both[:, 0], both[:, 1] = distance_back(marks), distance_back(marks[:, ::-1])[:, ::-1]
    return np.log1p(np.minimum(both, _FAR)).reshape(-1, marks.shape[1]).T
