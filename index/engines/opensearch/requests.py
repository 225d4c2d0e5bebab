"""Parts of requests: conditions on fields, and how they are put together."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from seedread.index.engines.opensearch.roaring import to_roaring

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seedread.index.query import Numbers

Condition: TypeAlias = "dict[str, Any]"
"""A query in the servers' language."""

__all__ = [
    "EVERYTHING",
    "NOTHING",
    "Condition",
    "all_of",
    "any_of",
    "numbered",
    "to_day",
    "to_millis",
    "to_minute",
    "within",
]

EVERYTHING: Condition = {"match_all": {}}
NOTHING: Condition = {"match_none": {}}
_EPOCH = datetime.date(1970, 1, 1)
_EPOCH_MINUTE = (_EPOCH.toordinal() - 1) * 1440
_DAY = 86_400_000


def any_of(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that any of some is met."""
    some = [condition for condition in conditions if condition != NOTHING]
    if len(some) < 2:
        return some[0] if some else NOTHING
    return {"bool": {"should": some, "minimum_should_match": 1}}


def all_of(needed: Sequence[Condition], forbidden: Sequence[Condition] = ()) -> Condition:
    """Return the condition that all of `needed` and none of `forbidden` are met; nothing is scored."""
    parts: dict[str, list[Condition]] = {}
    if some := [condition for condition in needed if condition != EVERYTHING]:
        parts["filter"] = some
    if forbidden:
        parts["must_not"] = list(forbidden)
    return {"bool": parts} if parts else EVERYTHING


def numbered(numbers: Numbers) -> Condition:
    """Return the condition that a document is one of these."""
    return {"terms": {"n": [to_roaring(numbers)], "value_type": "bitmap"}} if numbers else NOTHING


def within(first: datetime.date | None, last: datetime.date | None) -> Condition:
    """Return the condition that an article was published on one of these days; without ends, that it has a date."""
    ends = {}
    if first is not None:
        ends["gte"] = (first - _EPOCH).days * _DAY
    if last is not None:
        ends["lt"] = ((last - _EPOCH).days + 1) * _DAY
    return {"range": {"at": ends}} if ends else {"exists": {"field": "at"}}


def to_millis(minute: int | None) -> int | None:
    """Return the minute of an entry as the servers keep it."""
    return None if minute is None else (minute - _EPOCH_MINUTE) * 60_000


def to_minute(millis: int | None) -> int | None:
    """Return the minute of an entry."""
    return None if millis is None else millis // 60_000 + _EPOCH_MINUTE


def to_day(millis: float) -> datetime.date:
    """Return the day of a time of the servers."""
    return _EPOCH + datetime.timedelta(days=int(millis // _DAY))
