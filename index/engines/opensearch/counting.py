"""How facets and dates are counted: as questions to the servers, and what their answers mean."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from seedread.index.engines.opensearch.mapping import MOST_PAGED
from seedread.index.engines.opensearch.requests import all_of, to_day
from seedread.index.facets import NONE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from seedread.index.engines.opensearch.choices import Choices
    from seedread.index.engines.opensearch.questions import Question
    from seedread.index.engines.opensearch.requests import Condition
    from seedread.index.facets import FacetChoice
    from seedread.index.facets.periods import DateUnit

__all__ = ["Counting", "among_all", "each", "each_count", "is_cut", "periods", "span_of", "stored_counts"]

_AT_ONCE = 500
"""Conditions that one aggregation counts."""
_PLACES: dict[str, Callable[[date], int]] = {
    "day": date.toordinal,
    "month": lambda day: 12 * day.year + day.month,
    "year": lambda day: day.year,
}
"""The number of the period of each day."""


class Counting:
    """Puts the questions of one search, whose query the articles match that are counted."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices

    def facet(self, name: str, values: Sequence[str] | None) -> Question:
        """Return what counts the facet `name`, by R2 to R7; `values` are those of one that the index has not."""
        choice = self._choices.selection.choice(name)
        counts = stored_counts(name, self._choices) if values is None else self.listed(name, values)
        left = among_all([], self._choices.excluded(name, choice), counts)
        gone = each([self._choices.has(name, value) for value in sorted(choice.excluded)])
        return among_all(self._taken_from(name, choice), [], {"left": left, **gone})

    def _taken_from(self, name: str, choice: FacetChoice) -> list[Condition]:
        """Return what an article must meet to be counted, or taken away, by a value of a facet."""
        included = self._choices.included(name, choice) if choice.mode == "all" else []
        return [self._choices.without(name), *included]

    def listed(self, name: str, values: Sequence[str]) -> dict[str, Question]:
        """Return what counts each value of a facet that the index has not, and the articles without one."""
        return each([self._choices.has(name, value) for value in (*values, NONE)])

    def remaining(self, name: str) -> Condition:
        """Return the condition that an article is counted by the values of a facet that are not excluded."""
        choice = self._choices.selection.choice(name)
        return all_of(self._taken_from(name, choice), self._choices.excluded(name, choice))

    def dates(self, *, chosen: bool) -> Question:
        """Return what counts the articles of each month, those without a date, and the first and the last one."""
        counts = {
            "first": {"min": {"field": "at"}}, "last": {"max": {"field": "at"}},
            "none": {"filter": self._choices.has("date", NONE)}, **_bars("month"),
        }  # fmt: skip
        return self._dated(counts, chosen=chosen)

    def days(self, *, chosen: bool) -> Question:
        """Return what counts the articles of each day."""
        return self._dated(_bars("day"), chosen=chosen)

    def _dated(self, counts: dict[str, Question], *, chosen: bool) -> Question:
        return among_all([self._choices.without("" if chosen else "date")], [], counts)


def among_all(needed: Sequence[Condition], forbidden: Sequence[Condition], counts: dict[str, Question]) -> Question:
    """Return what counts only the articles that meet conditions."""
    return {"filter": all_of(needed, forbidden), "aggs": counts}


def each(conditions: Sequence[Condition]) -> dict[str, Question]:
    """Return what counts the articles that meet each condition; `each_count` reads the answer."""
    parts = (conditions[first : first + _AT_ONCE] for first in range(0, len(conditions), _AT_ONCE))
    return {f"each{n}": {"filters": {"filters": part}} for n, part in enumerate(parts)}


def each_count(answer: Mapping[str, Any], count: int) -> list[int]:
    """Return how many articles meet each of `count` conditions."""
    buckets = [bucket for n in range(-(-count // _AT_ONCE)) for bucket in answer.get(f"each{n}", {}).get("buckets", ())]
    return [bucket["doc_count"] for bucket in buckets] or [0] * count


def stored_counts(name: str, choices: Choices) -> dict[str, Question]:
    """Return what counts the values that an index has of a facet, and the articles without one."""
    return {
        "values": {"terms": {"field": name, "size": MOST_PAGED, "shard_size": MOST_PAGED}},
        "none": {"filter": choices.has(name, NONE)},
    }


def is_cut(answer: Mapping[str, Any]) -> bool:
    """Tell whether there are more values than one request counts exactly."""
    values = answer["values"]
    return bool(values["sum_other_doc_count"] or values["doc_count_error_upper_bound"])


def span_of(answer: Mapping[str, Any]) -> tuple[date, date] | None:
    """Return the first and the last day of the articles that were counted by date; None without a date."""
    if not answer or answer["first"]["value"] is None:
        return None
    return to_day(answer["first"]["value"]), to_day(answer["last"]["value"])


def _bars(unit: DateUnit) -> dict[str, Question]:
    return {"bars": {"date_histogram": {"field": "at", "calendar_interval": unit, "min_doc_count": 1}}}


def periods(answer: Mapping[str, Any], unit: DateUnit) -> list[int]:
    """Return how many articles there are in each period from the first to the last, without gaps."""
    counts: dict[int, int] = {}
    for bar in answer["bars"]["buckets"] if answer else ():
        place = _PLACES[unit](to_day(bar["key"]))
        counts[place] = counts.get(place, 0) + bar["doc_count"]
    return [counts.get(place, 0) for place in range(min(counts), max(counts) + 1)] if counts else []
