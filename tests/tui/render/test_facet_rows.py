"""The rows of the facet list: rules R5 and R6."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from screen import settle, using

from seedread.index.facets import NONE, Facet, FacetValue
from seedread.tui.render.facet_rows import facet_rows, first_found, freeze, label

if TYPE_CHECKING:
    from seedread.index import Library
    from seedread.tui.widgets.facet_list import FacetList


def facet(name: str = "country", **counts: int) -> Facet:
    return Facet(
        name, "any", tuple(FacetValue(value, value.title(), number, "off") for value, number in counts.items())
    )


def values(facets: dict[str, Facet], frozen: dict[str, tuple[str, ...]] | None = None) -> list[tuple[str, int]]:
    rows = facet_rows(facets, 40, frozen=frozen)
    return [(row.value.value, row.value.count) for row in rows if row.value]


def test_frozen_rows_stay_while_counts_move() -> None:
    """With a frozen order a value keeps its row; missing ones show 0, new ones come last."""
    before = {"country": facet(iran=9, iraq=5, oman=1)}
    after = {"country": facet(iraq=5, iran=2, peru=1)}
    assert values(after, freeze(before)) == [("iran", 2), ("iraq", 5), ("oman", 0), ("peru", 1)]
    assert values(after) == [("iraq", 5), ("iran", 2), ("peru", 1)]


def test_the_first_found_value_is_behind_the_chosen_ones() -> None:
    """A value that is listed as it is chosen is not what was looked for; without a text the first value is it."""
    chosen = Facet(
        "country", "any", (FacetValue("iran", "Iran", 3, "include"), FacetValue("russia", "Russia", 9, "off"))
    )
    rows = facet_rows({"leader": facet("leader", rush=4), "country": chosen}, 40)
    at = {row.value.value: y for y, row in enumerate(rows) if row.value}
    assert first_found(rows, "country", chosen, "rus") == at["russia"]
    assert first_found(rows, "country", chosen, "") == at["iran"]
    assert first_found(rows, "country", chosen, "peru") is None
    assert first_found(rows, "topic", None, "rus") is None


def test_a_long_facet_leaves_room_for_the_next() -> None:
    """Two hundred countries do not push the leaders off the screen; the rest is hidden behind one line."""
    countries = Facet("country", "any", tuple(FacetValue(f"c{n}", f"C{n}", 200 - n, "off") for n in range(200)))
    rows = facet_rows({"country": countries, "leader": facet("leader", putin=3, xi=2)}, 30)
    assert len(rows) <= 30
    assert [row.facet.name for row in rows if row.kind == "heading"] == ["country", "leader"]
    more = next(row for row in rows if row.kind == "more")
    assert more.more == 200 - sum(row.kind == "value" and row.facet is countries for row in rows)


def test_an_opened_facet_shows_all() -> None:
    """Opened, a facet shows every value and a line to fold it again."""
    countries = Facet("country", "any", tuple(FacetValue(f"c{n}", f"C{n}", 1, "off") for n in range(50)))
    rows = facet_rows({"country": countries}, 20, opened={"country"})
    assert sum(row.kind == "value" for row in rows) == 50
    assert rows[-1].kind == "more"
    assert rows[-1].more == 0


def test_chosen_values_always_show() -> None:
    """Selected values are visible in a pane of any height."""
    included = tuple(FacetValue(f"c{n}", f"C{n}", 0, "include") for n in range(8))
    others = tuple(FacetValue(f"d{n}", f"D{n}", 1, "off") for n in range(30))
    chosen = Facet("country", "any", included + others)
    rows = facet_rows({"country": chosen}, 6)
    assert sum(bool(row.value and row.value.state == "include") for row in rows) == 8


def test_the_value_for_none_has_words() -> None:
    """Articles without a leader are listed in words, not by a sign."""
    assert label("leader", FacetValue(NONE, NONE, 3, "off")) == "no leader"


def test_frozen_lists_keep_their_lines() -> None:
    """While the order is frozen no list gets longer because another one lost values: rows stay where they are."""
    before = {
        "country": facet("country", **{f"c{n}": 30 - n for n in range(30)}),
        "leader": facet("leader", **{f"d{n}": 9 for n in range(9)}),
    }
    after = before | {"leader": facet("leader", d0=9)}
    assert [value for value, _ in values(after, freeze(before))] == [value for value, _ in values(before)]


def in_place(facets: FacetList) -> bool:
    """Tell whether the offset is in range, the cursor on a row that shows, and the top in view above the first."""
    stops = [y for y, row in enumerate(facets._rows) if row.kind in ("value", "more")]
    in_range = 0 <= facets.top <= max(facets.length - facets.height, 0)
    if not stops:
        return in_range
    at_top = facets.row != stops[0] or facets.top == 0
    return in_range and facets.row in stops and facets.top <= facets.row < facets.top + facets.height and at_top


@pytest.mark.parametrize("height", [50, 22, 13])
async def test_the_list_never_scrolls_past_its_cursor(library: Library, height: int) -> None:
    """Whatever becomes of its rows, with the focus or without, the cursor shows, and above the first row the top."""
    chance = random.Random(height)
    names = [f"{kind}{n}" for kind in "abc" for n in range(40)]

    def some() -> dict[str, Facet]:
        kinds = chance.sample(["country", "leader", "source", "tag"], chance.randrange(5))
        return {
            kind: facet(kind, **{name: chance.randrange(99) for name in chance.sample(names, chance.randrange(60))})
            for kind in kinds
        }

    async with using(library, (160, height)) as reader:
        facets = reader.main.panes.facet_list
        await reader.press("F")
        for _ in range(150):
            match chance.randrange(8):
                case 0:
                    reader.main.panes.go(chance.choice(["facets", "results"]))
                case 1 | 2:
                    for _ in range(chance.randrange(1, 9)):
                        chance.choice([facets.action_page_down, facets.action_next_section, facets.action_down])()
                case 3:
                    facets.move(-chance.randrange(40))
                case 4 if facets.has_focus and facets.here and not facets.here.value:
                    facets.action_cycle()
                case 5:
                    facets.find_value(chance.choice(["country", "leader"]), chance.choice(["a", "b1", "", "zz"]))
                case _:
                    reader.main.facets = some()
                    await reader.pilot.pause()
                    assert facets.has_focus or facets.top == 0
            await reader.pilot.pause()
            assert in_place(facets) or not facets.display
        reader.main.panes.go("results")
        reader.main.facets = {"country": facet(iran=3, iraq=2)}
        await settle(reader.pilot)
        assert facets.top == 0
        assert facets.row == 1


async def test_a_list_without_the_focus_begins_at_its_top(library: Library) -> None:
    """If the first value moves down while the user types, the list does not scroll with it."""
    async with using(library, (160, 24)) as reader:
        facets = reader.main.panes.facet_list
        facets._opened.add("country")
        reader.main.facets = {"country": facet("country", iran=99, **{f"c{n}": 50 - n for n in range(40)})}
        await settle(reader.pilot)
        reader.main.facets = {"country": facet("country", **{f"c{n}": 50 - n for n in range(40)}, iran=1)}
        await settle(reader.pilot)
        assert facets.top == 0
        assert "Countries" in reader.lines()[1]
