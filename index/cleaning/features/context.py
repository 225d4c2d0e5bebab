"""Where a unit stands among what looks like body: what the trees are given beside the numbers of the networks."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from seedread.index.cleaning.features.position import PLACES, since
from seedread.index.cleaning.features.topic import TOPICS, topics_of
from seedread.index.cleaning.mlp import INPUTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from seedread.index.cleaning.features.counts import Features
    from seedread.index.cleaning.features.position import Array

__all__ = ["MOST", "STANDING", "standing"]

_BESIDE = 4
"""Units before and after whose points are looked at."""
_NEXT = 2
"""Units before and after that are looked at themselves."""
_SEEN = ("size", "ends as a sentence", "prose", "taken by a rule", "capitalised words", "mean weight of words",
         "function words", "listed", "digits", "words shared with prose")  # fmt: skip
"""What is looked at of them."""
_REACH = (3, 8, 25)
"""Units before and after whose means are taken."""
MOST = 8.0
"""More points than these say nothing more."""
_SURE, _LIKELY, _UNLIKELY = 0.8, 0.5, 0.3
_FAR = 300
_MARKS = ("sure prose", "likely body", "unlikely body")


def _sides(reach: int) -> list[int]:
    return [step for step in range(-reach, reach + 1) if step]


STANDING: tuple[str, ...] = (
    *INPUTS,
    *PLACES,
    "points",
    *(f"points, {step:+}" for step in _sides(_BESIDE)),
    *(f"{name}, {step:+}" for step in _sides(_NEXT) for name in _SEEN),
    *(
        f"{name}, {reach} {side}"
        for reach in _REACH
        for side in ("before", "after")
        for name in ("likely", "share of body", "mean points")
    ),
    *("body before", "body after", "characters of body before", "characters of body after"),
    *("share of body", "mean likely", "characters of body"),
    *(f"since {mark} {side}" for mark in _MARKS for side in ("above", "below")),
    *TOPICS,
)
"""What the numbers of `standing` are, in their order."""
_COLUMNS = [INPUTS.index(name) for name in _SEEN]
_TAKEN, _PROSE = INPUTS.index("taken by a rule"), INPUTS.index("prose")


def standing(units: Sequence[Features], inputs: Array, places: Array, points: Array) -> Array:
    """Return (units, STANDING), from the units, their INPUTS and PLACES, and their points by the networks."""
    sizes = np.array([unit.size for unit in units], dtype=np.float32)
    points = np.clip(points, -MOST, MOST)
    likely: NDArray[Any] = (1 - inputs[:, _TAKEN]) / (1 + np.exp(-points))
    body: NDArray[Any] = likely * sizes
    marks = np.stack(((likely > _SURE) & (inputs[:, _PROSE] > 0), likely > _LIKELY, likely < _UNLIKELY))
    columns: NDArray[Any] = np.column_stack((likely, body, sizes, points))
    parts: list[NDArray[Any]] = [
        inputs,
        places,
        points[:, None],
        *_shifted(points[:, None], _BESIDE),
        *_shifted(inputs[:, _COLUMNS], _NEXT),
        _means(columns),
        _amounts(likely, body, sizes),
        _since_marks(marks),
        topics_of(units).told(likely),
    ]
    return np.hstack(parts).astype(np.float32)


def _shifted(values: Array, reach: int) -> list[Array]:
    """Return the values of the units before and after each one, noughts where there is none."""
    count = len(values)
    padded = np.zeros((count + 2 * reach, values.shape[1]), dtype=np.float32)
    padded[reach : reach + count] = values
    return [padded[reach + step : reach + step + count] for step in _sides(reach)]


@lru_cache(maxsize=256)
def _spans(count: int) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Return first, end and number of the units before and after each one, for each reach: (spans, units)."""
    at = np.arange(count)
    low = np.stack([side for reach in _REACH for side in (np.maximum(0, at - reach), at + 1)])
    high = np.stack([side for reach in _REACH for side in (at, np.minimum(count, at + 1 + reach))])
    return low, high, np.maximum(1, high - low)


def _means(values: Array) -> NDArray[np.float64]:
    """Return the means before and after, for each reach; those of body weighed by size."""
    sums = np.zeros((len(values) + 1, values.shape[1]))
    np.cumsum(values, axis=0, dtype=np.float64, out=sums[1:])
    low, high, units = _spans(len(values))
    likely, body, size, points = np.moveaxis(sums[high] - sums[low], -1, 0)
    means = np.stack((likely / units, body / np.maximum(1, size), points / units), axis=-1)
    return np.hstack(list(means))


def _amounts(likely: Array, body: Array, sizes: Array) -> NDArray[np.float64]:
    """Return how much body stands before and after, and how much there is."""
    whole = max(1.0, float(body.sum()))
    before = np.cumsum(body, dtype=np.float64) - body
    after = whole - before - body
    found = np.empty((len(body), 7))
    found[:, 0], found[:, 1] = before / whole, after / whole
    found[:, 2], found[:, 3] = np.log1p(np.maximum(0, before)), np.log1p(np.maximum(0, after))
    found[:, 4:] = whole / max(1.0, float(sizes.sum())), float(likely.mean()), math.log1p(whole)
    return found


def _since_marks(marks: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return how far above and below each unit the next one of each mark stands."""
    both = np.stack((since(marks), since(marks[:, ::-1])[:, ::-1]), axis=1)
    return np.log1p(np.minimum(both, _FAR)).reshape(-1, marks.shape[1]).T
