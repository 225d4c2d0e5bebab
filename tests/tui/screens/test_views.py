"""Esc and q go one step back through queries, facets, periods and places in the list; a key goes forward again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from screen import bunch, settle, using

if TYPE_CHECKING:
    from seedread.index import Library

SIZE = (80, 24)


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_one_step_back_is_one_view(library: Library, key: str) -> None:
    """Query, filter and period are undone one by one, each with the row and the scroll position that it had."""
    async with using(library, SIZE) as reader:
        await reader.press(*"jjjjjjjjjj")
        first = reader.row_id, reader.main.rows.top
        await reader.type("village")
        await reader.press("enter", "j", "j", "j")
        second = reader.row_id, reader.main.rows.top
        await reader.press("F", "plus", "h")
        assert reader.main.request.selection.choice("country").included
        await reader.press("right_curly_bracket")
        assert reader.main.request.selection.choice("date").included
        assert "q back" in reader.lines()[-1]
        await reader.press(key)
        assert not reader.main.request.selection.choice("date").included
        assert reader.main.request.selection.choice("country").included
        await reader.press(key)
        assert not reader.main.request.selection
        assert reader.main.panes.box.value == "village"
        assert (reader.row_id, reader.main.rows.top) == second
        await reader.press(key)
        assert reader.main.panes.box.value == ""
        assert (reader.row_id, reader.main.rows.top) == first
        assert "q quit" in reader.lines()[-1]
        await reader.press(key)
        assert reader.app.is_running == (key == "escape")


async def test_forward_goes_on(library: Library) -> None:
    """After steps back `)` goes forward, until a new search begins another way."""
    async with using(library, SIZE) as reader:
        await reader.type("village")
        await reader.press("enter", "G")
        last = reader.row_id
        await reader.press("escape", "right_parenthesis")
        assert reader.main.panes.box.value == "village"
        assert reader.row_id == last
        await reader.press("right_parenthesis")
        assert "No later view." in reader.lines()[-1]
        await reader.press("escape")
        await reader.type("gas")
        await reader.press("enter", "right_parenthesis")
        assert reader.main.panes.box.value == "gas"


async def test_what_is_typed_at_once_is_one_step(library: Library) -> None:
    """The letters of a query are no views of their own, and a query that was deleted again is none."""
    async with using(library, SIZE) as reader:
        await reader.type("gas")
        await reader.press("escape")
        await reader.press("slash", "right", "x", "backspace", "enter", "escape")
        assert reader.main.panes.box.value == ""
        assert "q quit" in reader.lines()[-1]


async def test_a_wrong_query_is_a_step_too(library: Library) -> None:
    """From a query that cannot be understood Esc leads back to what was shown before it."""
    async with using(library, SIZE) as reader:
        await reader.type("gas")
        await reader.press("enter", "slash", "end")
        await reader.press("left_parenthesis", "enter", "escape")
        assert reader.main.panes.box.value == "gas"
        assert reader.main.rows.pages.total == 1
        assert not reader.main.message


async def test_quick_steps_back_keep_their_places(library: Library) -> None:
    """Steps that are faster than the searches end where slow ones do, and lead forward again to the same rows."""
    async with using(library, SIZE) as reader:
        await reader.press("j", "j")
        start = reader.row_id
        await reader.type("village")
        await reader.press("enter", "j", "j", "j")
        middle = reader.row_id
        await reader.press("S")
        assert reader.main.request.order == "newest"
        bunch(reader, "escape", "escape", "right_parenthesis")
        await reader.until(lambda: reader.row_id == middle)
        await reader.press("escape")
        assert reader.row_id == start


async def test_the_facet_find_ends_with_escape(library: Library) -> None:
    """What was found has the cursor, not what is chosen and listed above it; Esc lists all values again."""
    async with using(library, SIZE) as reader:
        await reader.press("F", "j", "plus")
        chosen = reader.value.value
        await reader.press("f", *"turk", "enter")
        assert reader.value.value == "TR" != chosen
        await reader.press("escape")
        assert reader.main.panes.facet_list.has_focus
        assert ": turk" not in reader.text()
        await reader.press("escape")
        assert reader.main.rows.has_focus


async def test_zooming_in_time_writes_one_period(library: Library) -> None:
    """`=` puts the period in the query in place of a wider one, keeps the other filters, and `-` takes it out again."""
    async with using(library, SIZE, query="village OR iran") as reader:
        await reader.press("F", "plus", "h")
        chosen = reader.main.request.selection
        await reader.press("left_curly_bracket", "equals_sign")
        assert reader.main.panes.box.value == "(village OR iran) date:2022-04"
        await reader.press("left_curly_bracket", "equals_sign")
        assert reader.main.panes.box.value == "(village OR iran) date:2022-04-28"
        for text in ("(village OR iran) date:2022-04", "(village OR iran) date:2022", "village OR iran"):
            await reader.press("minus")
            assert reader.main.panes.box.value == text
            assert reader.main.request.selection == chosen
        await reader.press("minus")
        assert "All dates are shown." in reader.lines()[-1]
        await reader.press("left_curly_bracket", "minus")
        assert reader.main.request.selection == chosen


async def test_a_pair_is_searched_as_one_types_it(library: Library) -> None:
    """The pair that is chosen with `w` joins the query in plain words, and the filters stay where they are."""
    async with using(library, SIZE, query="rail OR gas") as reader:
        await reader.press("F", "plus", "h")
        chosen = reader.main.request.selection
        await reader.press("w", "tab", "enter")
        assert reader.main.panes.box.value == "(rail OR gas) country:Iran country:Iraq"
        assert reader.main.request.selection == chosen
        assert reader.main.rows.pages.total == 1


async def test_news_on_the_way_to_a_view_do_not_lead_elsewhere(library: Library) -> None:
    """Where a sync ends before the results of a view are here, they still show at the place that was asked for."""
    async with using(library, SIZE) as reader:
        await reader.type("village")
        await reader.press("enter", "j", "j", "j")
        there, view = reader.row_id, reader.main.view
        village = {hit.id for hit in library.search("village", limit=200).hits} - {there}
        await reader.press("escape")
        every = [hit.id for hit in library.search("", limit=200).hits]
        reader.main.rows.row = next(row for row, one in enumerate(every) if one in village)
        await settle(reader.pilot)
        assert reader.row_id in village
        reader.main.show_view(view)
        reader.main.search_again()
        reader.main.search_again()
        await settle(reader.pilot)
        assert reader.row_id == there
        found = [hit.id for hit in library.search("bridge").hits]
        assert there in found[1:], "with the old row kept, the cursor would not be at the top"
        reader.main.search(replace(reader.main.request, text="bridge"))
        reader.main.search_again()
        await settle(reader.pilot)
        assert reader.row_id == found[0]
