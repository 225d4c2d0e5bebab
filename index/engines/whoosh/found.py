"""What a search found: the matches as bitsets, and what is counted of them on demand."""

from __future__ import annotations

from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from seedread.index.engines.base import WHOLE
from seedread.index.engines.whoosh.facet_filter import FacetFilter
from seedread.index.engines.whoosh.facet_values import BitsetValues
from seedread.index.engines.whoosh.masks import holds
from seedread.index.errors import stop_if
from seedread.index.facets.periods import period
from seedread.index.query import Dates, DocumentSet, Numbers

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Mapping, Sequence

    from seedread.index.engines.base import Cancel, ListedDays, Row
    from seedread.index.engines.whoosh.facet_values import Bitset, SelectableValues, Values
    from seedread.index.engines.whoosh.query_execution import Generation
    from seedread.index.facets import Facet, Selection
    from seedread.index.facets.periods import DateUnit
    from seedread.index.query import Marks, MarkValues, Node, Sort

__all__ = ["PeriodValues", "WhooshFound"]


class WhooshFound:
    """The result of one search (`seedread.index.engines.base.Found`)."""

    answered = WHOLE

    def __init__(
        self, generation: Generation, tree: Node, selection: Selection, marks: Marks, cancelled: Cancel
    ) -> None:
        self._generation = generation
        self._tree = tree
        self._marks = marks
        self._cancelled = cancelled
        matched = generation.match(tree, cancelled)
        stop_if(cancelled)
        self.matched = bool(matched)
        self._filter = FacetFilter(matched, generation.everything, _Choosable(self), selection)

    @cached_property
    def _within(self) -> Bitset:
        return self._filter.result

    @property
    def total(self) -> int:
        """How many articles match the query and the choices in the facets."""
        return self._within.bit_count()

    def page(self, sort: Sort, offset: int, limit: int, *, without: Collection[int] = ()) -> list[tuple[Row, float]]:
        """Return rows of the result but those of `without`, with their scores, in order; raises Cancelled."""
        within, most = self._but(without), offset + limit
        if sort == "relevance":
            ranked = self._generation.rank(self._tree, within, most, self._cancelled)
        else:
            ranked = [(number, 0.0) for number in self._first(sort, within, most)]
        return [(self._generation.row(number), score) for number, score in ranked[offset:]]

    def _but(self, without: Collection[int]) -> Bitset:
        if not without:
            return self._within
        return self._within & ~self._generation.match(DocumentSet(Numbers.of(without)), self._cancelled)

    def _first(self, sort: Sort, within: Bitset, most: int) -> list[int]:
        if sort in ("source", "title"):
            return self._generation.name_orders.first(sort, within, most, self._cancelled)
        return self._generation.by_date(within, most, newest=sort == "newest")

    def values(self, name: str) -> SelectableValues:
        """Return a facet with its articles: of the index, of the marks, or the dates."""
        if name in self._marks:
            return self._marked(name)
        return PeriodValues(self._generation) if name == "date" else self._generation.values(name)

    def _marked(self, name: str) -> Values:
        marks: MarkValues = self._marks[name]
        bitset = self._generation.bitset
        return BitsetValues({value: bitset(tree) for value, tree in marks.meanings.items()}, marks.labels)

    def _countable(self, name: str) -> Values:
        return self._marked(name) if name in self._marks else self._generation.values(name)

    def facet(self, name: str) -> Facet:
        """Return a facet with its counts."""
        return self._filter.count(name, self._countable(name))

    def prepare(self, names: Collection[str]) -> None:
        """Do nothing: each facet is counted fast by itself."""

    def tally(self, name: str) -> list[tuple[str, int]]:
        """Return every value of a facet in the result with its number of articles."""
        return self._countable(name).tally(self._within)

    def pairs(self, name: str, values: Sequence[str]) -> Mapping[tuple[str, str], int]:
        """Return how many articles of the result have both of two of `values`."""
        column = self._countable(name)
        bits = {value: column.articles(value) & self._within for value in values}
        counted = {(a, b): (bits[a] & bits[b]).bit_count() for a, b in combinations(bits, 2)}
        return {pair: count for pair, count in counted.items() if count}

    def _base(self, *, chosen: bool) -> Bitset:
        return self._within if chosen else self._filter.without_facet("date")

    def span(self, *, chosen: bool) -> tuple[datetime.date, datetime.date] | None:
        """Return the first and the last day on which an article was published; None without a date."""
        return self._generation.span(self._base(chosen=chosen))

    def dates(self, unit: DateUnit, *, chosen: bool) -> list[int]:
        """Return how many articles were published in each period, without gaps."""
        return self._generation.tally_dates(self._base(chosen=chosen), unit)

    def undated(self, *, chosen: bool) -> int:
        """Return how many articles have no date."""
        return (self._base(chosen=chosen) & ~PeriodValues(self._generation).some).bit_count()

    def days(self, *, newest: bool, without: Collection[int] = ()) -> ListedDays:
        """Return on which days the rows are that `page` returns by date."""
        return self._generation.listed_days(self._but(without), newest=newest)

    def among(self, documents: Collection[int]) -> frozenset[int]:
        """Return those of `documents` that are in the result."""
        return frozenset(filter(holds(self._within), documents))


class _Choosable(dict[str, "SelectableValues"]):
    """The facets that can be chosen, each made on first use."""

    def __init__(self, found: WhooshFound) -> None:
        super().__init__()
        self._found = found

    def __missing__(self, name: str) -> SelectableValues:
        self[name] = values = self._found.values(name)
        return values


class PeriodValues:
    """The periods that can be chosen (`seedread.index.engines.whoosh.facet_values.SelectableValues`): valid labels."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    @property
    def some(self) -> Bitset:
        """The articles with a date."""
        return self._generation.bitset(Dates(None, None))

    def articles(self, value: str) -> Bitset:
        """Return the articles published in a period."""
        days = period(value)
        return self._generation.match(Dates(*days), lambda: False) if days else 0
