"""All facet values of one generation of a library, and their counts for one search."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from seedread.index.facets import Facet, FacetChoice
from seedread.index.facets.fields import JOINED, SELDOM, UNLISTED
from seedread.index.facets.regions import half_marked
from seedread.index.search.date_histogram import histogram

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from seedread.index.engines import Found, Reader
    from seedread.index.facets import FacetValues, Selection
    from seedread.index.query import Marks, MarkValues

__all__ = ["CountedFacets", "FacetCounts"]


class FacetCounts:
    """The facets of the index, with regions after countries."""

    def __init__(self, reader: Reader) -> None:
        self.values: dict[str, FacetValues] = {
            name: values for name, values in reader.facets().items() if name not in JOINED
        }
        """The facets, in display order."""

    def counts(self, found: Found, selection: Selection, marks: Marks) -> CountedFacets:
        """Return the counts of what was found; the reader's `marks` are facets too."""
        everything: dict[str, FacetValues | MarkValues] = {**self.values, **marks}
        always = self.values.keys() - SELDOM
        listed = [
            name
            for name, values in everything.items()
            if name not in UNLISTED and (name in always or values.labels or selection.choice(name) != FacetChoice())
        ]
        return CountedFacets(found, selection, listed)


class CountedFacets(Mapping[str, Facet]):
    """Every facet with its counts; each is counted on first use."""

    def __init__(self, found: Found, selection: Selection, names: Collection[str]) -> None:
        self._found = found
        self._selection = selection
        self._names = dict.fromkeys(names)
        self._counted: dict[str, Facet] = {}
        self.dates = cache(lambda: histogram(found, selection.choice("date")))
        """Counts the articles by date."""

    def prepare(self, names: Collection[str]) -> None:
        """Tell which facets (`date`: the dates) will be asked for, so that they may be counted with the next page."""
        known = {"date", *self._names} - self._counted.keys()
        self._found.prepare([name for name in names if name in known])

    def __getitem__(self, name: str) -> Facet:
        if name not in self._counted:
            if name not in self._names:
                raise KeyError(name)
            facet = self._found.facet(name)
            self._counted[name] = half_marked(facet, self._selection) if name == "region" else facet
        return self._counted[name]

    @property
    def so_far(self) -> dict[str, Facet]:
        """The facets as far as they were counted; the others have no values yet."""
        return {name: self._counted.get(name) or self._uncounted(name) for name in self._names}

    def _uncounted(self, name: str) -> Facet:
        return Facet(name, self._selection.choice(name).mode, (), counted=False)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
