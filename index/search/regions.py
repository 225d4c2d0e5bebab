"""Countries by the regions of the world: the upper level of the country facet (R8).

A region is the union of its countries. It is computed from the country facet: nothing is indexed for it.
It is a separate facet next to the countries: "Asia, but not Iran" is two independent selections.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from seedread.index.facets import BitsetValues
from seedread.index.text.data_files import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.facets import Bitset, Facet, Selection, Values

__all__ = ["Region", "RegionValues", "half_marked", "regions"]


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the UN geoscheme."""

    id: str
    """For example `southern-asia`; no country code has this form."""
    name: str
    countries: frozenset[str]
    """The codes of all countries in it, including those of its subregions."""
    within: frozenset[str]
    """The IDs of the regions that contain it."""


@cache
def regions() -> Mapping[str, Region]:
    """Return every region by its ID, read once."""
    table = {name: (within, frozenset(codes.split())) for name, within, codes in read_table("names", "regions.tsv")}

    def above(name: str) -> list[str]:
        within = table[name][0]
        return [within, *above(within)] if within else []

    def countries(name: str) -> frozenset[str]:
        return table[name][1].union(*(countries(part) for part, (within, _) in table.items() if within == name))

    found = [Region(_id(name), name, countries(name), frozenset(map(_id, above(name)))) for name in table]
    return {region.id: region for region in found}


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")


class RegionValues:
    """The regions of one generation of a library (`seedread.index.facets.Values`).

    Articles that name no country have no value.
    """

    def __init__(self, countries: Values) -> None:
        self._countries = countries

    @property
    def labels(self) -> Mapping[str, str]:
        """The display name of each region with a country in the library."""
        return self._labels

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        known = self._countries.labels.keys()
        return {region.id: region.name for region in regions().values() if not region.countries.isdisjoint(known)}

    @property
    def some(self) -> Bitset:
        """The articles that name any country."""
        return self._countries.some

    def countries(self, region: str) -> frozenset[str]:
        """Return the codes of the countries of `region` in the library."""
        return regions()[region].countries & self._countries.labels.keys() if region in regions() else frozenset()

    def articles(self, value: str) -> Bitset:
        """Return the articles that name any country of a region."""
        return self._values.articles(value)

    def tally(self, base: Bitset) -> list[tuple[str, int]]:
        """Return every region of `base` with its article count, the most frequent first, then by name."""
        return self._values.tally(base)

    @cached_property
    def _values(self) -> BitsetValues:
        own = {code: self._countries.articles(code) for code in self._countries.labels}
        found = {}
        for region in self.labels:
            articles = 0
            for code in self.countries(region):
                articles |= own[code]
            found[region] = articles
        return BitsetValues(found, self.labels)


def half_marked(facet: Facet, selection: Selection) -> Facet:
    """Return the regions, with a mark on those that are off but contain a chosen country or region."""
    countries, own = selection.choice("country"), selection.choice("region")
    codes = countries.included | countries.excluded
    known = regions()
    above = {name for value in own.included | own.excluded if value in known for name in known[value].within}
    if not codes and not above:
        return facet

    def partly(region: str) -> bool:
        return region in above or (region in known and not known[region].countries.isdisjoint(codes))

    rows = tuple(row._replace(partly=row.state == "off" and partly(row.value)) for row in facet.values)
    return replace(facet, values=rows)
