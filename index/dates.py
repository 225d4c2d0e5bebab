"""Reads a date as a container or a page prints it, with the precision it has; it never fills in what is not there."""

from __future__ import annotations

import datetime
import email.utils
import re

from dateutil import parser as dateutil

from .article import Published

__all__ = ["parse_date"]

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
# dateutil fills missing parts from a default: two defaults that differ in every part show what it filled.
_DEFAULTS = (datetime.datetime(2000, 1, 1, 1, 1), datetime.datetime(2004, 2, 2, 2, 2))  # noqa: DTZ001


def parse_date(text: str | None, found: str) -> Published | None:
    """Return the date that `text` is, None where it is none or lacks the year.

    `found` tells where it comes from. A time keeps the outlet's own clock: its zone is dropped, never converted.
    """
    text = (text or "").strip()
    if not text or len(text) > 80:
        return None
    return _iso(text, found) or _any_form(text, found)


def _iso(text: str, found: str) -> Published | None:
    short = _ISO.match(text)
    try:
        if short:
            year, month, day = (int(part) if part else 1 for part in short.groups())
            precision = ("year", "month", "day")[sum(part is not None for part in short.groups()) - 1]
            return Published(datetime.date(year, month, day), precision, found)
        return _minute(datetime.datetime.fromisoformat(text), found)
    except ValueError:
        return None


def _any_form(text: str, found: str) -> Published | None:  # noqa: PLR0911 (one return for each precision)
    try:
        return _minute(email.utils.parsedate_to_datetime(text), found)
    except ValueError:
        pass
    if not _YEAR.search(text):
        return None
    try:
        one, other = (dateutil.parse(text, default=default, ignoretz=True) for default in _DEFAULTS)
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
    return Published(date.replace(second=0, microsecond=0, tzinfo=None), "minute", found)
