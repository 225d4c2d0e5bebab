"""Reads a date in the form in which a container or page prints it; it keeps the precision and fills in nothing."""

from __future__ import annotations

import datetime
import email.utils
import re
from typing import TYPE_CHECKING

from seedread.index.article import Published
from seedread.index.text.printed_dates import is_plausible, only_date

if TYPE_CHECKING:
    from seedread.index.text.printed_dates import DayOrder

__all__ = ["date_in_name", "parse_date"]

_ISO_TIME = re.compile(r"\d{4}-?\d\d-?\d\d[T ]\d\d")
_MAIL_TIME = re.compile(r"\d{4} \d\d?:\d\d(?::\d\d)? (?:[+-]\d{4}|[A-Z]{1,4})(?: \([^()]*\))?\Z")
_IN_NAME = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)\d\d)([-_/.]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?(?![0-9A-SU-Za-z])"
    r"|/((?:19|20)\d\d)(/)(1[0-2]|[1-9])/(3[01]|[12]\d|0?[1-9])(?=/|\Z)"
)
_LONGEST = 120
_EMPTY = re.compile(r"(?:1970-01-01|(?:thu, )?0?1 jan 1970)(?:[t ]0?0:00(?::00(?:\.0+)?)?(?:z| ?[+-]00:?00| (?:gmt|utc))?)?\Z", re.IGNORECASE)
"""What programs write where a field of Unix time is empty."""


def parse_date(text: str | None, found: str, order: DayOrder | None = None) -> Published | None:
    """Return the date that `text` contains, None if it is no date or lacks the year.

    `found` names its origin, `order` the order of day and month where others of its kind show it. A time stays in the
    outlet's local time: its zone is dropped, never converted.
    """
    text = (text or "").strip()
    if not text or len(text) > _LONGEST or _EMPTY.match(text):
        return None
    date = _standard(text)
    if date is None:
        printed = only_date(text, order)
        return Published(printed.date, printed.precision, found) if printed else None
    return _minute(date, found) if is_plausible(date.date()) else None


def _standard(text: str) -> datetime.datetime | None:
    """Return a time in the form of ISO 8601 or of mail headers."""
    if _ISO_TIME.match(text):
        try:
            return datetime.datetime.fromisoformat(text)
        except ValueError:
            return None
    if _MAIL_TIME.search(text):
        try:
            return email.utils.parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return None


def date_in_name(name: str | None, found: str) -> Published | None:
    """Return the date in a path or a URL, as `2024-10-11`, `2024/10/11`, `20241011` or `2024-10`.

    `found` names its origin. The last complete date takes precedence over a month alone.
    """
    days: list[datetime.date] = []
    months: list[datetime.date] = []
    for parts in _IN_NAME.findall((name or "")[-1000:]):
        year, between, month, day = parts[:4] if parts[0] else parts[4:]
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


def _minute(date: datetime.datetime, found: str) -> Published:
    if not (date.hour or date.minute or date.second):
        return Published(date.date(), "day", found)  # midnight means a date without a time
    return Published(date.replace(second=0, microsecond=0, tzinfo=None), "minute", found)
