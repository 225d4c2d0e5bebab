"""The rules R1 to R7, and R10, each against a slow count over made-up articles."""

from __future__ import annotations

import pytest
from bitsets import from_numbers
from hypothesis import given
from hypothesis import strategies as st

from seedread.index.engines.whoosh.facet_filter import FacetFilter
from seedread.index.engines.whoosh.facet_values import Bitset, BitsetValues, Values
from seedread.index.facets import (
    NEXT,
    NONE,
    Facet,
    FacetChoice,
    FacetValue,
    Selection,
    State,
    search_values,
)

ARTICLES = 12
COUNTRIES = ["FR", "IR", "RU", "TM"]
LEADERS = ["a.fr", "b.ir", "c.ru"]

World = tuple[int, dict[str, Values]]


def select(matched: Bitset, everything: Bitset, facets: dict[str, Values], selection: Selection) -> Bitset:
    return FacetFilter(matched, everything, facets, selection).result


def count(matched: Bitset, everything: Bitset, facets: dict[str, Values], selection: Selection) -> dict[str, Facet]:
    narrowing = FacetFilter(matched, everything, facets, selection)
    return {name: narrowing.count(name, values) for name, values in facets.items()}


def values_of(owned: list[set[str]], names: list[str]) -> Values:
    bits = {name: from_numbers([n for n, values in enumerate(owned) if name in values]) for name in names}
    return BitsetValues({name: found for name, found in bits.items() if found}, {name: name.upper() for name in names})


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Articles with values, and those among them that match the text."""
    countries = draw(st.lists(st.sets(st.sampled_from(COUNTRIES)), min_size=ARTICLES, max_size=ARTICLES))
    leaders = draw(st.lists(st.sets(st.sampled_from(LEADERS)), min_size=ARTICLES, max_size=ARTICLES))
    matched = draw(st.integers(0, 2**ARTICLES - 1))
    return matched, {"country": values_of(countries, COUNTRIES), "leader": values_of(leaders, LEADERS)}


def choices(names: list[str]) -> st.SearchStrategy[FacetChoice]:
    states = st.lists(st.sampled_from(["off", "include", "exclude"]), min_size=len(names) + 1, max_size=len(names) + 1)

    def make(mode: str, chosen: list[str]) -> FacetChoice:
        by_state = {
            state: frozenset(n for n, s in zip([*names, NONE], chosen, strict=True) if s == state)
            for state in ("include", "exclude")
        }
        return FacetChoice(by_state["include"], by_state["exclude"], "all" if mode == "all" else "any")

    return st.builds(make, st.sampled_from(["any", "all"]), states)


selections = st.builds(
    lambda country, leader: Selection((("country", country), ("leader", leader))), choices(COUNTRIES), choices(LEADERS)
)
EVERYTHING = 2**ARTICLES - 1


def owned(values: Values, n: int) -> set[str]:
    found = {name for name in values.labels if values.articles(name) >> n & 1}
    return found or {NONE}


def passes(values: Values, choice: FacetChoice, n: int) -> bool:
    has = owned(values, n)
    enough = choice.included <= has if choice.mode == "all" else bool(choice.included & has) or not choice.included
    return enough and not choice.excluded & has


def figures(facet: Facet) -> dict[str, int]:
    return {row.value: row.count for row in facet.values}


@given(worlds(), selections)
def test_the_result_is_what_every_choice_leaves(world: World, selection: Selection) -> None:
    """R1: an article stays if it matches the text and passes every facet."""
    matched, facets = world
    left = select(matched, EVERYTHING, facets, selection)
    wanted = [n for n in range(ARTICLES) if matched >> n & 1 and all(passes(facets[f], c, n) for f, c in selection)]
    assert left == from_numbers(wanted)


@given(worlds(), selections)
def test_counts_ignore_the_facets_own_inclusions(world: World, selection: Selection) -> None:
    """R2: in any-mode a value counts the articles that pass the other facets and the own exclusions."""
    matched, facets = world
    for name, facet in count(matched, EVERYTHING, facets, selection).items():
        choice = selection.choice(name)
        others = Selection(tuple((f, c) for f, c in selection if f != name))
        base = select(matched, EVERYTHING, facets, others)
        for row in facet.values:
            if row.state == "exclude" or choice.mode == "all":
                continue
            own = [n for n in range(ARTICLES) if base >> n & 1 and not choice.excluded & owned(facets[name], n)]
            assert row.count == sum(row.value in owned(facets[name], n) for n in own)


@given(worlds(), selections)
def test_in_all_mode_counts_are_of_the_result(world: World, selection: Selection) -> None:
    """R2: in all-mode a value counts the articles of the result."""
    matched, facets = world
    left = select(matched, EVERYTHING, facets, selection)
    for name, facet in count(matched, EVERYTHING, facets, selection).items():
        if selection.choice(name).mode == "all":
            for row in facet.values:
                if row.state != "exclude":
                    assert row.count == sum(
                        left >> n & 1 and row.value in owned(facets[name], n) for n in range(ARTICLES)
                    )


@given(worlds(), st.sampled_from(["any", "all"]))
def test_picking_gives_what_was_shown(world: World, mode: str) -> None:
    """With nothing chosen, including a value gives exactly as many articles as its count, in both modes."""
    matched, facets = world
    start = Selection().switch_mode("country") if mode == "all" else Selection()
    for row in count(matched, EVERYTHING, facets, start)["country"].values:
        chosen = start.set("country", row.value, "include")
        assert select(matched, EVERYTHING, facets, chosen).bit_count() == row.count


@given(worlds(), st.sampled_from(COUNTRIES))
def test_an_exclusion_shows_what_it_takes_away(world: World, value: str) -> None:
    """R3: an excluded value counts the articles that are gone because of it."""
    matched, facets = world
    chosen = Selection().set("country", value, "exclude")
    row = next(r for r in count(matched, EVERYTHING, facets, chosen)["country"].values if r.value == value)
    assert row.count == (matched & ~select(matched, EVERYTHING, facets, chosen)).bit_count()


@given(worlds(), st.lists(st.sampled_from(COUNTRIES), unique=True, min_size=2), selections)
def test_including_never_changes_the_own_counts(world: World, names: list[str], selection: Selection) -> None:
    """In any-mode the counts of a facet do not depend on its included values."""
    matched, facets = world
    others = Selection(tuple((f, c) for f, c in selection if f != "country"))
    before = figures(count(matched, EVERYTHING, facets, others)["country"])
    chosen = others
    for name in names:
        chosen = chosen.set("country", name, "include")
    after = figures(count(matched, EVERYTHING, facets, chosen)["country"])
    assert {name: after[name] for name in before} == before


@given(st.permutations(COUNTRIES), st.permutations(COUNTRIES))
def test_the_order_of_choosing_does_not_matter(one: list[str], other: list[str]) -> None:
    """The same choices in another order are the same selection, and undoing them all is none."""

    def chosen(names: list[str]) -> Selection:
        selection = Selection()
        for name in names:
            selection = selection.set("country", name, "exclude" if name < "M" else "include")
        return selection

    assert chosen(one) == chosen(other)
    undone = chosen(one)
    for name in other:
        undone = undone.set("country", name, "off")
    assert undone == Selection()


def test_excluding_then_including_is_including() -> None:
    """The last state of a value counts."""
    once = Selection().set("leader", "a.fr", "include")
    assert Selection().set("leader", "a.fr", "exclude").set("leader", "a.fr", "include") == once


def test_one_key_goes_round() -> None:
    """R4: off, include, exclude, off."""
    state: State = "off"
    selection = Selection()
    for wanted in ("include", "exclude", "off"):
        state = NEXT[state]
        selection = selection.set("country", "IR", state)
        assert selection.choice("country").state("IR") == wanted
    assert selection == Selection()


def test_chosen_values_stay_on_top_at_zero() -> None:
    """R5: a chosen value is listed first even if no article has it; other zeros are left out."""
    values = values_of([{"FR"}, {"IR", "FR"}], COUNTRIES)
    chosen = Selection().set("country", "TM", "include").set("country", "XX", "exclude")
    facet = count(0b11, 0b11, {"country": values}, chosen)["country"]
    assert [(row.value, row.count, row.state) for row in facet.values] == [
        ("TM", 0, "include"),
        ("XX", 0, "exclude"),
        ("FR", 2, "off"),
        ("IR", 1, "off"),
    ]


def test_order_is_by_count_then_name() -> None:
    """R6: the most frequent value comes first, ties are sorted by name."""
    values = values_of([{"TM", "RU"}, {"RU", "FR"}, {"IR"}], COUNTRIES)
    facet = count(0b111, 0b111, {"country": values}, Selection())["country"]
    assert [row.value for row in facet.values] == ["RU", "FR", "IR", "TM"]


def test_articles_without_a_value_have_their_own_row() -> None:
    """R7: “none” is a value that can be counted, included and excluded."""
    values = values_of([{"FR"}, set(), set()], COUNTRIES)
    facets = {"country": values}
    assert figures(count(0b111, 0b111, facets, Selection())["country"]) == {NONE: 2, "FR": 1}
    assert select(0b111, 0b111, facets, Selection().set("country", NONE, "include")) == 0b110
    assert select(0b111, 0b111, facets, Selection().set("country", NONE, "exclude")) == 0b001


LIST = {
    "country": {
        "CI": "Côte d'Ivoire",
        "IR": "Iran",
        "GB": "United Kingdom",
        "NE": "Niger",
        "NG": "Nigeria",
        NONE: NONE,
    },
    "leader": {"hassan-rouhani.ir": "Hassan Rouhani", "vladimir-putin.ru": "Vladimir Putin", NONE: NONE},
    "source": {"Valley Post": "Valley Post", "Harbour Times": "Harbour Times"},
}


def listed(facet: str) -> Facet:
    rows = (FacetValue(value, label, 9 - n, "off") for n, (value, label) in enumerate(LIST[facet].items()))
    return Facet(facet, "any", tuple(rows))


@pytest.mark.parametrize(
    ("facet", "text", "values"),
    [
        ("country", "nige", ["NE", "NG"]),
        ("country", "cote d'iv", ["CI"]),
        ("country", "KINGDOM", ["GB"]),
        ("country", "gb", ["GB"]),
        ("country", "britain", ["GB"]),
        ("country", "tehran", ["IR"]),
        ("country", "irann", ["IR"]),
        ("country", "nigerai", ["NG"]),
        ("country", "no country", [NONE]),
        ("country", "xyzzy", []),
        ("leader", "putin", ["vladimir-putin.ru"]),
        ("leader", "rohani", ["hassan-rouhani.ir"]),
        ("leader", "Poutine", ["vladimir-putin.ru"]),
        ("source", "post", ["Valley Post"]),
        ("source", "harbor", ["Harbour Times"]),
        ("source", "  ", ["Valley Post", "Harbour Times"]),
    ],
)
def test_searching_inside_a_facet(facet: str, text: str, values: list[str]) -> None:
    """R10: a value is found by a part of its name, an alias, its code, or else a similar spelling."""
    assert [row.value for row in search_values(listed(facet), text).values] == values


@given(worlds(), selections, st.text("frirutm o", max_size=4))
def test_searching_inside_a_facet_changes_no_count(world: World, selection: Selection, text: str) -> None:
    """R10: the list gets shorter; rows keep their content and order, and chosen ones stay."""
    matched, facets = world
    for facet in count(matched, EVERYTHING, facets, selection).values():
        shorter = search_values(facet, text)
        assert (shorter.name, shorter.mode) == (facet.name, facet.mode)
        assert shorter.values == tuple(row for row in facet.values if row in shorter.values)
        assert {row for row in facet.values if row.state != "off"} <= set(shorter.values)
