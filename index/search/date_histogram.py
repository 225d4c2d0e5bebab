"""Article counts by day, month or year: the histogram that is also a facet (R9).

A period is chosen by its label at its own precision: 2024, 2024-10, 2024-10-11.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from seedread.index.facets import NONE, FacetChoice
from seedread.index.query import Dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.engines.base import DateUnit, Reader
    from seedread.index.facets import Bitset, State

__all__ = ["Bucket", "Histogram", "PeriodValues", "buckets", "histogram", "period", "period_label"]

MOST_DAYS = 62
MOST_MONTHS = 60
NOTHING = FacetChoice()
_LABEL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_LABEL_LENGTH: dict[DateUnit, int] = {"year": 4, "month": 7, "day": 10}


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bar of the histogram."""

    first: datetime.date
    last: datetime.date
    """Inclusive."""
    label: str
    """Its facet value: 2024, 2024-10 or 2024-10-11."""
    count: int
    state: State = "off"
    """Included if a part of it is included, excluded if all of it is excluded."""

    @property
    def chosen(self) -> bool:
        """Whether it is in the chosen range."""
        return self.state == "include"


@dataclass(frozen=True, slots=True)
class Histogram:
    """Articles by date; chosen dates do not reduce the counts."""

    unit: DateUnit = "day"
    buckets: tuple[Bucket, ...] = ()
    """Periods from the first article to the last, without gaps."""
    undated: int = 0
    choice: FacetChoice = NOTHING
    """The chosen dates; without matches in them, no bar shows them."""


def histogram(reader: Reader, base: Bitset, choice: FacetChoice) -> Histogram:
    """Count `base`, the articles that match the text and all other facets."""
    span = reader.span(base)
    if span is None:
        return Histogram(undated=base.bit_count(), choice=choice)
    unit = _unit(*span)
    found = tuple(_buckets(reader, base, span, unit, choice))
    return Histogram(unit, found, base.bit_count() - sum(bucket.count for bucket in found), choice)


def buckets(reader: Reader, base: Bitset, unit: DateUnit) -> Iterator[Bucket]:
    """Go through the periods from the first article of `base` to the last, without gaps."""
    span = reader.span(base)
    return _buckets(reader, base, span, unit, NOTHING) if span else iter(())


def _buckets(
    reader: Reader, base: Bitset, span: tuple[datetime.date, datetime.date], unit: DateUnit, choice: FacetChoice
) -> Iterator[Bucket]:
    first = _begin(span[0], unit)
    for number in reader.tally_dates(base, unit):
        last = _end(first, unit)
        yield Bucket(first, last, first.isoformat()[: _LABEL_LENGTH[unit]], number, _state(first, last, choice))
        if last < span[1]:
            first = last + datetime.timedelta(days=1)


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
    return first, _end(first, "day" if day else "month" if month else "year")


def period_label(first: datetime.date, last: datetime.date) -> str | None:
    """Return the label of these days; None if they are not a day, month or year."""
    labels = [first.isoformat()[:length] for length in sorted(_LABEL_LENGTH.values())]
    return next((label for label in labels if period(label) == (first, last)), None)


class PeriodValues:
    """The periods that can be chosen (`seedread.index.facets.SelectableValues`): any valid label."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @property
    def some(self) -> Bitset:
        """The articles with a date."""
        return self._dated

    @cached_property
    def _dated(self) -> Bitset:
        return self._match(Dates(None, None))

    def articles(self, value: str) -> Bitset:
        """Return the articles published in a period."""
        days = period(value)
        return self._match(Dates(*days)) if days else 0

    def _match(self, dates: Dates) -> Bitset:
        return self._reader.match(dates, lambda: False)


def _unit(first: datetime.date, last: datetime.date) -> DateUnit:
    if (last - first).days < MOST_DAYS:
        return "day"
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    return "month" if months <= MOST_MONTHS else "year"


def _begin(day: datetime.date, unit: DateUnit) -> datetime.date:
    if unit == "day":
        return day
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _end(first: datetime.date, unit: DateUnit) -> datetime.date:
    if unit == "day":
        return first
    month = 12 if unit == "year" else first.month
    return first.replace(month=month, day=calendar.monthrange(first.year, month)[1])


def _state(first: datetime.date, last: datetime.date, choice: FacetChoice) -> State:
    excluded = (period(label) for label in choice.excluded)
    if any(days and days[0] <= first and last <= days[1] for days in excluded):
        return "exclude"
    included = [period(label) for label in choice.included - {NONE}]
    within = [bool(days and days[0] <= last and first <= days[1]) for days in included]
    if within and (any(within) if choice.mode == "any" else all(within)):
        return "include"
    return "off"
