"""Tells whether two numbers can be one: equal, or one is a rounded form of the other, as "about" and "over" allow."""

from __future__ import annotations

import math
from bisect import bisect_left
from typing import TYPE_CHECKING

from seedread.index.compare.wording_data import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seedread.index.compare.comparison import Quantity

__all__ = ["agree", "agreeing", "any_agrees"]

_FAR = 1.15
"""Numbers further apart than by this factor never agree."""
_ABOUT = 1.05
"""About 1,700 agrees with 1,754."""
_NEIGHBOURS = 6
"""How many of the nearest numbers to look at: in tables there are thousands."""


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether two values of one unit are equal, or the rounder one is a form of the other."""
    if a.value == b.value:
        return True
    low, high = sorted((abs(a.value), abs(b.value)))
    if low == 0 or high > _FAR * low:
        return False
    rounder, exact = sorted((a, b), key=lambda one: (_digits(one.value), not one.hedge))
    return _rounds_to(exact.value, rounder)


def _rounds_to(value: float, rounder: Quantity) -> bool:
    """Whether a value within reach of a rounder one can be meant by it."""
    way = phrases("numbers", "hedges").get(rounder.hedge, "")
    digits = _digits(rounder.value)
    step = 10.0 ** (math.floor(math.log10(rounder.value)) - digits + 1)
    if way == "higher":
        return rounder.value <= value < rounder.value + step and _digits(value) > digits
    if way == "lower":
        return max(rounder.value - step, rounder.value / _FAR) <= value <= rounder.value
    close = max(value, rounder.value) <= _ABOUT * min(value, rounder.value)
    if way and close:
        return True
    if _digits(value) == digits:
        return False
    return abs(value - rounder.value) <= step / 2 and (close or digits >= 2 or rounder.value >= 100)


def _digits(value: float) -> int:
    """Return the number of significant digits: 12,000 has two."""
    return max(1, len(f"{value:.6f}".rstrip("0").rstrip(".").replace(".", "").strip("0")))


def agreeing(own: Sequence[Quantity], other: Iterable[Quantity]) -> set[int]:
    """Return the numbers of the quantities of `own` that agree with one of `other` in the same unit."""
    by_unit: dict[str, list[Quantity]] = {}
    for quantity in sorted(other, key=lambda one: one.value):
        by_unit.setdefault(quantity.unit, []).append(quantity)
    return {n for n, quantity in enumerate(own) if any_agrees(quantity, by_unit.get(quantity.unit, ()))}


def any_agrees(quantity: Quantity, by_value: Sequence[Quantity]) -> bool:
    """Whether a quantity agrees with one of others, sorted by value, of which the nearest are looked at."""
    at = bisect_left(by_value, quantity.value, key=lambda one: one.value)
    return any(agree(quantity, one) for one in by_value[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS])
