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
    scores = np.clip(scores, -CLIPPED_AT, CLIPPED_AT)
    likely: NDArray[Any] = (1 - local[:, _LABELLED]) / (1 + np.exp(-scores))
    body: NDArray[Any] = likely * sizes
    marks = np.stack(((likely > _SURE) & (local[:, _PROSE] > 0), likely > _LIKELY, likely < _UNLIKELY))
    columns: NDArray[Any] = np.column_stack((likely, body, sizes, scores))
    parts: list[NDArray[Any]] = [
        local,
        position,
        scores[:, None],
        *_shifted(scores[:, None], _NEAR),
        *_shifted(local[:, _COLUMNS], _NEXT),
        _means(columns),
        _amounts(likely, body, sizes),
        _distances(marks),
        topic_words(units).features(likely),
    ]
    return np.hstack(parts).astype(np.float32)


def _shifted(values: FloatArray, reach: int) -> list[FloatArray]:
    """Return the values of the units before and after each one, 0 where there is none."""
    count = len(values)
    padded = np.zeros((count + 2 * reach, values.shape[1]), dtype=np.float32)
    padded[reach : reach + count] = values
    return [padded[reach + step : reach + step + count] for step in _sides(reach)]


@lru_cache(maxsize=256)
def _spans(count: int) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Return first, end and number of the units before and after each one, for each reach: (windows, units)."""
    at = np.arange(count)
    low = np.stack([side for reach in _REACH for side in (np.maximum(0, at - reach), at + 1)])
    high = np.stack([side for reach in _REACH for side in (at, np.minimum(count, at + 1 + reach))])
    return low, high, np.maximum(1, high - low)


def _means(values: FloatArray) -> NDArray[np.float64]:
    """Return the means before and after each unit, for each reach; the mean of body is weighted by size."""
    sums = np.zeros((len(values) + 1, values.shape[1]))
    np.cumsum(values, axis=0, dtype=np.float64, out=sums[1:])
    low, high, units = _spans(len(values))
    likely, body, size, scores = np.moveaxis(sums[high] - sums[low], -1, 0)
    means = np.stack((likely / units, body / np.maximum(1, size), scores / units), axis=-1)
    return np.hstack(list(means))


def _amounts(likely: FloatArray, body: FloatArray, sizes: FloatArray) -> NDArray[np.float64]:
    """Return how much body is before and after each unit, and how much there is."""
    whole = max(1.0, float(body.sum()))
    before = np.cumsum(body, dtype=np.float64) - body
    after = whole - before - body
    found = np.empty((len(body), 7))
    found[:, 0], found[:, 1] = before / whole, after / whole
    found[:, 2], found[:, 3] = np.log1p(np.maximum(0, before)), np.log1p(np.maximum(0, after))
    found[:, 4:] = whole / max(1.0, float(sizes.sum())), float(likely.mean()), math.log1p(whole)
    return found


def _distances(marks: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the distance to the next unit of each mark above and below each unit."""
    both = np.stack((distance_back(marks), distance_back(marks[:, ::-1])[:, ::-1]), axis=1)
    return np.log1p(np.minimum(both, _FAR)).reshape(-1, marks.shape[1]).T
