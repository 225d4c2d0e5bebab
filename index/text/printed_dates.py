"""Reads dates as the world prints them. It keeps the precision of what is printed, and fills in and guesses nothing.

Names of months are data: `data/months.toml`. Years from 1700 to 2099 are read; others belong to other calendars, or to
fields that hold no date.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from seedread.index.text.data_files import read_toml
from seedread.index.text.foreign_dates import foreign_date
from seedread.index.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "DayOrder",
    "PrintedDate",
    "date_from_seconds",
    "date_in_path",
    "dates_in",
    "day_order",
    "is_plausible",
    "month_names",
    "only_date",
]

DayOrder: TypeAlias = Literal["day first", "month first"]
"""The order of day and month in dates of figures."""

_FIRST_YEAR, _LAST_YEAR = 1700, 2099
_CENTURY_FROM = 70
"""Two figures from here on are years of the last century."""
_LONGEST_REST = 40
"""Characters beside a date in a text that is read as one."""
_ORDINAL = r"(?:st|nd|rd|th|er|º|°|\.)?"
_DAY = rf"(?P<{{0}}>\d{{{{1,2}}}}){_ORDINAL}"
_TO = r"\s*(?:-|–|—|/|&|\bto\b|\band\b)\s*"
_TIME = lazy_pattern(
    r"[\s,;|·@/–—-]{0,4}(?:at\b|T)?\s?(?P<hour>\d{1,2})(?:(?:[:.]|\s?h\s?)(?P<minute>\d{2})(?:[:.]\d{2})?(?![\d]))?"
    r"\s?(?P<half>[ap]\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_TIME_BEFORE = lazy_pattern(
    r"(?<!\d)(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?::\d{2})?\s?(?P<half>[ap]\.?\s?m\b\.?)?"
    r"(?:\s?[A-Z]{1,4}T?)?[\s,;|·–—-]{1,4}(?:on\s)?\Z",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"updat|modifi|edited|revis|correct", re.IGNORECASE)
_SECONDS = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{12,13}\Z")
_FIGURES = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?:\d\d)?Z?)?\Z")
_YEAR_ALONE = re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>0[1-9]|1[0-2]))?\Z")
_SLASHED = re.compile(r"\s*(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)")

_IN_PATH = lazy_pattern(
    r"(?<![0-9A-Za-z])((?:19|20)\d\d)([-_/.]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?(?![0-9A-SU-Za-z])"
    r"|/((?:19|20)\d\d)(/)(1[0-2]|[1-9])/(3[01]|[12]\d|0?[1-9])(?=/|\Z)"
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a text."""

    date: datetime.date | datetime.datetime
    """The first day of the period where the precision is a month or a year."""
    precision: Literal["minute", "day", "month", "year"]
    start: int = 0
    end: int = 0
    """Its span in the text."""


def only_date(text: str, order: DayOrder | None = None, language: str | None = None) -> PrintedDate | None:
    """Return the date that all of `text` says, apart from a few words; None if it says none, or several.

    `order` is how other dates of its kind are printed (`day_order`); without it 11/10/2024 is a date in 2024.
    `language` is that of the text, if it is known.
    """
    text = text.strip()
    if found := _in_figures(text):
        return found
    dates = list(dates_in(text, order))
    if not dates:
        day = foreign_date(text, language)
        return PrintedDate(day, "day", 0, len(text)) if day else None
    first = dates[0]
    rest = text[: first.start] + text[first.end :]
    words = len(re.findall(r"[^\W\d_]", rest))
    if first.precision in ("month", "year") and words and "/" not in text[first.start : first.end]:
        return None
    if len(dates) > 1 and dates[1].date != first.date and not _UPDATED.search(rest):
        return _common(first, dates[-1])
    return None if len(rest) > _LONGEST_REST else first


def _common(one: PrintedDate, other: PrintedDate) -> PrintedDate | None:
    """Return the month or the year that the two ends of a range have in common."""
    if one.date.year != other.date.year:
        return None
    month = one.date.month if one.date.month == other.date.month else None
    return _made(one.date.year, month, None, one.start, other.end)


