"""Parses the value of date: as a range of days. A period counts as a whole, at its own precision.

`>` means after the end of the period, `<` before its beginning. Both ends of a range are included.
"""

from __future__ import annotations

import datetime
import re

from seedread.index.query.date_periods import YEARS, InvalidDate, Period, read_period
from seedread.index.query.lexer import QUOTES
from seedread.index.query.tree import Dates

__all__ = ["DATE_EXAMPLES", "InvalidDate", "ReversedRange", "read_dates"]

DATE_EXAMPLES = '2024, 2024-10-11, "October 2024", "last week" or 30d'
"""Five examples, shown when a date cannot be parsed."""

_DAY = datetime.timedelta(days=1)
_COMPARED = re.compile(r"(>=|<=|>|<)(.*)\Z", re.DOTALL)
_BRACKETS = re.compile(r"\[(.*?)(?<=\s)TO(?=\s)(.*)\]\Z", re.DOTALL | re.IGNORECASE)
_OPEN = ("", "*")


class ReversedRange(ValueError):
    """A range that ends before it begins."""


def read_dates(typed: str, today: datetime.date) -> tuple[Dates, list[str]]:
    """Return the range of days that `typed` means, and notices about how it was read.

    Raises InvalidDate or ReversedRange.
    """
    text = re.sub(rf"[{QUOTES}]", "", typed).strip()
    if text == "*":
        return Dates(None, None), []
    notes: list[str] = []

    def period(part: str) -> Period | None:
        if part.strip() in _OPEN:
            return None
        read = read_period(part, today)
        notes.extend([read.note] if read.note else [])
        return read

    compared, brackets = _COMPARED.match(text), _BRACKETS.match(text)
    if compared:
        return _compared(compared[1], period(compared[2])), notes
    if brackets:
        return _between(period(brackets[1]), period(brackets[2])), notes
    if ".." in text:
        before, _, after = text.partition("..")
        if before.strip() in _OPEN and after.strip() in _OPEN:
            raise InvalidDate
        return _between(period(before), period(after)), notes
    whole = period(text)
    return _between(whole, whole), notes


def _compared(sign: str, period: Period | None) -> Dates:
    if period is None:
        raise InvalidDate
    try:
        after, before = period.last + _DAY, period.first - _DAY
    except OverflowError:
        raise InvalidDate from None
    match sign:
        case ">":
            return _checked(after, None)
        case ">=":
            return _checked(period.first, None)
        case "<":
            return _checked(None, before)
    return _checked(None, period.last)


def _between(start: Period | None, end: Period | None) -> Dates:
    return _checked(start.first if start else None, end.last if end else None)


def _checked(first: datetime.date | None, last: datetime.date | None) -> Dates:
    if any(day and day.year not in YEARS for day in (first, last)):
        raise InvalidDate
    if first and last and first > last:
        raise ReversedRange
    return Dates(first, last)
