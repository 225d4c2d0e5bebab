"""Reads a date in the form in which a container or page prints it; it keeps the precision and fills in nothing."""

from __future__ import annotations

import datetime
import email.utils
import re
import warnings

from dateutil import parser as dateutil

from seedread.index.article import Published

__all__ = ["date_in_name", "parse_date"]

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_TWO_WAYS = re.compile(r"\d{1,2}[/-]\d{1,2}[/-](\d{4})(?!\d)")
"""11/10/2024 is in October or in November, depending on the country, unless one number is larger than 12."""
_GERMAN = re.compile(r"\d{1,2}\.")
"""With dots, the day comes first."""
_IN_NAME = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)\d\d)([-_/.]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?(?![0-9A-SU-Za-z])"
)
_LONGEST = 80
# dateutil fills missing parts from a default: two defaults that differ in every part show which parts it filled.
_DEFAULTS = (datetime.datetime(2000, 1, 1, 1, 1), datetime.datetime(2004, 2, 2, 2, 2))  # noqa: DTZ001


def parse_date(text: str | None, found: str) -> Published | None:
    """Return the date that `text` contains, None if it is no date or lacks the year.

    `found` names its origin. A time stays in the outlet's local time: its zone is dropped, never converted.
    """
    text = (text or "").strip()
    if not text or len(text) > _LONGEST:
        return None
    return _iso(text, found) or _ambiguous(text, found) or _any_form(text, found)


def date_in_name(name: str | None, found: str) -> Published | None:
    """Return the date in a path or a URL, as `2024-10-11`, `2024/10/11`, `20241011` or `2024-10`.

    `found` names its origin. The last complete date takes precedence over a month alone.
    """
    days: list[datetime.date] = []
    months: list[datetime.date] = []
    for year, between, month, day in _IN_NAME.findall((name or "")[-1000:]):
        try:
            if day:
                days.append(datetime.date(int(year), int(month), int(day)))
            elif between in ("-", "_"):
                months.append(datetime.date(int(year), int(month), 1))
        except ValueError:
            continue
    if days:
        return Published(days[-1], "day", found)
    return Published(months[-1], "month", found) if months else None


def _iso(text: str, found: str) -> Published | None:
    short = _ISO.match(text)
    try:
        if short:
            year, month, day = (int(part) if part else 1 for part in short.groups())
            precision = ("year", "month", "day")[sum(part is not None for part in short.groups()) - 1]
            return Published(datetime.date(year, month, day), precision, found)
        date = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return _minute(date, found) if ":" in text or "T" in text else Published(date.date(), "day", found)


def _ambiguous(text: str, found: str) -> Published | None:
    """Return the year of an ambiguous numeric date."""
    figures = _TWO_WAYS.match(text)
    if not figures:
        return None
    one, other = (int(part) for part in re.split("[/-]", text)[:2])
    if one == other or max(one, other) > 12:
        return None
    return Published(datetime.date(int(figures[1]), 1, 1), "year", found)


def _any_form(text: str, found: str) -> Published | None:  # noqa: PLR0911 (one return for each precision)
    try:
        return _minute(email.utils.parsedate_to_datetime(text), found)
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    if not _YEAR.search(text):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about zones that dateutil does not know: no zone is used
            day_first = bool(_GERMAN.match(text))
            one, other = (dateutil.parse(text, default=x, ignoretz=True, dayfirst=day_first) for x in _DEFAULTS)
    except (ValueError, OverflowError):
        return None
    if one.year != other.year:
        return None
    if one.month != other.month:
        return Published(one.date().replace(month=1, day=1), "year", found)
    if one.day != other.day:
        return Published(one.date().replace(day=1), "month", found)
    if (one.hour, one.minute) != (other.hour, other.minute):
        return Published(one.date(), "day", found)
    return _minute(one, found)


def _minute(date: datetime.datetime, found: str) -> Published:
    if not (date.hour or date.minute or date.second):
        return Published(date.date(), "day", found)  # midnight means a date without a time
    return Published(date.replace(second=0, microsecond=0, tzinfo=None), "minute", found)
