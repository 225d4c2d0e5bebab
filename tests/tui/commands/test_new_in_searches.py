"""What is new in saved searches, on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from archived_news import archived, followed
from screen import NO_SYNC, using

from seedread.index.following.followed import follow, look
from seedread.index.shelf import SavedSearch, Shelf
from seedread.tui.screens.pick import PickScreen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedread.index import Library


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of two articles about gas and one about grain, and two saved searches."""
    path = tmp_path / "archive" / "a.jsonl"
    path.parent.mkdir()
    path.write_text(
        archived("1", "Gas for Iran", 10) + archived("2", "Gas for Peru", 11) + archived("3", "Grain for all", 12)
    )
    with Shelf() as shelf:
        shelf.save(SavedSearch("gas", "gas"))
        shelf.save(SavedSearch("grain", "grain"))
    return path


@pytest.fixture
def library(archive: Path, tmp_path: Path) -> Iterator[Library]:
    with followed(archive.parent, tmp_path / "library") as library:
        yield library


async def test_each_saved_search_has_its_own_news(library: Library, archive: Path) -> None:
    """The list counts them; looking at one search leaves the news of the others, and what comes later is new again."""
    async with using(library, (80, 24), sync_command=NO_SYNC) as reader:
        await reader.press("apostrophe")
        assert "2 new · 2 unread of 2 · gas" in reader.text()
        assert "1 new · 1 unread of 1 · grain" in reader.text()
        await reader.press("enter")
        assert reader.main.rows.pages.total == 2
        await reader.press("apostrophe")
        assert " 2 unread of 2 · gas" in reader.text()
        assert "new · 2 unread" not in reader.text()
        assert "1 new · 1 unread of 1 · grain" in reader.text()
        await reader.press("escape")
        with archive.open("a") as file:
            file.write(archived("4", "Gas for Chad", 13))
        library.sync()
        await reader.press("apostrophe")
        assert "1 new · 3 unread of 3 · gas" in reader.text()


async def test_tab_lists_what_is_new_in_a_search(library: Library) -> None:
    """Enter on one opens it among the results of the search; after that nothing is new there, and this is said."""
    async with using(library, (80, 24), sync_command=NO_SYNC) as reader:
        await reader.press("apostrophe", "tab")
        assert isinstance(reader.app.screen, PickScreen)
        assert "New in gas:" in reader.lines()[0]
        assert [one.label for one in reader.picking.choices] == ["Gas for Peru", "Gas for Iran"]
        await reader.press("down", "enter")
        await reader.until(lambda: reader.read_id == "1" * 16)
        assert reader.main.panes.in_article
        assert reader.main.request.text == "gas"
        assert reader.row_id == "1" * 16
        await reader.press("escape", "apostrophe", "tab")
        assert reader.main.message == "Nothing new from feeds in gas since you last looked."


async def test_news_open_among_rows_as_the_reader_wants_them(library: Library) -> None:
    """Enter on a new article leaves copies folded, or in rows of their own, as they were."""
    async with using(library, sync_command=NO_SYNC) as reader:
        await reader.press("apostrophe", "tab", "enter")
        await reader.until(lambda: reader.main.request.text == "gas")
        assert reader.main.request.folds
        await reader.press("escape", "percent_sign", "apostrophe", "down", "tab", "enter")
        await reader.until(lambda: reader.main.request.text == "grain")
        assert not reader.main.request.folds


async def test_news_of_a_search_leave_those_of_the_visit(library: Library) -> None:
    """`is:new` goes on to mean what came since the last visit."""
    async with using(library, query="is:new", sync_command=NO_SYNC) as reader:
        await reader.press("apostrophe", "tab", "escape")
        reader.main.search_again()
        await reader.press("j")
        assert reader.main.rows.pages.total == 3


async def test_a_copy_that_came_opens_itself(library: Library, archive: Path) -> None:
    """Every copy that is new is listed; the list that Enter leads to has a row for it, and later searches fold it."""
    wire = "Gas for Chad: the ministers of both countries signed the contract on Monday evening in the port of Oslo"
    with archive.open("a") as file:
        file.writelines((archived("4", wire, 13), archived("5", wire, 14)))
    library.sync()
    library.group()
    listed = [hit.id for hit in library.search("gas", sort="newest").hits]
    (hidden,) = set(listed) - {hit.id for hit in library.search("gas", fold_copies=True).hits}
    async with using(library, (80, 24), sync_command=NO_SYNC) as reader:
        await reader.press("apostrophe", "tab", *["down"] * listed.index(hidden), "enter")
        assert reader.read_id == reader.row_id == hidden
        await reader.press("escape")
        await reader.type("chad")
        assert reader.main.rows.pages.length == 1


async def test_a_digest_says_which_reports_are_new(library: Library, archive: Path) -> None:
    """In the digest of a search, reports that came since the last visit are marked; where all are new, none is."""
    async with using(library, (80, 24), query="gas", sync_command=NO_SYNC) as reader:
        await reader.press("colon", *"brief all", "enter")
        assert "(new" not in reader.text()
        await reader.press("q")
    with Shelf() as shelf:
        look(library, shelf)
        with archive.open("a") as file:
            file.write(archived("4", "Gas for Chad", 13))
        library.sync()
        library.group()
        follow(library, shelf, None)
        async with using(library, (80, 24), query="gas", sync_command=NO_SYNC) as reader:
            await reader.press("colon", *"brief all", "enter")
            lines = {line.split(" (")[0].strip(): "(new" in line for line in reader.lines() if "Gas for" in line}
            wanted = {"Chad": True, "Peru": False, "Iran": False}
            assert lines == {f"a.example: Gas for {name}": new for name, new in wanted.items()}, reader.text()
