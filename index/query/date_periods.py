"""Parses one date or period: 2024-10, October 2024, Q4 2024, yesterday, last week, 30d.

A week begins on Monday. A period that counts back (30d, last 30 days) ends today and includes both ends.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from dateutil import parser as dateutil
from dateutil.relativedelta import MO, relativedelta

from seedread.index.text.analysis import fold

__all__ = ["YEARS", "InvalidDate", "Period", "read_period"]

YEARS = range(1000, 3000)
"""Accepted years: always four digits, and far from the limits of `datetime`."""

_DAY = relativedelta(days=1)
_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
_COUNTED = re.compile(r"(\d{1,4})([dwmy])\Z|(?:last|past) (\d{1,4}) (day|week|month|year)s?\Z")
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_NAMED = re.compile(r"(this|last|previous|next) (week|month|quarter|year)\Z")
_QUARTER = re.compile(r"q([1-4])[ -]?(\d{4})\Z|(\d{4})[ -]?q([1-4])\Z")
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?\Z")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})\Z")
_WRITTEN = re.compile(r"[a-z\d][a-z\d\s,./:+-]*\Z")
_FOUR_FIGURES = re.compile(r"(?<!\d)\d{4}(?!\d)")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# dateutil fills missing parts from a default: two defaults that differ in every part show which it filled.
_DEFAULTS = (datetime.datetime(2000, 1, 1), datetime.datetime(2004, 2, 2))  # noqa: DTZ001 (a date has no zone)


class InvalidDate(ValueError):
    """A text that is not a date."""


class Period(NamedTuple):
    """A range of consecutive days."""

    first: datetime.date
    last: datetime.date
    note: str = ""
    """How an ambiguous date was read; empty for a clear one."""


def read_period(typed: str, today: datetime.date) -> Period:
    """Return the days that `typed` names, seen from `today`; raises InvalidDate."""
    text = " ".join(fold(typed).split())
    try:
        found = (
            _iso(text)
            or _counted(text, today)
            or _named(text, today)
            or _quarter(text)
            or _weekday(text, today)
            or _written(text, today)
        )
    except (ValueError, OverflowError):
        found = None
    if found is None or found.first.year not in YEARS or found.last.year not in YEARS:
        raise InvalidDate
    return found


def _whole(first: datetime.date, **length: int) -> Period:
    return Period(first, first + relativedelta(**length) - _DAY)  # type: ignore[arg-type]  # days, weeks, months, years


def _iso(text: str) -> Period | None:
    found = _ISO.match(text)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None, "the pattern requires a year"
    return _of(year, month, day)


def _of(year: int, month: int | None, day: int | None) -> Period:
    """Return a year, a month or a day as a period; raises ValueError if the date does not exist."""
    if month is None:
        return _whole(datetime.date(year, 1, 1), years=1)
    if day is None:
        return _whole(datetime.date(year, month, 1), months=1)
    return _whole(datetime.date(year, month, day), days=1)


def _counted(text: str, today: datetime.date) -> Period | None:
    found = _COUNTED.match(text)
    if not found:
        return None
    number = int(found[1] or found[3])
    if not number:
        raise InvalidDate
    unit = _UNITS[found[2] or found[4][0]]
    return Period(today - relativedelta(**{unit: number}) + _DAY, today)  # type: ignore[arg-type]  # as above


def _named(text: str, today: datetime.date) -> Period | None:
    if text in _DAYS:
        return _whole(today + datetime.timedelta(days=_DAYS[text]), days=1)
    found = _NAMED.match(text)
    if not found:
        return None
    step = {"this": 0, "next": 1}.get(found[1], -1)
    match found[2]:
        case "week":
            return _whole(today + relativedelta(weekday=MO(-1)) + relativedelta(weeks=step), weeks=1)
        case "month":
            return _whole(today.replace(day=1) + relativedelta(months=step), months=1)
        case "quarter":
            begun = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
            return _whole(begun + relativedelta(months=3 * step), months=3)
    return _whole(today.replace(month=1, day=1) + relativedelta(years=step), years=1)


def _quarter(text: str) -> Period | None:
    found = _QUARTER.match(text)
    if not found:
        return None
    number, year = int(found[1] or found[4]), int(found[2] or found[3])
    return _whole(datetime.date(year, 3 * number - 2, 1), months=3)


def _weekday(text: str, today: datetime.date) -> Period | None:
    if len(text) < 3 or not any(text in (name, name[:3]) for name in _WEEKDAYS):
        return None
    number = next(n for n, name in enumerate(_WEEKDAYS) if name.startswith(text))
    day = today - datetime.timedelta(days=(today.weekday() - number) % 7)
    return Period(day, day, f"“{text}” was read as {_written_out(day)}.")


def _written(text: str, today: datetime.date) -> Period | None:
    """Return what dateutil parses, at the precision of the text."""
    if not _WRITTEN.match(text):
        return None
    order = _DAY_AND_MONTH.match(text)
    dots = order is not None and order[2] == "."  # with dots the day always comes first
    one, other = (dateutil.parse(text, default=filled, ignoretz=True, dayfirst=dots) for filled in _DEFAULTS)
    month = one.month if one.month == other.month else None
    day = one.day if one.day == other.day else None
    if month is None:
        return None
    if one.year != other.year:
        return _latest(text, month, day, today)
    if str(one.year) not in text or len(_FOUR_FIGURES.findall(text)) > 1:
        return None  # two digits are not a year, and a second year is not a time of day
    period = _of(one.year, month, day)
    if order and not dots and order[1] != order[3] and int(order[1]) <= 12 and int(order[3]) <= 12:
        swapped = datetime.date(one.year, one.day, month)
        return period._replace(
            note=f"{text} was read month first, as {_written_out(period.first)}. "
            f"For {_written_out(swapped)}, type {swapped}."
        )
    return period


def _latest(text: str, month: int, day: int | None, today: datetime.date) -> Period | None:
    """Return the last such month or day that has begun; the text must name a month."""
    if not re.search(r"[a-z]{3}", text):
        return None
    for year in range(today.year, today.year - 9, -1):  # 29 February may be eight years away
        try:
            period = _of(year, month, day)
        except ValueError:
            continue
        if period.first <= today:
            meaning = _written_out(period.first) if day else f"{period.first:%B %Y}"
            return period._replace(note=f"“{text}” was read as {meaning}.")
    return None


def _written_out(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"
