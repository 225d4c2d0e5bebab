"""All facet values of one generation of a library, and their counts for one search."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

from seedread.index.facets import FacetChoice, FacetFilter
from seedread.index.facets.fields import JOINED, SELDOM, UNLISTED
from seedread.index.search.date_histogram import PeriodValues, histogram
from seedread.index.search.regions import RegionValues, half_marked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from seedread.index.engines import Reader
    from seedread.index.facets import Bitset, Facet, SelectableValues, Selection, Values
    from seedread.index.search.date_histogram import Histogram

__all__ = ["CountedFacets", "FacetCounts"]


class FacetCounts:
    """The engine's facets, with regions after countries, and dates."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.values: dict[str, Values] = {}
        """The facets, in display order."""
        for name, values in reader.facets().items():
            if name not in JOINED:
                self.values[name] = values
            if name == "country":
                self.values["region"] = RegionValues(values)
        self._choosable: dict[str, SelectableValues] = {**self.values, "date": PeriodValues(reader)}

    def counts(self, matched: Bitset, selection: Selection, marks: Mapping[str, Values] | None = None) -> CountedFacets:
        """Return the articles of `matched` that pass `selection`; the reader's `marks` are facets too."""
        marks = marks or {}
        narrowing = FacetFilter(matched, self._reader.everything, {**self._choosable, **marks}, selection)
        listed = {
            name: values
            for name, values in {**self.values, **marks}.items()
            if name not in UNLISTED
            and (name in self.values.keys() - SELDOM or values.labels or selection.choice(name) != FacetChoice())
        }
        return CountedFacets(narrowing, selection, listed, partial(histogram, self._reader))


class CountedFacets(Mapping[str, "Facet"]):
    """Every facet with its counts; each is counted on first use."""

    def __init__(
        self,
        narrowing: FacetFilter,
        selection: Selection,
        values: Mapping[str, Values],
        dates: Callable[..., Histogram],
    ) -> None:
        self._narrowing = narrowing
        self._selection = selection
        self._values = values
        self._counted: dict[str, Facet] = {}
        self.within = narrowing.result
        """The articles that pass the selection."""
        self.dates = cache(lambda: dates(narrowing.without_facet("date"), selection.choice("date")))
        """Counts the articles by date."""

    def __getitem__(self, name: str) -> Facet:
        if name not in self._counted:
            facet = self._narrowing.count(name, self._values[name])
            self._counted[name] = half_marked(facet, self._selection) if name == "region" else facet
        return self._counted[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)
