"""Countries by the regions of the world: the upper level of the country facet (R8).

A region is the union of its countries. It is computed from the country facet: nothing is indexed for it.
It is a separate facet next to the countries: "Asia, but not Iran" is two independent selections.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from seedread.index.text.data_files import read_table

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from seedread.index.facets.choice import Selection
    from seedread.index.facets.facet import Facet

__all__ = ["Region", "half_marked", "known_regions", "regions"]


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


def known_regions(codes: Collection[str]) -> dict[str, frozenset[str]]:
    """Return each region with a country in a library, and the countries of it that the library has (`codes`)."""
    found = {region.id: region.countries.intersection(codes) for region in regions().values()}
    return {region: countries for region, countries in found.items() if countries}


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
