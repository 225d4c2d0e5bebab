"""The search line: what its keys complete, bring back and correct, as a terminal of 80x24 shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import Reader, bunch, settle, using
from textual import events

if TYPE_CHECKING:
    from seedread.index import Library

SIZE = (80, 24)


def line(reader: Reader) -> str:
    """Return what stands in the search line, without the count at its right."""
    return reader.lines()[0].removeprefix("/ ").partition("  ")[0].rstrip()


async def test_a_letter_replaces_the_old_query(library: Library) -> None:
    """`/` selects the query: the first letter replaces it."""
    async with using(library, SIZE) as reader:
        await reader.press("slash", *"rail", "enter", "slash", *"gas")
        assert line(reader) == "gas"
        assert "1 of 120" in reader.lines()[0]


@pytest.mark.parametrize(("arrow", "query"), [("right", "railx"), ("left", "xrail"), ("end", "railx")])
async def test_an_arrow_keeps_the_old_query(library: Library, arrow: str, query: str) -> None:
    """An arrow goes to an end of the selected query, which can then be changed."""
    async with using(library, SIZE) as reader:
        await reader.press("slash", *"rail", "enter", "slash", arrow, "x")
        assert line(reader) == query


async def test_names_complete_with_their_counts(library: Library) -> None:
    """Tab completes the name of a leader, and shows how many articles it finds."""
    async with using(library, SIZE) as reader:
        await reader.type("leader:pu")
        await reader.press("tab")
        assert line(reader) == 'leader:"Vladimir Putin"'
        assert "Vladimir Putin 1" in reader.lines()[-1]
        await reader.press("enter")
        assert reader.main.rows.pages.total == 1


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("l", "leader: · language:"),
        ("country:ira", "Iran 3 · Iraq 1"),
        ("rail country:ira", "Iran 1"),
        ("source:val", "Valley Post 3"),
        ("language:e", "English 120"),
        ("date:", "2024 6 · 2023 1 · 2022 112"),
        ("date:2022", "2022-04 28 · 2022-03 28"),
        ("date:2022-04", "2022-04-28 1 · 2022-04-27 1"),
        ("date:last y", "last year 0"),
        ("region:nor", "Northern Europe 112"),
    ],
)
async def test_every_kind_of_value_completes(library: Library, typed: str, shown: str) -> None:
    """The bottom line shows the completions, each with the articles that it would find beside the rest of the query."""
    async with using(library, SIZE) as reader:
        await reader.type(typed.replace("last y", '"last y'))
        await reader.press("tab")
        assert reader.lines()[-1].strip().startswith(shown)


async def test_marks_and_tags_complete(library: Library) -> None:
    """Values of `is:` and `tag:` complete from the reader's own marks."""
    async with using(library, SIZE) as reader:
        await reader.press("t", *"winter", "enter", "f")
        await reader.type("tag:w")
        await reader.press("tab")
        assert "winter 1" in reader.lines()[-1]
        await reader.press("ctrl+u", *"is", "colon", "s", "tab")
        assert line(reader) == "is:starred"
        assert reader.main.rows.pages.total == 1


async def test_tab_goes_round(library: Library) -> None:
    """Tab again takes the next completion, and after the last the first; the rest of the line stays."""
    async with using(library, SIZE) as reader:
        await reader.type("country:ira")
        seen = []
        for _ in range(3):
            await reader.press("tab")
            seen.append(line(reader))
        assert seen == ["country:Iran", "country:Iraq", "country:Iran"]


async def test_completing_in_the_middle(library: Library) -> None:
    """What stands behind the cursor stays, and the cursor stands behind the completion."""
    async with using(library, SIZE) as reader:
        await reader.type("leader:pu china")
        await reader.press(*("left",) * len(" china"), "tab")
        assert reader.main.panes.box.value == 'leader:"Vladimir Putin" china'
        assert reader.main.panes.box.cursor_position == len('leader:"Vladimir Putin"')


async def test_completing_in_a_bunch_of_keys(library: Library) -> None:
    """Keys typed ahead wait for the completion before them."""
    async with using(library, SIZE) as reader:
        await reader.press("slash", *"country", "colon", *"ira")
        bunch(reader, "tab", "tab", "enter", "j")
        await settle(reader.pilot)
        assert reader.main.request.text.strip() == "country:Iraq"
        assert reader.main.focused is reader.main.rows


