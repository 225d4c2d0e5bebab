"""Copies of one article in the list: one row for all, the key that shows each, and the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from screen import opened, settle, using

from seedread.index import Library
from seedread.index.cluster import Incomplete
from seedread.tui.screens.brief import BriefScreen
from seedread.tui.widgets.status_line import Counted, TopCount

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screen import Reader

    from seedread.index.search.results import Results

SIZE = (80, 24)
TEXT = (
    "The harbour of Oslo in Norway will close for nine weeks, the port authority said on Monday evening.",
    "Ferries to Denmark and Sweden leave from a quay outside of the town until the repair of the old pier has ended.",
    "Drivers were told to come two hours before their ship leaves, as the road to the quay has one lane only.",
    "The repair costs forty million crowns, of which the town pays a third and the owners of the ferries the rest.",
)
WIRE = "\n\n".join(TEXT)
RECORDS = [
    {"id": f"wire-{n}", "source": source, "title": "Oslo harbour closes", "date": f"2024-05-0{n}", "text": WIRE}
    for n, source in enumerate(("Agency", "Valley Post", "Harbour Times"), 1)
]
OTHER = {"id": "bread", "title": "Bakers want cheaper flour", "date": "2024-06-01", "text": "Bakers in France met."}


@pytest.fixture
def wired(tmp_path: Path) -> Iterator[Library]:
    with opened(tmp_path, [*RECORDS, OTHER]) as library:
        yield library


@pytest.fixture
def lost_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """What needs the whole library fails, as where a node of a cluster is lost."""
    search = Library.search

    def answer(library: Library, *args: Any, partial: bool = False, **options: Any) -> Results:
        if not partial:
            raise Incomplete("1 of 2 parts of the index did not answer.")
        return search(library, *args, partial=partial, **options)

    def count(_: Library) -> int:
        raise Incomplete("1 of 2 parts of the index did not answer.")

    monkeypatch.setattr(Library, "search", answer)
    monkeypatch.setattr(Library, "count", property(count))


async def open_in_digest(reader: Reader, article: str) -> None:
    await reader.press("colon", *"brief all", "enter")
    digest = reader.app.screen
    assert isinstance(digest, BriefScreen)
    while digest.pane.article != article:
        await reader.press("j")
    await reader.press("enter")


async def test_copies_have_one_row(wired: Library) -> None:
    """The list has a row for each text, the line at the top says both counts, and the facets count articles."""
    async with using(wired, SIZE) as reader:
        assert "2 stories / 4 articles" in reader.lines()[0]
        assert reader.text().count("Oslo harbour closes") == 1
        assert "Oslo harbour closes (+2)" in reader.text()
        assert "1 of 2" in reader.lines()[-1]
        counts = {value.value: value.count for value in reader.main.facets["country"].values}
        assert counts["NO"] == 3
        await reader.type("ferries")
        assert "1 story / 3 of 4" in reader.lines()[0]


@pytest.mark.parametrize(
    ("counted", "shown"),
    [
        (Counted(10_000, 10_000, 41, "oldest"), "9,959 / 10,000 · oldest"),
        (Counted(10_000, 10_000, 41), "9,959 stories / 10,000"),
        (Counted(100_000, 1_000_000, 0, "relevance"), "100,000 · relevance"),
        (Counted(100_000_000, 100_000_000, 9, "relevance"), "99,999,991 / 100,000,000"),
    ],
)
async def test_large_counts_leave_room_for_the_order(wired: Library, counted: Counted, shown: str) -> None:
    """The words beside the numbers give way before the order does, and the order before a number."""
    async with using(wired, SIZE) as reader:
        reader.main.query_one(TopCount).counted = counted
        await settle(reader.pilot)
        assert reader.lines()[0].split("  ")[-1].strip() == shown


async def test_a_key_shows_each_copy(wired: Library) -> None:
    """`%` gives every copy a row and folds them again; `+` lists the copies of one row; Esc goes back."""
    async with using(wired, SIZE) as reader:
        await reader.press("percent_sign")
        assert "4 articles" in reader.lines()[0]
        assert "stories" not in reader.lines()[0]
        assert reader.text().count("Oslo harbour closes") == 3
        await reader.press("escape")
        assert reader.text().count("Oslo harbour closes") == 1
        await reader.press("j", "plus")
        assert reader.text().count("Oslo harbour closes") == 3
        assert "2 stories / 4 articles" in reader.lines()[0]


async def test_a_search_keeps_a_row_for_each_copy(wired: Library) -> None:
    """A typed command, a saved search and a spelling show each copy while the reader wants every copy in a row."""
    async with using(wired, (100, 30)) as reader:
        await reader.press("percent_sign", "colon", *"search", "space", *"ferries", "enter")
        assert reader.main.rows.pages.length == 3
        await reader.press("m", *"port", "enter", "apostrophe", "enter")
        assert reader.main.rows.pages.length == 3
        await reader.press("F", "g")
        while reader.facet_row.value is None or reader.value.value != "NO":
            await reader.press("j")
        await reader.press("i", "enter")
        assert '"' in reader.main.request.text
        assert reader.main.rows.pages.length == 3


async def test_actions_on_all_mean_every_copy(wired: Library) -> None:
    """What is done with all results is done with copies that have no row too."""
    async with using(wired, SIZE) as reader:
        await reader.press("A")
        assert reader.asked == "Mark all 4 articles as read? (y/n)"
        await reader.press("y")
        await reader.type("is:read")
        assert reader.main.rows.pages.articles == 4
        await reader.press("escape", "escape", "g", "underscore")
        assert reader.asked == "Mark the article below as read? (y/n)"
        await reader.press("n", "E")
        assert reader.asked == "Save 4 articles as:"


async def test_the_digest_opens_a_copy_itself(wired: Library) -> None:
    """A line of the digest opens its article, also one that a folded list has no row for."""
    async with using(wired, SIZE) as reader:
        await open_in_digest(reader, "wire-3")
        assert reader.read_id == reader.row_id == "wire-3"
        assert reader.main.rows.pages.length == 4


async def test_a_copy_that_is_opened_leaves_later_searches_folded(wired: Library) -> None:
    """The list where a copy was opened shows each copy, also when Esc leads back to it; other searches fold them."""
    async with using(wired, SIZE) as reader:
        await open_in_digest(reader, "wire-3")
        await reader.press("S")
        assert reader.read_id == reader.row_id == "wire-3"
        await reader.press("escape")
        await reader.type("ferries")
        assert reader.main.rows.pages.length == 1
        await reader.press("escape", "escape")
        assert reader.main.rows.pages.length == 4
        await reader.press("percent_sign")
        assert reader.main.message == "Copies are folded."
        assert reader.main.rows.pages.length == 2


async def test_an_article_with_a_row_opens_among_folded_copies(wired: Library) -> None:
    """The digest leads to the list as the reader has it: a row for all copies, or one for each."""
    async with using(wired, SIZE) as reader:
        await open_in_digest(reader, "bread")
        assert reader.read_id == reader.row_id == "bread"
        assert reader.main.rows.pages.length == 2
        await reader.press("escape", "percent_sign")
        await open_in_digest(reader, "bread")
        assert reader.main.rows.pages.length == 4
        await reader.type("ferries")
        assert reader.main.rows.pages.length == 3


async def test_a_copy_that_is_read_stays_or_gives_way_to_its_original(wired: Library) -> None:
    """In the article, `%` keeps it and its row; a copy whose row goes is replaced by what it is a copy of."""
    async with using(wired, SIZE) as reader:
        await reader.press("percent_sign")
        while reader.row_id != "wire-2":
            await reader.press("j")
        await reader.press("enter", "S")
        assert reader.read_id == reader.row_id == "wire-2"
        await reader.press("percent_sign")
        assert reader.read_id == reader.row_id == "wire-1"
        assert reader.main.message == "Copies are folded."
        await reader.press("percent_sign")
        assert reader.read_id == reader.row_id == "wire-1"
        assert reader.main.message == "Every copy has a row."


@pytest.mark.usefixtures("lost_part")
async def test_an_article_keeps_its_row_where_parts_do_not_answer(wired: Library) -> None:
    """In the article, another order and `%` search what answers of a cluster, as they do in the list."""
    async with using(wired, SIZE) as reader:
        await reader.press("G", "enter")
        read = reader.read_id
        await reader.press("S", "percent_sign")
        assert reader.main.message == "Every copy has a row."
        assert reader.main.request.order == "newest"
        assert reader.main.rows.pages.length == 4
        assert reader.read_id == reader.row_id == read


async def test_an_article_keeps_its_row_while_its_query_is_typed(wired: Library) -> None:
    """In the article, `%` finds the same articles for a last word that is not typed to its end."""
    async with using(wired, SIZE) as reader:
        await reader.press("S", "percent_sign", "slash", "f", "escape")
        assert reader.main.request.typing
        while reader.row_id != "wire-2":
            await reader.press("j")
        await reader.press("enter", "percent_sign")
        assert reader.read_id == reader.row_id == "wire-1"
