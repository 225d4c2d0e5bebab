"""Article counts by day, month or year: the histogram that is also a facet (R9).

A period is chosen by its label at its own precision: 2024, 2024-10, 2024-10-11.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.facets import NONE, FacetChoice
from seedread.index.facets.periods import LABEL_LENGTH, end_of, period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.engines import Found
    from seedread.index.facets import State
    from seedread.index.facets.periods import DateUnit

__all__ = ["Bucket", "Histogram", "buckets", "histogram"]

MOST_DAYS = 62
MOST_MONTHS = 60
NOTHING = FacetChoice()


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


def histogram(found: Found, choice: FacetChoice) -> Histogram:
    """Count the articles that match the text and all other facets; `choice` is that of the dates."""
    span = found.span(chosen=False)
    if span is None:
        return Histogram(undated=found.undated(chosen=False), choice=choice)
    unit = _unit(*span)
    bars = tuple(_buckets(span, found.dates(unit, chosen=False), unit, choice))
    return Histogram(unit, bars, found.undated(chosen=False), choice)


def buckets(found: Found, unit: DateUnit) -> Iterator[Bucket]:
    """Go through the periods from the first article of the result to the last, without gaps."""
    span = found.span(chosen=True)
    if span is not None:
        yield from _buckets(span, found.dates(unit, chosen=True), unit, NOTHING)


def _buckets(
    span: tuple[datetime.date, datetime.date], counts: list[int], unit: DateUnit, choice: FacetChoice
) -> Iterator[Bucket]:
    first = _begin(span[0], unit)
    for number in counts:
        last = end_of(first, unit)
        yield Bucket(first, last, first.isoformat()[: LABEL_LENGTH[unit]], number, _state(first, last, choice))
        if last < span[1]:
            first = last + datetime.timedelta(days=1)


def _unit(first: datetime.date, last: datetime.date) -> DateUnit:
    if (last - first).days < MOST_DAYS:
        return "day"
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    return "month" if months <= MOST_MONTHS else "year"


def _begin(day: datetime.date, unit: DateUnit) -> datetime.date:
    if unit == "day":
        return day
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _state(first: datetime.date, last: datetime.date, choice: FacetChoice) -> State:
    excluded = (period(label) for label in choice.excluded)
    if any(days and days[0] <= first and last <= days[1] for days in excluded):
        return "exclude"
    included = [period(label) for label in choice.included - {NONE}]
    within = [bool(days and days[0] <= last and first <= days[1]) for days in included]
    if within and (any(within) if choice.mode == "any" else all(within)):
        return "include"
    return "off"