def dates_in(text: str, order: DayOrder | None = None) -> Iterator[PrintedDate]:
    """Yield the dates in `text` that have a year, in their order."""
    end = 0
    for found in _pattern().finditer(text):
        if found.start() < end:
            continue
        date = _date(found, order)
        if date is None:
            continue
        end = found.end()
        if date.precision != "day":
            yield date
            continue
        timed = _with_time(text, found, date)
        end = max(end, timed.end)
        yield timed


def day_order(texts: Iterable[str]) -> DayOrder | None:
    """Return in which order a column or site prints day and month in figures; None if it does not show."""
    day_first = month_first = False
    for text in texts:
        if found := _SLASHED.match(text):
            day_first |= int(found[1]) > 12
            month_first |= int(found[3]) > 12
    if day_first == month_first:
        return None
    return "day first" if day_first else "month first"


def date_in_path(path: str) -> PrintedDate | None:
    """Return the date in a path or URL, as in `2024-10-11`, `2024/10/11`, `/2024/9/21/`, `20241011` or `2024-10`.

    The last whole date takes precedence over a month alone.
    """
    days: list[PrintedDate] = []
    months: list[PrintedDate] = []
    for parts in _IN_PATH.findall(path[-1000:]):
        year, between, month, day = parts[:4] if parts[0] else parts[4:]
        if day and (date := _made(int(year), int(month), int(day), 0, 0)):
            days.append(date)
        elif not day and between in ("-", "_") and (date := _made(int(year), int(month), None, 0, 0)):
            months.append(date)
    return next(reversed(days or months), None)


def date_from_seconds(seconds: float) -> PrintedDate | None:
    """Return the time of a Unix time in seconds or milliseconds, in UTC; None for other numbers."""
    if seconds > 1e11:
        seconds /= 1000
    if not 1e8 <= seconds <= 4.1e9:
        return None
    time = datetime.datetime.fromtimestamp(seconds, datetime.UTC).replace(second=0, microsecond=0, tzinfo=None)
    return PrintedDate(time, "minute")


def is_plausible(date: datetime.date) -> bool:
    """Tell whether a date can be a date of publication in the Gregorian calendar."""
    return _FIRST_YEAR <= date.year <= _LAST_YEAR


@cache
def month_names() -> frozenset[str]:
    """Return the names of months in all languages of the data, in lower case."""
    return frozenset(_months())


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for names in read_toml("text", "months.toml")["months"].values():
        for number, forms in enumerate(names.split(), 1):
            found.update(dict.fromkeys(forms.casefold().split("|"), number))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    name = rf"(?P<{{0}}>{month})\b\.?"
    year, short = r"(?P<{0}>\d{{4}})(?![\d])", r"(?P<{0}>['’]?\d{{2}})(?![\d:.]\d|\d)"
    day = _DAY
    figures = r"(?<![\d.])(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?!\d)"
    day_month = (
        rf"(?<!\d){day.format('d2')}(?:(?:\s?{name.format('n2a')})?{_TO}{day.format('e2')})?\s?[-/]?(?:\s?(?:of|de)\s)?\s?"
        rf"{name.format('n2')},?(?:\sdel?\s|[\s/-]{{0,3}})(?:{year.format('y2')}|{short.format('z2')})"
    )
    month_day = (
        rf"\b{name.format('n3')}\s?{day.format('d3')}(?:{_TO}(?:{name.format('n3a')}\s)?{day.format('e3')})?"
        rf"(?:,\s?|\s){year.format('y3')}"
    )
    slashed = (
        r"(?<![\d.,:/])(?P<a6>\d{1,2})(?P<s6>\s?[./-]\s?)(?P<b6>\d{1,2})(?P=s6)(?P<y6>\d{4}|\d{2})(?![\d/]|[.:]\d)"
    )
    forms = (
        figures,
        day_month,
        month_day,
        rf"(?<!\d){year.format('y4')},?[\s-]{name.format('n4')}[\s-]{day.format('d4')}(?!\d)",
        rf"\b(?:{name.format('n5a')}{_TO})?{name.format('n5')},?\s{year.format('y5')}",
        slashed,
    )
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


