"""The regions of one generation as a facet: each is the union of its countries."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from seedread.index.engines.whoosh.facet_values import BitsetValues
from seedread.index.facets.regions import known_regions, regions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.engines.whoosh.facet_values import Bitset, Values

__all__ = ["RegionValues"]


class RegionValues:
    """The regions of one generation (`seedread.index.engines.whoosh.facet_values.Values`).

    Articles that name no country have no value.
    """

    def __init__(self, countries: Values) -> None:
        self._countries = countries

    @property
    def labels(self) -> Mapping[str, str]:
        """The display name of each region with a country in the library."""
        return self._values.labels

    @property
    def some(self) -> Bitset:
        """The articles that name any country."""
        return self._countries.some

    def articles(self, value: str) -> Bitset:
        """Return the articles that name any country of a region."""
        return self._values.articles(value)

    def count(self, value: str) -> int:
        """Return how many articles name any country of a region."""
        return self._values.count(value)

    def tally(self, base: Bitset) -> list[tuple[str, int]]:
        """Return every region of `base` with its article count, the most frequent first, then by name."""
        return self._values.tally(base)

    @cached_property
    def _values(self) -> BitsetValues:
        own = {code: self._countries.articles(code) for code in self._countries.labels}
        found = {}
        for region, codes in known_regions(own).items():
            articles = 0
            for code in codes:
                articles |= own[code]
            found[region] = articles
        return BitsetValues(found, {region: regions()[region].name for region in found})
