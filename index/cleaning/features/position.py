"""The position of each unit in its document, and windows over the units before and after it."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from seedread.index.cleaning.features.unit import SHAPED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from seedread.index.cleaning.features import FloatArray
    from seedread.index.cleaning.labelled_document import LabelledDocument

__all__ = ["POSITION_FEATURES", "REACH", "Windows", "distance_back", "position_features"]

REACH = (1, 2, 4, 16, 1_000_000_000)
"""How many units before and after a unit make a window; the last window holds all of them."""
_OPENERS: tuple[tuple[str, ...], ...] = (
    ("related",),
    ("comment form",),
    ("newsletter", "navigation", "share", "account", "copyright", "cookie", "advertisement"),
)
"""Kinds of headings, grouped by what follows them."""
_DECAYS = (3, 15, 80)
"""Units after which the effect of a heading has decayed to a third."""
_FAR = 1_000_000
POSITION_FEATURES: tuple[str, ...] = (
    *("position", "position from the end", "units before", "units after", "prose before", "prose after"),
    *("any prose before", "any prose after", "text before", "near prose above", "near prose below"),
    *(
        name
        for heading in ("related", "comments", "boilerplate", "source")
        for name in (*(f"after {heading}, within {decay}" for decay in _DECAYS), f"after {heading}, late")
    ),
    *("units", "share with a label", "share of prose", "length", "language known", "mean size"),
    *("mean sentence ends", "mean prose"),
)
"""The names of what `position_features` returns, in order; the last eight describe the document."""


class Windows:
    """The units before and after each unit, within its document. One array may hold several documents."""

    def __init__(self, lengths: Sequence[int]) -> None:
        ends = np.cumsum(lengths)
        at = np.arange(ends[-1])
        first, end = np.repeat(ends - lengths, lengths), np.repeat(ends, lengths)
        spans = [
            span
            for reach in REACH
            for span in ((np.maximum(first, at - reach), at), (at + 1, np.minimum(end, at + 1 + reach)))
        ]
        self.low = np.array([low for low, _ in spans])
        self.high = np.array([high for _, high in spans])
        """First and end of each unit's windows, (windows, units): before and after it, for each reach."""
        self.sizes = np.maximum(1, self.high - self.low).astype(np.float32)[..., None]

    def means(self, values: FloatArray) -> FloatArray:
        """Return the means of `values` (units, numbers) over each window: (windows, units, numbers); 0 where empty."""
        sums = _running_sums(values)
        inside = sums.take(self.high, axis=0) - sums.take(self.low, axis=0)
        means: FloatArray = (inside / self.sizes).astype(np.float32)
        return means

    def spread(self, gradients: Sequence[FloatArray]) -> FloatArray:
        """Return the gradients of the values from those of their window means: the transpose of `means`."""
        total = np.zeros(gradients[0].shape)
        for at, (gradient, size) in enumerate(zip(gradients, self.sizes, strict=True)):
            sums = _running_sums(gradient / size)
            total += sums[self.high[at ^ 1]] - sums[self.low[at ^ 1]]
        return total.astype(np.float32)


def _running_sums(values: FloatArray) -> NDArray[np.float64]:
    sums = np.zeros((len(values) + 1, values.shape[1]))
    values.cumsum(axis=0, dtype=np.float64, out=sums[1:])
    return sums


def position_features(document: LabelledDocument) -> FloatArray:
    """Return (units, POSITION_FEATURES) for a document with at least one unit."""
    units, known_language = document.units, document.known_language
    count = len(units)
    sizes, ends = [unit.size for unit in units], [unit.ends for unit in units]
    prosaic = [unit.prose for unit in units]
    size, prose = np.array(sizes, dtype=np.float64), np.array(prosaic)
    weight = size * prose
    whole, length = max(1.0, float(weight.sum())), max(1.0, float(sum(sizes)))
    before = weight.cumsum() - weight
    after = whole - before - weight
    above, below = np.exp(-(distance_back(np.array((prose, prose[::-1]))) - 1) / 4)
    labelled = [label is not None and (known_language or label.kind in SHAPED) for label in document.labels]
    parts = (
        _places(count),
        (before / whole, after / whole, before > 0, after > 0, (size.cumsum() - size) / length, above, below[::-1]),
        _after_headings(_headings(document), before > 0.5 * whole),
    )
    of_document = (
        np.log1p(count) / 6,
        sum(labelled) / count,
        whole / length,
        np.log1p(length) / 10,
        known_language,
        np.add.reduce(np.log1p(size)) / count / 6,
        sum(ends) / count,
        sum(prosaic) / count,
    )
    found = np.empty((len(POSITION_FEATURES), count), dtype=np.float32)
    for row, values in enumerate((*chain.from_iterable(parts), *of_document)):
        found[row] = values
    return found.T


@lru_cache(maxsize=256)
def _places(count: int) -> FloatArray:
    """Return how far each unit is from the start and the end: as a share, and in units."""
    at = np.arange(count)
    back = count - 1 - at
    return np.array((at / count, back / count, np.log1p(at) / 5, np.log1p(back) / 5), dtype=np.float32)


def _headings(document: LabelledDocument) -> NDArray[np.bool_]:
    """Return (groups, units): which units are headings of each group. Phrases count only in a known language."""
    found = np.zeros((len(_OPENERS) + 1, len(document.units)), dtype=bool)
    for at, (unit, label) in enumerate(zip(document.units, document.labels, strict=True)):
        if label is not None and label.kind == "source":
            found[-1, at] = True
        for phrase in (unit.line, unit.start) if document.known_language else ():
            if phrase is not None and phrase.opens:
                for group, kinds in enumerate(_OPENERS):
                    found[group, at] |= phrase.kind in kinds
    return found


def _after_headings(headings: NDArray[np.bool_], late: NDArray[np.bool_]) -> list[NDArray[Any]]:
    """Return for each group of headings how near the last one is, for each decay, and whether it is a late one."""
    if not headings.any():
        return list(np.zeros((len(headings) * (len(_DECAYS) + 1), len(late))))
    back = distance_back(headings)
    near = np.exp(-back[:, None, :] / np.array(_DECAYS)[:, None])
    return [column for own, far in zip(near, back, strict=True) for column in (*own, (far < _FAR) & late)]


def distance_back(marked: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return how many units before each one the last marked unit of its row is; more than `_FAR` if there is none."""
    at = np.arange(marked.shape[-1])
    last = np.maximum.accumulate(np.where(marked, at, -2 * _FAR), axis=-1)
    back = np.full(marked.shape, 2.0 * _FAR)
    back[..., 1:] = at[1:] - last[..., :-1]
    return back
