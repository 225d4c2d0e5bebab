"""The heading above the first row of a day, in a list by date."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["day_heading"]

_UNDATED = "Undated"


def day_heading(day: int, known: Sequence[int], rows: int) -> str:
    """Return the heading of a day (as `datetime.date.toordinal` counts; 0: undated) with its number of rows.

    `known` says how much of their dates is known (`seedread.index.engines.base.ListedDays`): a row of which only the
    month is known is among those of the first day of the month, whose heading then names both.
    """
    dates = [_date(datetime.date.fromordinal(day), length) for length in sorted(known, reverse=True)] if day else []
    return f"{' or '.join(dates) or _UNDATED} · {rows:,}"


def _date(day: datetime.date, length: int) -> str:
    if length < 7:
        return str(day.year)
    return f"{day:%B} {day.year}" if length < 10 else f"{day:%a} {day.day} {day:%B} {day.year}"
