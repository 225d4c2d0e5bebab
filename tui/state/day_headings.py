"""The headings of a list by date: before which hits they are, and what they tell."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from seedread.index.engines.base import ListedDays

__all__ = ["DayHeading", "DayHeadings"]


class DayHeading(NamedTuple):
    """What a heading tells; hashable, as it is part of a cache key."""

    day: int
    """As `datetime.date.toordinal` counts; 0 above the undated rows."""
    known: tuple[int, ...]
    """How much of the dates is known, as in `seedread.index.engines.base.ListedDays`."""
    rows: int


class DayHeadings:
    """A heading for each day with hits, and one for the undated hits."""

    def __init__(self, days: ListedDays | None = None) -> None:
        """Without `days` there are no headings."""
        self._days = days
        undated = [days.undated] if days and days.undated else []
        self._rows = [*days.rows, *undated] if days else []
        self.starts = list(accumulate(self._rows, initial=0))[:-1]
        """The number of the first hit below each heading."""

    def above(self, n: int) -> int:
        """Return how many headings are above hit `n`."""
        return bisect_right(self.starts, n)

    def of_hit(self, n: int) -> DayHeading:
        """Return the heading of the day of hit `n`."""
        k, days = self.above(n) - 1, self._days
        dated = days is not None and k < len(days.days)
        return DayHeading(*((days.days[k], days.known[k]) if days and dated else (0, ())), self._rows[k])
