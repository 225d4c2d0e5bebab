"""How the CPU time of something grows with the size of what it is given."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["grows_in_proportion"]

T = TypeVar("T")
_LEAST = 0.05
"""Seconds below which a measure is noise."""
_MOST = 8
"""How much longer four times as much may take: in proportion it is 4, in the square 16."""


def grows_in_proportion(run: Callable[[T], object], make: Callable[[int], T], size: int) -> bool:
    """Tell whether four times `size` takes less than eight times as long; the better of two measures of each counts."""
    small, large = (min(_seconds(run, given) for _ in range(2)) for given in (make(size), make(4 * size)))
    return large < _MOST * max(small, _LEAST)


def _seconds(run: Callable[[T], object], given: T) -> float:
    start = time.process_time()
    run(given)
    return time.process_time() - start
