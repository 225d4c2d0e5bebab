"""Per-document columns of a generation: lengths, dates, facet values, deletions."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.engines.base import ListedDays
from seedread.index.engines.whoosh.batch import UNDATED
from seedread.index.engines.whoosh.masks import to_bitset, to_mask
from seedread.index.facets.fields import SHOWN
from seedread.index.facets.outlets import label_rank, outlet_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from seedread.index.engines.whoosh.facet_values import Bitset
    from seedread.index.engines.whoosh.segment import Segment
    from seedread.index.engines.whoosh.segment_file import Array
    from seedread.index.facets.periods import DateUnit

__all__ = ["Columns", "FacetColumn"]

_MINUTES_A_DAY = 1440
_LENGTHS = (4, 7, 10)
"""Lengths of ISO dates that name a year, a month and a day."""
_KNOWN = [tuple(length for n, length in enumerate(_LENGTHS) if bits >> n & 1) for bits in range(8)]


class Columns:
    """The documents of all segments, numbered consecutively."""

    def __init__(self, segments: Sequence[Segment], alive: Sequence[Array]) -> None:
        self._segments = segments
        self.bases = np.cumsum([0, *(segment.count for segment in segments)])
        """The number of the first document of each segment, and the total."""
        self.count = int(self.bases[-1])
        self.alive = np.concatenate([np.zeros(0, bool), *alive])
        self._counted: dict[DateUnit, Array] = {}
        self._lengths: dict[str, Array] = {}

    def _joined(self, name: str) -> Array:
        # Each by itself: NumPy joins signed and unsigned numbers of 64 bits as floats.
        columns = (getattr(segment, name).astype(np.int64) for segment in self._segments)
        return np.concatenate([np.zeros(0, np.int64), *columns])

    def norms(self, field: str) -> Array:
        """Return the length of the title or body of each document, divided by the average."""
        if field not in self._lengths:
            self._lengths[field] = _norms(self._joined(f"{field}_lengths"))
        return self._lengths[field]

    @cached_property
    def minutes(self) -> Array:
        """When each document was published; `UNDATED` if unknown."""
        return self._joined("minutes")

    @cached_property
    def precisions(self) -> Array:
        """How many characters of the ISO form of each date are known."""
        return self._joined("precisions")

    @cached_property
    def text_sums(self) -> Array:
        """The hash of title and body of each document, as a number."""
        return self._joined("text_sums")

    @cached_property
    def titled(self) -> Array:
        """Whether each title is not just the beginning of the body."""
        return self._joined("title_lengths") > 0

    def date(self, document: int) -> str | None:
        """Return the ISO form of a document's date."""
        minute = int(self.minutes[document])
        if minute == UNDATED:
            return None
        moment = datetime.datetime.min + datetime.timedelta(minutes=minute)  # noqa: DTZ901 (no zone is kept)
        return moment.isoformat()[: int(self.precisions[document])]

    @cached_property
    def newest(self) -> Array:
        """The documents from the newest to the oldest, undated ones last, ties in document order."""
        return np.lexsort((-self.minutes, self.minutes == UNDATED))

    @cached_property
    def oldest(self) -> Array:
        """The documents from the oldest to the newest, undated ones last, ties in document order."""
        return np.lexsort((self.minutes, self.minutes == UNDATED))

    def _periods(self, unit: DateUnit) -> Array:
        """Return when each document was published, as a day, month or year number."""
        if unit not in self._counted:
            days = self.minutes // _MINUTES_A_DAY
            calendar = np.datetime64("0001-01-01", "D") + days.astype("timedelta64[D]")
            periods = days if unit == "day" else calendar.astype(f"datetime64[{unit[0].upper()}]")
            self._counted[unit] = periods.astype(np.int32)
        return self._counted[unit]

    def _dated(self, within: Bitset) -> Array:
        dated: Array = to_mask(within, self.count) & (self.minutes != UNDATED)
        return dated

    def span(self, within: Bitset) -> tuple[datetime.date, datetime.date] | None:
        """Return the first and the last day on which an article of `within` was published."""
        days = self._periods("day")[self._dated(within)]
        if not len(days):
            return None
        first, last = int(days.min()), int(days.max())
        return datetime.date.fromordinal(first + 1), datetime.date.fromordinal(last + 1)

    def tally_dates(self, within: Bitset, unit: DateUnit) -> list[int]:
        """Return how many of `within` were published in each period, without gaps from the first to the last."""
        periods = self._periods(unit)[self._dated(within)]
        counts: list[int] = np.bincount(periods - periods.min()).tolist() if len(periods) else []
        return counts

    def listed_days(self, within: Bitset, *, newest: bool) -> ListedDays:
        """Return the days of `within` in the order of `newest` or `oldest`, with their numbers of articles."""
        dated = self._dated(within)
        days = self._periods("day")[dated].astype(np.int64)
        undated = within.bit_count() - len(days)
        if not len(days):
            return ListedDays([], [], [], undated)
        first, kinds = int(days.min()), len(_LENGTHS)
        kind = np.digitize(self.precisions[dated], _LENGTHS[1:])
        size = (int(days.max()) - first + 1) * kinds
        counts = np.bincount((days - first) * kinds + kind, minlength=size).reshape(-1, kinds)
        found = np.flatnonzero(counts.any(axis=1))[:: -1 if newest else 1]
        bits = ((counts[found] > 0) << np.arange(kinds)).sum(axis=1)
        known = [_KNOWN[of_day] for of_day in bits.tolist()]
        return ListedDays((found + first + 1).tolist(), known, counts[found].sum(axis=1).tolist(), undated)

    def facet(self, name: str) -> FacetColumn:
        """Return the values of a facet."""
        numbers: dict[str, int] = {}
        labels: dict[str, str] = {}
        shown = SHOWN.get(name)
        documents, values = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
        for segment, base in zip(self._segments, self.bases, strict=False):
            pairs, of_document, of_value = segment.facet(name)
            named = [shown(value) if shown else (value, label) for value, label in pairs]
            for value, label in named:
                labels[value] = min(labels.get(value, label), label, key=label_rank)
            own = [numbers.setdefault(value, len(numbers)) for value, _ in named]
            documents.append(of_document.astype(np.int32) + np.int32(base))
            values.append(np.array(own, np.int32)[of_value])
        column = np.concatenate(documents), np.concatenate(values), self.alive
        if shown is None:
            return FacetColumn([(value, labels[value]) for value in numbers], *column)
        return FacetColumn([(labels[key], labels[key]) for key in numbers], *column, numbers)


