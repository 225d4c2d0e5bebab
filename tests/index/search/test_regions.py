"""R8: a region is the union of its countries, and a facet beside them."""

from __future__ import annotations

import pytest
from bitsets import from_numbers
from hypothesis import given
from hypothesis import strategies as st

from seedread.index.engines.whoosh.facet_filter import FacetFilter
from seedread.index.engines.whoosh.facet_values import BitsetValues, SelectableValues
from seedread.index.engines.whoosh.region_values import RegionValues
from seedread.index.facets import NONE, Facet, Selection
from seedread.index.facets.regions import half_marked, regions
from seedread.index.names.lexicon import all_codes
from seedread.index.query import AnyValue, HasValue, needs_resolving, parse, to_text
from seedread.index.search.name_resolver import Resolver

ARTICLES = 12
EVERYTHING = 2**ARTICLES - 1
CODES = ["AF", "FR", "IR", "KE", "TR", "ZA"]

worlds = st.tuples(
    st.integers(0, EVERYTHING), st.lists(st.sets(st.sampled_from(CODES)), min_size=ARTICLES, max_size=ARTICLES)
)


def countries_of(owned: list[set[str]]) -> BitsetValues:
    bits = {code: from_numbers([n for n, codes in enumerate(owned) if code in codes]) for code in CODES}
    return BitsetValues({code: found for code, found in bits.items() if found}, {code: code.lower() for code in CODES})


def counted(matched: int, owned: list[set[str]], selection: Selection) -> Facet:
    countries = countries_of(owned)
    values = RegionValues(countries)
    narrowing = FacetFilter(matched, EVERYTHING, {"country": countries, "region": values}, selection)
    return half_marked(narrowing.count("region", values), selection)


def test_every_country_lies_in_one_region() -> None:
    """No country is left out, none lies in two regions of the same level, and no region has a country's code."""
    table = regions()
    smallest = [one for one in table.values() if not any(one.id in other.within for other in table.values())]
    listed = sorted(code for region in smallest for code in region.countries)
    assert listed == sorted(all_codes())
    assert not table.keys() & {code.lower() for code in all_codes()}


def test_a_region_lies_in_a_larger_one() -> None:
    """Iran lies in Southern Asia, and that in Asia; Kenya goes up by three levels."""
    assert regions()["southern-asia"].within == {"asia"}
    assert regions()["eastern-africa"].within == {"sub-saharan-africa", "africa"}
    for region in regions().values():
        assert all(region.countries <= regions()[above].countries for above in region.within)


@given(worlds)
def test_a_region_is_the_union_of_its_countries(world: tuple[int, list[set[str]]]) -> None:
    """It counts the articles that name any of its countries, each once; without one are those that name none."""
    matched, owned = world
    own = {n: codes for n, codes in enumerate(owned) if matched >> n & 1}
    for row in counted(matched, owned, Selection()).values:
        wanted = frozenset[str]() if row.value == NONE else regions()[row.value].countries
        assert row.count == sum(bool(wanted & codes) if wanted else not codes for codes in own.values())


@given(worlds, st.sampled_from(["asia", "southern-asia", "africa", "europe", NONE]), st.booleans())
def test_choosing_a_region(world: tuple[int, list[set[str]]], region: str, exclude: bool) -> None:  # noqa: FBT001
    """It leaves, or takes away, as many articles as stood beside it, and leaves its own list as it was."""
    matched, owned = world
    countries = countries_of(owned)
    facets: dict[str, SelectableValues] = {"country": countries, "region": RegionValues(countries)}
    before = {row.value: row.count for row in counted(matched, owned, Selection()).values}
    chosen = Selection().set("region", region, "exclude" if exclude else "include")
    left = FacetFilter(matched, EVERYTHING, facets, chosen).result.bit_count()
    shown = before.get(region, 0)
    assert left == (matched.bit_count() - shown if exclude else shown)
    if not exclude:
        after = {row.value: row.count for row in counted(matched, owned, chosen).values}
        assert before == {value: number for value, number in after.items() if number}


def test_a_chosen_country_marks_its_regions_half() -> None:
    """The regions above it, not its neighbours; a region that is chosen itself is not half chosen."""
    owned = [{"IR"}, {"AF"}, {"FR"}, {"KE"}]
    marked = counted(0b1111, owned, Selection().set("country", "IR", "include"))
    assert {row.value for row in marked.values if row.partly} == {"asia", "southern-asia"}
    both = Selection().set("country", "IR", "exclude").set("region", "asia", "include")
    assert {row.value for row in counted(0b1111, owned, both).values if row.partly} == {"southern-asia"}
    below = Selection().set("region", "eastern-africa", "include")
    assert {row.value for row in counted(0b1111, owned, below).values if row.partly} == {"africa", "sub-saharan-africa"}


def test_a_chosen_region_chooses_no_country() -> None:
    """The countries stay off, and are counted among the articles of the region."""
    countries = countries_of([{"IR", "FR"}, {"FR"}, {"AF"}])
    facets: dict[str, SelectableValues] = {"country": countries, "region": RegionValues(countries)}
    narrowing = FacetFilter(0b111, EVERYTHING, facets, Selection().set("region", "asia", "include"))
    rows = narrowing.count("country", countries).values
    assert {(row.value, row.count, row.state) for row in rows} == {(code, 1, "off") for code in ("AF", "FR", "IR")}


@pytest.mark.parametrize(
    ("typed", "codes", "ran"),
    [
        ("country:asia", {"AF", "IR", "TR"}, "country:Asia"),
        ('country:"Southern Asia"', {"AF", "IR"}, 'country:"Southern Asia"'),
        ("country:africa", {"KE", "ZA"}, "country:Africa"),
        ("country:africa*", {"KE", "ZA"}, "country:africa*"),
        ("country:afri*", {"ZA"}, 'country:"South Africa"'),
        ("country:weste*", {"FR", "TR"}, "country:weste*"),
        ("country:micronesia", {"FM"}, "country:Micronesia"),
        ("country:micronesia*", {"FM", "GU"}, "country:micronesia*"),
        ("region:micronesia", {"FM", "GU"}, "region:Micronesia"),
        ("region:southern-asia", {"AF", "IR"}, 'region:"Southern Asia"'),
        ("region:southern", {"AF", "IR", "ZA"}, "region:southern"),
        ("region:nowhere", set(), "region:nowhere"),
    ],
)
def test_a_region_can_be_typed(typed: str, codes: set[str], ran: str) -> None:
    """By its name, also in place of a country that is not called so; what ran reads as a person would type it."""
    names = {"AF": "Afghanistan", "FM": "Micronesia", "FR": "France", "GU": "Guam", "IR": "Iran"}
    names |= {"KE": "Kenya", "TR": "Turkey", "ZA": "South Africa"}
    countries = BitsetValues(dict.fromkeys(names, 1), names)
    resolver = Resolver({"country": countries, "region": RegionValues(countries)})
    tree, notices = resolver.resolve(parse(typed).tree)
    assert isinstance(tree, HasValue)
    assert tree.values == codes
    assert to_text(tree) == ran
    assert resolver.resolve(parse(ran).tree)[0] == tree
    assert bool(notices) == (not codes)


def test_any_region_is_any_country() -> None:
    """Engines know no regions: `region:*` is asked of the countries."""
    tree = parse("-region:*").tree
    assert needs_resolving(tree)
    countries = countries_of([{"IR"}])
    resolved, _ = Resolver({"country": countries, "region": RegionValues(countries)}).resolve(tree)
    assert resolved == parse("-country:*").tree
    assert not needs_resolving(resolved)
    assert AnyValue("country") != AnyValue("region")