async def test_nothing_to_complete_says_so(library: Library) -> None:
    """Where nothing completes, the line stays and the bottom line says so."""
    async with using(library, SIZE) as reader:
        await reader.type("zzz")
        await reader.press("tab")
        assert line(reader) == "zzz"
        assert "Nothing to complete here." in reader.lines()[-1]


async def test_arrows_walk_through_earlier_queries(library: Library) -> None:
    """Up goes back through the queries with their filters, Down forth again to what was typed."""
    async with using(library, SIZE) as reader:
        await reader.press(
            "slash", *"gas", "enter", "F", "space", "F", "escape", "slash", *"rail", "enter", "slash", "x"
        )
        chosen = reader.main.request.selection
        seen = []
        for key in ("up", "up", "down", "down"):
            await reader.press(key)
            seen.append(line(reader))
        assert seen == ["rail", "gas", "rail", "x"]
        assert reader.main.request.selection == chosen


async def test_a_suggested_spelling_is_taken_with_one_key(library: Library) -> None:
    """The bottom line names the key and the query that it searches for, while typing and after Enter."""
    async with using(library, SIZE) as reader:
        await reader.type("irann rail")
        await reader.press("left", "right")
        assert "Ctrl-T: iran rail" in reader.lines()[-1]
        await reader.press("enter", "ctrl+t")
        assert line(reader) == "iran rail"
        assert reader.main.rows.pages.total == 1
        assert "Ctrl-T" not in reader.lines()[-1]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("contry:iran", "country:iran"),
        ("rail country:irna", "rail country:Iran"),
        ("leader:vladimur", 'leader:"Vladimir Putin"'),
        ("gas OR rail country:iran", "(gas OR rail) country:iran"),
    ],
)
async def test_what_may_be_meant(library: Library, typed: str, meant: str) -> None:
    """An unknown field or name, and an OR without brackets, offer the other query on the same key."""
    async with using(library, SIZE) as reader:
        await reader.type(typed)
        await reader.press("enter")
        assert f"Ctrl-T: {meant}" in reader.lines()[-1]
        await reader.press("ctrl+t")
        assert line(reader) == meant
        assert reader.main.rows.pages.total


async def paste(reader: Reader, text: str) -> None:
    """Paste into the search line."""
    await reader.press("slash")
    reader.app.key_queue.put(events.Paste(text))
    await settle(reader.pilot)


async def test_pasted_lines_search_for_the_nearest_title(library: Library) -> None:
    """Of several pasted lines, the title that is nearest to one of them is searched for, and the rest is left out."""
    async with using(library, SIZE) as reader:
        await paste(reader, "Harbour Times\n\nIran sells its gas to Iraq!\nBy A. Writer\n\nIt was cold: (OR\n")
        assert line(reader) == 'title:"Iran sells gas to Iraq"'
        assert reader.main.rows.pages.total == 1
        assert "Searched for the nearest title. Left out: 3 more lines." in reader.lines()[-1]


async def test_pasted_lines_without_a_title_are_words(library: Library) -> None:
    """Where no title is like a pasted line, its words are searched for, whatever signs it has."""
    async with using(library, SIZE) as reader:
        await paste(reader, "(the committee OR its bridge\nand more")
        assert line(reader) == "the committee or its bridge"
        assert "No title is like it" in reader.lines()[-1]
        assert "1 more line" in reader.lines()[-1]


@pytest.mark.parametrize(
    ("pasted", "query", "left_out"),
    [
        ("https://www.example.org/2024/rail-link", "url:example.org/2024/rail-link", ""),
        ("https://example.org/a?id=7&utm_source=x&b=2", 'url:"example.org/a?id=7&b=2"', "utm_source=x"),
        ("http://example.org/a#top\n", "url:example.org/a", "#top"),
        ("example.org/a_(b)", 'url:"example.org/a_(b)"', ""),
    ],
)
async def test_a_pasted_address_searches_for_its_article(
    library: Library, pasted: str, query: str, left_out: str
) -> None:
    """An address becomes a query for the article there; what only counts readers is left out, and said."""
    async with using(library, SIZE) as reader:
        await paste(reader, pasted)
        assert reader.main.panes.box.value == query
        assert not reader.main.error
        assert left_out in reader.lines()[-1]


async def test_a_pasted_word_goes_where_the_cursor_is(library: Library) -> None:
    """One line that is no address is text like typed text."""
    async with using(library, SIZE) as reader:
        await reader.type("iran ")
        reader.app.key_queue.put(events.Paste("gas"))
        await settle(reader.pilot)
        assert line(reader) == "iran gas"
