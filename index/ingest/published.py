"""Reads a date in the form in which a container or page prints it; it keeps the precision and fills in nothing."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from seedread.index.article import Published
from seedread.index.text.foreign_dates import foreign_date
from seedread.index.text.printed_dates import date_in_path, is_plausible, only_date

if TYPE_CHECKING:
    from seedread.index.text.printed_dates import DayOrder

__all__ = ["date_in_name", "parse_date"]

_ISO_TIME = re.compile(r"\d{4}-?\d\d-?\d\d[T ]\d\d")
_MAIL_TIME = re.compile(r"\d{4} \d\d?:\d\d(?::\d\d)? (?:[+-]\d{4}|[A-Z]{1,4})(?: \([^()]*\))?\Z")
_LONGEST = 120
_EMPTY = re.compile(
    r"(?:1970-01-01|(?:thu, )?0?1 jan 1970)(?:[t ]0?0:00(?::00(?:\.0+)?)?(?:z| ?[+-]00:?00| (?:gmt|utc))?)?\Z",
    re.IGNORECASE,
)
"""What programs write where a field of Unix time is empty."""


def parse_date(
    text: str | None, found: str, order: DayOrder | None = None, language: str | None = None
) -> Published | None:
    """Return the date that `text` contains, None if it is no date or lacks the year.

    `found` names its origin, `order` the order of day and month where others of its kind show it, `language` that of
    the article. A time stays in the outlet's local time: its zone is dropped, never converted.
    """
    text = (text or "").strip()
    if not text or len(text) > _LONGEST or _EMPTY.match(text):
        return None
    date = _standard(text)
    if date is None:
        printed = only_date(text, order, language)
        return Published(printed.date, printed.precision, found) if printed else None
    if is_plausible(date.date()):
        return _minute(date, found)
    day = foreign_date(text, language)
    return Published(day, "day", found) if day else None


def _standard(text: str) -> datetime.datetime | None:
    """Return a time in the form of ISO 8601 or of mail headers."""
    if _ISO_TIME.match(text):
        try:
            return datetime.datetime.fromisoformat(text)
        except ValueError:
            return None
    if _MAIL_TIME.search(text):
        from email.utils import parsedate_to_datetime  # noqa: PLC0415 (it loads what sends mail)

        try:
            return parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return None


def date_in_name(name: str | None, found: str) -> Published | None:
    """Return the date in a path or a URL, as `2024-10-11`, `2024/10/11`, `20241011` or `2024-10`.

    `found` names its origin.
    """
    date = date_in_path(name or "")
    return Published(date.date, date.precision, found) if date else None


def _minute(date: datetime.datetime, found: str) -> Published:
    if not (date.hour or date.minute or date.second):
        return Published(date.date(), "day", found)  # midnight means a date without a time
    return Published(date.replace(second=0, microsecond=0, tzinfo=None), "minute", found)
