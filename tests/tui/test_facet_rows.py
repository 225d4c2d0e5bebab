"""The rows of the facet list: rules R5 and R6."""

from __future__ import annotations

from seedread.index.facets import NONE, Facet, FacetValue
from seedread.tui.facet_rows import facet_rows, freeze, label


def facet(name: str = "country", **counts: int) -> Facet:
    return Facet(
        name, "any", tuple(FacetValue(value, value.title(), number, "off") for value, number in counts.items())
    )


def values(facets: dict[str, Facet], frozen: dict[str, tuple[str, ...]] | None = None) -> list[tuple[str, int]]:
    rows = facet_rows(facets, 40, frozen=frozen)
    return [(row.value.value, row.value.count) for row in rows if row.value]


def test_frozen_rows_stay_while_counts_move() -> None:
    """While somebody chooses, a value keeps its row; what is gone shows 0, what is new comes last."""
    before = {"country": facet(iran=9, iraq=5, oman=1)}
    after = {"country": facet(iraq=5, iran=2, peru=1)}
    assert values(after, freeze(before)) == [("iran", 2), ("iraq", 5), ("oman", 0), ("peru", 1)]
    assert values(after) == [("iraq", 5), ("iran", 2), ("peru", 1)]


def test_a_long_facet_leaves_room_for_the_next() -> None:
    """Two hundred countries do not push the leaders off the screen; the rest is behind one line."""
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
    """However low the pane, what is chosen stands in it."""
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
