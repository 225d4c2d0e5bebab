"""The values of the date facet: years, months and days, each written as ISO does."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Literal, TypeAlias

__all__ = ["LABEL_LENGTH", "DateUnit", "end_of", "period", "period_label"]

DateUnit: TypeAlias = Literal["day", "month", "year"]
"""The periods for counting dates."""
LABEL_LENGTH: dict[DateUnit, int] = {"year": 4, "month": 7, "day": 10}
_LABEL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def period(label: str) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day of a period; None if the label is invalid."""
    found = _LABEL.fullmatch(label)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None, "the pattern has it"
    try:
        first = datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return first, end_of(first, "day" if day else "month" if month else "year")


def period_label(first: datetime.date, last: datetime.date) -> str | None:
    """Return the label of these days; None if they are not a day, month or year."""
    labels = [first.isoformat()[:length] for length in sorted(LABEL_LENGTH.values())]
    return next((label for label in labels if period(label) == (first, last)), None)


def end_of(first: datetime.date, unit: DateUnit) -> datetime.date:
    """Return the last day of the period that begins on `first`."""
    if unit == "day":
        return first
    month = 12 if unit == "year" else first.month
    return first.replace(month=month, day=calendar.monthrange(first.year, month)[1])