def _date(found: re.Match[str], order: DayOrder | None) -> PrintedDate | None:
    part = found.groupdict()
    start, end = found.span()
    if part["y6"]:
        return _of_figures(part, order, start, end)
    number = next(key for key in "12345" if part.get(f"y{key}") or part.get(f"z{key}"))
    year = _year(part.get(f"y{number}") or part.get(f"z{number}") or "")
    name, day = part.get(f"n{number}"), part.get(f"d{number}")
    month = _months()[name.casefold()] if name else int(part.get(f"m{number}") or 0)
    other, ends = part.get(f"n{number}a"), part.get(f"e{number}")
    if year is None:
        return None
    if other and _months()[other.casefold()] != month:
        return _made(year, None, None, start, end)
    if part.get("z2") and not (found[0][-3:-2] in "-'’/ " and day):
        return None
    return _made(year, month, None if ends else int(day) if day else None, start, end)


def _of_figures(part: dict[str, str | None], order: DayOrder | None, start: int, end: int) -> PrintedDate | None:
    """Return a date of figures such as 11/10/2024: its year alone, if the order of the others is not certain."""
    one, other = int(part["a6"] or 0), int(part["b6"] or 0)
    printed = part["y6"] or ""
    separator = (part["s6"] or "").strip()
    if separator == "." and len(printed) == 4:
        order = "day first"
    if len(printed) == 2 and order is None:
        return None
    year = _year(printed)
    if year is None or max(one, other) > 31 or min(one, other) > 12:
        return None
    if max(one, other) > 12 or one == other:
        day, month = max(one, other), min(one, other)
    elif order is None:
        return _made(year, None, None, start, end)
    else:
        day, month = (one, other) if order == "day first" else (other, one)
    return _made(year, month, day, start, end)


def _made(year: int, month: int | None, day: int | None, start: int, end: int) -> PrintedDate | None:
    try:
        date = datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return PrintedDate(date, "day" if day else "month" if month else "year", start, end)


def _year(printed: str) -> int | None:
    figures = printed.lstrip("'’")
    year = int(figures)
    if len(figures) == 2:
        return year + (1900 if year >= _CENTURY_FROM else 2000)
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _with_time(text: str, found: re.Match[str], date: PrintedDate) -> PrintedDate:
    """Add the time after a day, or before it."""
    after = _TIME.match(text, found.end())
    before = _TIME_BEFORE.search(text, max(0, found.start() - 16), found.start())
    for clock, start, end in ((after, found.start(), after.end() if after else 0),
                              (before, before.start() if before else 0, found.end())):  # fmt: skip
        if clock and (time := _time(clock)):
            whole = datetime.datetime.combine(date.date, time)
            if time == datetime.time():
                return PrintedDate(date.date, "day", start, end)
            return PrintedDate(whole, "minute", start, end)
    return date


def _time(clock: re.Match[str]) -> datetime.time | None:
    hour, minute, half = int(clock["hour"]), clock["minute"], (clock["half"] or "")[:1].casefold()
    if minute is None and not half:
        return None
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return datetime.time(hour, int(minute or 0))
    except ValueError:
        return None


def _in_figures(text: str) -> PrintedDate | None:
    """Return a date of figures alone: a year, 2024-10, 20241011, 20241011093000, Unix time."""
    if found := _YEAR_ALONE.match(text):
        year = _year(found["year"])
        return _made(year, int(found["month"] or 0) or None, None, 0, len(text)) if year else None
    if (found := _FIGURES.match(text)) and (year := _year(found["year"])):
        date = _made(year, int(found["month"]), int(found["day"]), 0, len(text))
        if date and found["hour"] and found["hour"] + found["minute"] != "0000":
            try:
                time = datetime.time(int(found["hour"]), int(found["minute"]))
            except ValueError:
                return date
            return PrintedDate(datetime.datetime.combine(date.date, time), "minute", 0, len(text))
        return date
    return date_from_seconds(float(text)) if _SECONDS.fullmatch(text) else None
