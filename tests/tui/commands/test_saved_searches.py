"""Saved searches, history, hops along time, and finding inside a facet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import SIZES, using

from seedread.index.facets import Facet, FacetValue, Selection
from seedread.index.shelf import SavedSearch, Shelf
from seedread.tui.commands import COMMANDS
from seedread.tui.config import parse_settings
from seedread.tui.render.filter_summary import filter_summary
from seedread.tui.render.time_strip import time_strip
from seedread.tui.screens.pick import PickScreen

if TYPE_CHECKING:
    from seedread.index import Library


async def test_a_saved_search_brings_everything_back(library: Library) -> None:
    """Text, choices and order come back under the name, also from another session."""
    async with using(library) as reader:
        await reader.type("iran")
        await reader.press("enter", "F", "j", "plus", "S", "F", "S", "m", *"my", "enter")
        assert reader.main.message.startswith("Saved as “my”")
        request, total = reader.main.request, reader.main.rows.pages.total
        await reader.press(*["escape"] * 5)
        assert reader.main.rows.pages.total == 120
        await reader.press("right_square_bracket")
        assert reader.main.message == "Saved search: my"
        assert (reader.main.request, reader.main.rows.pages.total) == (request, total)
    async with using(library) as reader:
        await reader.press("apostrophe")
        assert f"{total} unread of {total} · " in reader.text()
        await reader.press("enter")
        assert reader.main.request == request


async def test_a_search_that_is_no_longer_understood_is_kept(library: Library) -> None:
    """It is listed with what is wrong, and brought into the search line to be mended."""
    with Shelf() as shelf:
        shelf.save(SavedSearch("old", "oldfield:iran"))
    async with using(library) as reader:
        await reader.press("apostrophe")
        assert "! Unknown field “oldfield”." in reader.text()
        await reader.press("enter")
        assert reader.main.panes.box.value == "oldfield:iran"
        assert reader.main.panes.box.fault == (0, 9)
        assert reader.main.error


async def test_a_name_that_is_taken_says_how_the_earlier_search_comes_back(library: Library) -> None:
    """A search that is saved under the name of another one replaces it, and one key undoes that."""
    async with using(library) as reader:
        await reader.press("m", "a", "enter", "m", "a", "enter")
        assert "for the list" in reader.main.message
        await reader.type("iran")
        await reader.press("enter", "m", "a", "enter")
        assert reader.main.message == "Saved as “a”. Press U for the earlier one."
        await reader.press("U")
        assert [one.query for one in reader.main.searches.all] == [""]


async def test_a_dropped_search_comes_back(library: Library) -> None:
    """Dropping one in the list can be undone."""
    async with using(library) as reader:
        await reader.press("m", "a", "enter")
        await reader.press("apostrophe")
        assert "Ctrl-D delete" in reader.lines()[0]
        await reader.press("ctrl+d")
        assert "Deleted “a”. In the results, U brings it back." in reader.lines()[-1]
        await reader.until(lambda: not reader.main.searches.all)
        await reader.press("escape", "U")
        assert reader.main.message == "Undone: saved search a."
        assert [search.name for search in reader.main.searches.all] == ["a"]


async def test_history_offers_what_was_asked(library: Library) -> None:
    """What was searched for with Enter, or read, is offered again, the last first; what was only typed is not."""
    async with using(library) as reader:
        for query in ("iran", "gas"):
            await reader.press("slash", "ctrl+u", *query, "enter")
        await reader.press("slash", "ctrl+u", *"turk")
        await reader.press("ctrl+u", "enter")
        await reader.press("F", "plus")
        await reader.press("F", "enter", "H")
        assert isinstance(reader.app.screen, PickScreen)
        chosen = next(iter(reader.main.request.selection.choice("country").included))
        assert [choice.label for choice in reader.picking.choices] == [f"country:{chosen}", "gas", "iran"]
        await reader.press(*"ira", "enter")
        assert reader.main.request.text == "iran"


@pytest.mark.parametrize("size", SIZES)
async def test_time_is_hopped_along(library: Library, size: tuple[int, int]) -> None:
    """} and { go from period to period with articles; beyond the last all dates show again, and Esc does that too."""
    async with using(library, size) as reader:
        for order, key, wanted in (
            ("oldest", "right_curly_bracket", [28, 28, 28, 28, 1, 6, 120]),
            ("newest", "left_curly_bracket", [6, 1, 28, 28, 28, 28, 120]),
        ):
            COMMANDS["order"](reader.main, order)
            totals = []
            for _ in wanted:
                await reader.press(key)
                totals.append(reader.main.rows.pages.total)
            assert totals == wanted
        await reader.press("left_curly_bracket", "left_curly_bracket", "escape")
        assert reader.main.rows.pages.total == 120


@pytest.mark.parametrize("key", ["right_curly_bracket", "left_curly_bracket"])
@pytest.mark.parametrize(
    ("order", "query", "first"),
    [
        ("oldest", "", "2022-01"),
        ("newest", "", "2024-10"),
        ("relevance", "", "2024-10"),
        ("relevance", "country:norway", "2022-04"),
        ("newest", "village", "2022-04"),
    ],
)
async def test_hops_begin_where_the_list_begins(library: Library, order: str, query: str, first: str, key: str) -> None:
    """From all dates either key goes to the period of the first row, and the strip lights it."""
    async with using(library, query=query) as reader:
        COMMANDS["order"](reader.main, order)
        await reader.press(key)
        assert reader.main.request.selection.choice("date").included == {first}
        chosen = [text for text, style in time_strip(reader.main.rows.histogram, 80) if style and style.reverse]
        assert len(chosen) == 1


async def test_ranked_rows_are_hopped_along_from_either_end(library: Library) -> None:
    """Where the rows stand by relevance, } begins with the oldest period and { with the newest."""
    for key, first in (("right_curly_bracket", "2022-01"), ("left_curly_bracket", "2022-04")):
        async with using(library, query="village") as reader:
            await reader.press(key)
            assert reader.main.request.selection.choice("date").included == {first}


async def test_hops_need_no_strip(library: Library) -> None:
    """Where the strip is left out, time is hopped along all the same."""
    async with using(library, settings=parse_settings("[screen]\ntime_strip = false\n")) as reader:
        assert "2022-01 " not in reader.lines()[1]
        await reader.press("left_curly_bracket")
        assert reader.main.rows.pages.total == 6


async def test_a_period_is_looked_into(library: Library) -> None:
    """The chosen month becomes part of the query, and the strip shows its days."""
    async with using(library) as reader:
        await reader.press("left_curly_bracket", "equals_sign")
        assert reader.main.panes.box.value == "date:2024-10"
        assert reader.main.rows.pages.total == 6
        assert reader.main.rows.histogram.unit == "day"
        await reader.press("left_curly_bracket")
        assert reader.main.rows.pages.total == 1


async def test_the_strip_shows_the_dates(library: Library) -> None:
    """Over the results stands when the articles appeared; the period that is chosen is marked; it can be left out."""
    async with using(library) as reader:
        assert " 2022-01 ██" in reader.lines()[1]
        assert " 2024-10" in reader.lines()[1]
        histogram = reader.main.rows.histogram
        COMMANDS["order"](reader.main, "oldest")
        await reader.press("right_curly_bracket")
        strip = time_strip(reader.main.rows.histogram, 60)
        assert [text for text, style in strip if style and style.reverse] == ["█"]
        assert sum(bucket.count for bucket in reader.main.rows.histogram.buckets) == sum(
            bucket.count for bucket in histogram.buckets
        )


@pytest.mark.parametrize("width", range(10, 120, 7))
def test_a_strip_fits(width: int) -> None:
    """However little room there is, the strip stays in it, and says nothing rather than something cut."""
    import datetime  # noqa: PLC0415 (only here)

    from seedread.index.search.date_histogram import Bucket, Histogram  # noqa: PLC0415 (only here)

    days = [datetime.date(2024, 1, 1) + datetime.timedelta(days=n) for n in range(60)]
    buckets = tuple(Bucket(day, day, day.isoformat(), n % 7) for n, day in enumerate(days))
    strip = "".join(text for text, _ in time_strip(Histogram("day", buckets), width))
    assert len(strip) <= width
    assert not strip or strip.endswith("2024-02-29")


async def test_a_value_is_found_by_another_name(library: Library) -> None:
    """Typing narrows a facet by alias and spelling, counts stay, Esc shows all again."""
    async with using(library) as reader:
        await reader.press("F", "f", *"persia")
        rows = [
            row.value.label for row in reader.main.panes.facet_list._rows if row.value and row.facet.name == "country"
        ]
        assert rows == ["Iran"]
        await reader.press("enter")
        assert reader.value.label == "Iran"
        count = reader.value.count
        await reader.press("plus")
        assert reader.main.rows.pages.total == count
        await reader.press("f", "escape")
        assert "France" in reader.text()


async def test_half_marks_show(library: Library) -> None:
    """A region is half marked while a country in it is chosen: Norway in Europe."""
    async with using(library) as reader:
        await reader.press("F", "plus")
        assert "~ Europe" in reader.text()


async def test_values_go_from_a_to_z(library: Library) -> None:
    """S orders the values by name and back; chosen ones stay on top."""
    async with using(library) as reader:
        await reader.press("F", "S")
        labels = [
            row.value.label for row in reader.main.panes.facet_list._rows if row.value and row.facet.name == "country"
        ]
        assert labels == sorted(labels)
        await reader.press("S")
        assert reader.facet_row.facet.name == "country"


async def test_typing_goes_on_behind_a_search_that_came_back(library: Library) -> None:
    """An arrow keeps the text that a saved search puts into the search line, and the cursor stands behind it."""
    async with using(library) as reader:
        await reader.type("iran")
        await reader.press("enter", "m", "enter")
        assert [search.name for search in reader.main.searches.all] == ["iran"]
        await reader.press("escape", "escape", "right_square_bracket", "slash", "end", "space", "g", "a", "s")
        assert reader.main.panes.box.value == "iran gas"


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_chosen_stands_beside_the_search_line(library: Library, size: tuple[int, int]) -> None:
    """Filters and the chosen period can be seen while the facets are out of sight, in the room there is."""
    async with using(library, size) as reader:
        assert "Iran" not in reader.lines()[0]
        await reader.press("F", "j", "plus", "F")
        row = reader.main.panes.facet_list.facets["country"].values[0]
        assert row.state == "include"
        assert row.label in reader.lines()[0]
        assert f" · {row.count}" in reader.lines()[0]
        await reader.press("escape")
        assert row.label not in reader.lines()[0]


async def test_filters_that_leave_nothing_are_named(library: Library) -> None:
    """Where no article is left it says which filters are on, whole, over as many lines as it takes."""
    async with using(library, (80, 24)) as reader:
        await reader.press("F", "j", "plus", "F")
        label = reader.main.panes.facet_list.facets["country"].values[0].label
        await reader.type("qqqq")
        assert reader.main.rows.empty == f"No matches ({label}). Esc goes back."
        shown = " ".join(line[1:38].strip() for line in reader.lines()[1:6]).split()
        assert " ".join(shown).startswith(reader.main.rows.empty)


def test_what_is_chosen_in_words() -> None:
    """Values stand with their names, joined as they count, excluded ones as such; unknown ones as they are."""
    facet = Facet("country", "any", (FacetValue("IR", "Iran", 3, "include"), FacetValue("IQ", "Iraq", 1, "exclude")))
    selection = Selection().set("country", "IR", "include").set("country", "IQ", "exclude")
    assert filter_summary(selection, {"country": facet}) == "Iran, excluding Iraq"
    assert filter_summary(selection.set("country", "TR", "include"), {"country": facet}) == "Iran or TR, excluding Iraq"
    both = selection.set("country", "TR", "include").switch_mode("country").set("date", "2024-10", "include")
    assert filter_summary(both, {"country": facet}) == "Iran and TR, excluding Iraq, 2024-10"
