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
_MEASURES = 4
"""Other work on the machine spoils some; growth in the square spoils all."""
_MOST = 8
"""How much longer four times as much may take: in proportion it is 4, in the square 16."""


def grows_in_proportion(run: Callable[[T], object], make: Callable[[int], T], size: int) -> bool:
    """Tell whether four times `size` takes less than eight times as long, in one of a few measures of both."""
    small, large = make(size), make(4 * size)
    return any(_seconds(run, large) < _MOST * max(_seconds(run, small), _LEAST) for _ in range(_MEASURES))


def _seconds(run: Callable[[T], object], given: T) -> float:
    start = time.process_time()
    run(given)
    return time.process_time() - start