def _norms(lengths: Array) -> Array:
    return (lengths / max(1.0, float(lengths.mean()) if len(lengths) else 1.0)).astype(np.float32)


class FacetColumn:
    """The values of one facet (`seedread.index.engines.whoosh.facet_values.Values`)."""

    def __init__(
        self,
        pairs: list[tuple[str, str]],
        documents: Array,
        values: Array,
        alive: Array,
        keys: Mapping[str, int] | None = None,
    ) -> None:
        self._keys = keys
        """Numbers of the rows by what all ways to write their values have in common; None: each value is a row."""
        self._labels = dict(pairs)
        self._names = [value for value, _ in pairs]
        self._number = {value: n for n, value in enumerate(self._names)}
        self._documents, self._values = documents, values
        self._count = len(alive)
        ranks = sorted(range(len(pairs)), key=lambda n: (pairs[n][1].casefold(), pairs[n][0]))
        self._by_rank = np.array(ranks, np.int64)
        self._alive = alive

    def _number_of(self, value: str) -> int | None:
        """Return the number of a row, by its value or by a stored value that it shows."""
        found = self._number.get(value)
        return self._keys.get(outlet_named(value).key) if found is None and self._keys else found

    @property
    def labels(self) -> Mapping[str, str]:
        """The displayed name of each value."""
        return self._labels

    @property
    def some(self) -> Bitset:
        """The articles that have any value."""
        return self._some

    @cached_property
    def _some(self) -> Bitset:
        mask = np.zeros(self._count, bool)
        mask[self._documents] = True
        return to_bitset(mask & self._alive)

    def articles(self, value: str) -> Bitset:
        """Return the articles that have `value`."""
        return to_bitset(self.having([value]) & self._alive)

    def count(self, value: str) -> int:
        """Return how many articles have `value`."""
        return self.articles(value).bit_count()

    def having(self, values: Iterable[str]) -> Array:
        """Return for each document, deleted ones too, whether it has any of `values`."""
        documents, bounds = self._by_value
        mask = np.zeros(self._count, bool)
        for number in {number for value in values if (number := self._number_of(value)) is not None}:
            mask[documents[bounds[number] : bounds[number + 1]]] = True
        return mask

    @cached_property
    def _by_value(self) -> tuple[Array, Array]:
        """The documents grouped by value, and the start of each group."""
        short = len(self._names) < 1 << 16  # NumPy uses radix sort for these
        order = np.argsort(self._values.astype(np.uint16) if short else self._values, kind="stable")
        counts = np.bincount(self._values, minlength=len(self._names))
        return self._documents[order], np.append(0, np.cumsum(counts))

    def of_document(self, document: int) -> tuple[str, ...]:
        """Return the values of a document."""
        first, last = self._documents.searchsorted(np.array((document, document + 1), np.int32)).tolist()
        return tuple(self._names[n] for n in self._values[first:last].tolist())

    def tally(self, base: Bitset) -> list[tuple[str, int]]:
        """Return every value in `base` with its number of articles: the most frequent first, then by label."""
        if not self._names:
            return []
        counts = np.bincount(self._values[to_mask(base, self._count)[self._documents]], minlength=len(self._names))
        found = self._by_rank[counts[self._by_rank] > 0]
        order = found[np.argsort(-counts[found], kind="stable")]
        names = self._names
        return [(names[n], count) for n, count in zip(order.tolist(), counts[order].tolist(), strict=True)]
