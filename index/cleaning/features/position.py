"""Where a unit stands, in numbers, and what its neighbours are like: the other half of what the line model is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from seedread.index.cleaning.features.unit import SHAPED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from seedread.index.cleaning.features.counts import Features
    from seedread.index.cleaning.rules import Verdict

__all__ = ["PLACES", "REACH", "Array", "Windows", "placed", "since"]

Array: TypeAlias = "NDArray[np.float32]"

REACH = (1, 2, 4, 16, 1_000_000_000)
"""How many units before and after make a window; the last one is all there are."""
_OPENERS: tuple[tuple[str, ...], ...] = (
    ("related",),
    ("comment form",),
    ("newsletter", "navigation", "share", "account", "copyright", "cookie", "advertisement"),
)
"""Kinds of headings, those that have the same followers together."""
_FADES = (3, 15, 80)
"""Units after which the nearness of a heading has faded to a third."""
_FAR = 1_000_000
PLACES: tuple[str, ...] = (
    *("place", "place from the end", "units before", "units after", "prose before", "prose after", "any prose before"),
    *("any prose after", "text before", "near prose above", "near prose below"),
    *(
        name
        for heading in ("related", "comments", "furniture", "source")
        for name in (*(f"after {heading}, within {fade}" for fade in _FADES), f"after {heading}, late")
    ),
    *("units", "share taken by rules", "share of prose", "length", "language known", "mean size"),
    *("mean sentence ends", "mean prose"),
)
"""What the numbers of `placed` are, in their order; the last eight are those of the document."""


class Windows:
    """The units before and after each one, as far as its document goes; several documents may stand in one array."""

    def __init__(self, lengths: Sequence[int]) -> None:
        ends = np.cumsum(lengths)
        at = np.arange(ends[-1])
        first, end = np.repeat(ends - lengths, lengths), np.repeat(ends, lengths)
        self.spans: list[tuple[NDArray[np.intp], NDArray[np.intp], Array]] = []
        """First, end and size of each unit's windows: before and after, for each reach."""
        for reach in REACH:
            for low, high in ((np.maximum(first, at - reach), at), (at + 1, np.minimum(end, at + 1 + reach))):
                self.spans.append((low, high, np.maximum(1, high - low).astype(np.float32)[:, None]))

    def means(self, values: Array) -> Iterable[Array]:
        """Go through the means of `values` (units, numbers) over each window; nought where it is empty."""
        sums = _running(values)
        for low, high, size in self.spans:
            yield ((sums[high] - sums[low]) / size).astype(np.float32)

    def spread(self, gradients: Sequence[Array]) -> Array:
        """Return what gradients of the windows' means are for the values themselves: who sees whom, turned round."""
        total = np.zeros(gradients[0].shape)
        for at, (gradient, (_, _, size)) in enumerate(zip(gradients, self.spans, strict=True)):
            sums = _running(gradient / size)
            low, high, _ = self.spans[at ^ 1]
            total += sums[high] - sums[low]
        return total.astype(np.float32)


def _running(values: Array) -> NDArray[np.float64]:
    sums = np.zeros((len(values) + 1, values.shape[1]))
    np.cumsum(values, axis=0, dtype=np.float64, out=sums[1:])
    return sums


def placed(units: Sequence[Features], verdicts: Sequence[Verdict | None], *, known_language: bool) -> Array:
    """Return the numbers of each unit's place in the document (units, numbers); there must be a unit."""
    count = len(units)
    at = np.arange(count)
    size = np.array([unit.size for unit in units], dtype=np.float64)
    prose = np.array([unit.prose for unit in units])
    weight = size * prose
    whole, length = max(1.0, weight.sum()), max(1.0, size.sum())
    before = np.cumsum(weight) - weight
    after = whole - before - weight
    columns = [
        at / count,
        (count - 1 - at) / count,
        np.log1p(at) / 5,
        np.log1p(count - 1 - at) / 5,
        before / whole,
        after / whole,
        before > 0,
        after > 0,
        (np.cumsum(size) - size) / length,
        np.exp(-(since(prose) - 1) / 4),
        np.exp(-(since(prose[::-1])[::-1] - 1) / 4),
    ]
    columns += _after(_headings(units, verdicts, known_language=known_language), before > 0.5 * whole)
    counted = [verdict is not None and (known_language or verdict.kind in SHAPED) for verdict in verdicts]
    document = (
        np.log1p(count) / 6,
        sum(counted) / count,
        whole / length,
        np.log1p(length) / 10,
        known_language,
        np.log1p(size).mean() / 6,
        sum(unit.ends for unit in units) / count,
        prose.mean(),
    )
    found = np.empty((count, len(PLACES)), dtype=np.float32)
    for n, column in enumerate((*columns, *document)):
        found[:, n] = column
    return found


def _headings(
    units: Sequence[Features], verdicts: Sequence[Verdict | None], *, known_language: bool
) -> NDArray[np.bool_]:
    """Return (sorts, units): which are headings of each sort; phrases count only where the language is known."""
    found = np.zeros((len(_OPENERS) + 1, len(units)), dtype=bool)
    for at, (unit, verdict) in enumerate(zip(units, verdicts, strict=True)):
        if verdict is not None and verdict.kind == "source":
            found[-1, at] = True
        for phrase in (unit.line, unit.start) if known_language else ():
            if phrase is not None and phrase.opens:
                for sort, kinds in enumerate(_OPENERS):
                    found[sort, at] |= phrase.kind in kinds
    return found


def _after(headings: NDArray[np.bool_], late: NDArray[np.bool_]) -> list[NDArray[Any]]:
    """Return, one sort of headings after the other, how near one is by each fade, and whether it is a late one."""
    if not headings.any():
        return [np.zeros(len(late))] * (len(headings) * (len(_FADES) + 1))
    back = since(headings)
    near = np.exp(-back[:, None, :] / np.array(_FADES)[:, None])
    return [column for own, far in zip(near, back, strict=True) for column in (*own, (far < _FAR) & late)]


def since(marked: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return how many units back the last marked one stands in each row, more than `_FAR` where there is none."""
    at = np.arange(marked.shape[-1])
    last = np.maximum.accumulate(np.where(marked, at, -2 * _FAR), axis=-1)
    back = np.full(marked.shape, 2.0 * _FAR)
    back[..., 1:] = at[1:] - last[..., :-1]
    return back
