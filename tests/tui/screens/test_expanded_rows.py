"""Rows of a story that open in place, on accounts written for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import opened, settle, using, write

from seedread.tui.render.story_rows import relation_badge
from seedread.tui.screens.compare import CompareScreen
from seedread.tui.state.expanded_rows import OpenedRows, RowPlace
from seedread.tui.state.messages import AccountsFound

from .test_compare import ROWS, SIZES, TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screen import Reader

    from seedread.index import Library

COPY = {"id": "copy", "title": ROWS[0]["title"], "source": "Island News", "date": "2024-03-06"}
ALL = [row | {"text": "\n\n".join(text)} for row, text in zip([*ROWS, COPY], [*TEXTS, TEXTS[0]], strict=True)]


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Library]:
    with opened(tmp_path, ALL) as library:
        yield library


def rows(reader: Reader) -> list[str]:
    """Return the articles of all rows, those beneath others with a sign."""
    pages = reader.main.rows.pages
    found = []
    for row in range(pages.length):
        hit = pages.hit(row)
        assert hit
        found.append(("> " if pages.account(row) else "") + hit.id)
    return found


def test_places() -> None:
    """Each row is one hit or one account beneath it, and back, whichever rows stand open."""
    opened_rows = OpenedRows()
    for n, count in ((4, 3), (0, 2), (5, 1)):
        opened_rows.open(n, [object()] * count)  # type: ignore[list-item]
    places = [opened_rows.place(row) for row in range(14)]
    assert [opened_rows.row(place) for place in places] == list(range(14))
    assert places[:4] == [RowPlace(0), RowPlace(0, 1), RowPlace(0, 2), RowPlace(1)]
    assert places[6:] == [*(RowPlace(4, n) for n in range(4)), RowPlace(5), RowPlace(5, 1), RowPlace(6), RowPlace(7)]
    assert len(opened_rows) == 6
    opened_rows.open(4, ())
    assert opened_rows.place(6) == RowPlace(4)
    assert opened_rows.place(7) == RowPlace(5)


@pytest.mark.parametrize("size", SIZES)
async def test_open_and_fold(accounts: Library, size: tuple[int, int]) -> None:
    """`+` shows the other accounts with outlet, date and what they are; the result counts none of them; `+` folds."""
    async with using(accounts, size, query="cheer") as reader:
        before, counted = rows(reader), reader.lines()[0]
        await reader.press("plus")
        assert rows(reader) == [
            before[0],
            *(f"> {own}" for own in ("agency", "copy", "paper", "third") if own != before[0]),
            *before[1:],
        ]
        assert reader.main.rows.pages.total == len(before)
        assert reader.lines()[0] == counted
        text = reader.text()
        assert "├ " in text
        assert "3 reports, 1 copy:" in text or "(3):" in text
        await reader.press("j")
        if size[0] >= 80:
            for row in range(1, 4):
                account = reader.main.rows.pages.account(row)
                assert account
                assert any(said in text for said in relation_badge(account.kind))
            assert "Island News" in reader.text() or "Agency" in reader.text()
        await reader.press("j", "plus")
        assert rows(reader) == before
        assert "├ " not in reader.text()


async def test_keys_work_beneath(accounts: Library) -> None:
    """Beneath a row j and k go on, the article follows, Enter reads, marks hold, `c` compares with the row above."""
    async with using(accounts, query="cheer") as reader:
        await reader.press("plus", "j")
        first, own = reader.main.rows.standing or ("", "")
        assert first != own == reader.row_id == reader.read_id
        await reader.press("f", "enter")
        assert reader.marks.starred
        assert reader.marks.read
        assert reader.main.panes.pane == "article"
        await reader.press("J")
        assert reader.read_id == reader.row_id != own
        await reader.press("K", "h", "c")
        screen = reader.app.screen
        assert isinstance(screen, CompareScreen)
        assert screen.comparison
        assert [screen.comparison.a.article.id, screen.comparison.b.article.id] == [first, own]
        await reader.press("J")
        assert screen.comparison.b.article.id not in (first, own)
        await reader.press("escape", "P", "j", "c")
        assert isinstance(reader.app.screen, CompareScreen)


async def test_marks_show_in_both_places(accounts: Library) -> None:
    """An article that stands in the result and beneath another row shows its marks in both."""
    async with using(accounts, query="tacna") as reader:
        await reader.press("plus", "j", "f")
        pages = reader.main.rows.pages
        same = [row for row in range(pages.length) if (hit := pages.hit(row)) and hit.id == reader.row_id]
        assert len(same) == 2
        starred = [line for line in reader.lines() if "*" in line]
        assert len(starred) >= 2


async def test_several_open(accounts: Library) -> None:
    """Rows open one by one, keep the cursor on its article, and a new query begins folded."""
    async with using(accounts, query="tacna") as reader:
        total = reader.main.rows.pages.total
        await reader.press("plus", "G")
        last = reader.row_id
        await reader.press("plus")
        assert reader.row_id == last
        assert reader.main.rows.pages.length == total + 6
        await reader.press("g")
        assert reader.main.rows.row == 0
        await reader.type("t")
        assert reader.main.rows.pages.length == reader.main.rows.pages.total


async def test_sync(accounts: Library, tmp_path: Path) -> None:
    """After a sync what stood open stays open with what it is now, and the cursor on its article."""
    async with using(accounts, query="cheer") as reader:
        await reader.press("plus", "j", "j")
        here = reader.row_id
        write(tmp_path, [row for row in ALL if row["id"] != "paper"])
        accounts.sync(rebuild=True)
        accounts.group()
        reader.main.search_again()
        await settle(reader.pilot)
        assert reader.row_id == here
        assert rows(reader)[:3] == ["third", "> agency", "> copy"]
        write(tmp_path, [row for row in ALL if row["id"] != "third"])
        accounts.sync(rebuild=True)
        reader.main.search_again()
        await settle(reader.pilot)
        assert rows(reader) == ["agency"]


async def test_alone(accounts: Library) -> None:
    """A row whose event no other article tells of says so and stays as it is."""
    async with using(accounts, query="japan") as reader:
        await reader.press("plus")
        assert reader.main.message == "No other article here covers this event."
        assert reader.main.rows.pages.length == 1


async def test_beneath_the_last_row_that_shows(accounts: Library) -> None:
    """Opened at the bottom of the screen, the list moves so that what opened can be seen."""
    async with using(accounts, (80, 14), query="tacna") as reader:
        await reader.press("G", "plus")
        top, height = reader.main.rows.top, reader.main.rows.row_height
        assert reader.main.rows.row * height >= top
        assert (reader.main.rows.row + 2) * height <= top + reader.main.rows.height


async def test_stale_accounts(accounts: Library) -> None:
    """Accounts that were asked for in rows that are others by now open nothing."""
    async with using(accounts, query="cheer") as reader:
        own, serial = reader.row_id, reader.main.rows.pages.serial
        found = accounts.accounts_beside(own, accounts.search("cheer").tree)
        assert found
        await reader.type("s")
        assert reader.main.rows.pages.serial != serial
        reader.main.post_message(AccountsFound(serial, own, found, {}))
        await settle(reader.pilot)
        assert reader.main.rows.pages.length == reader.main.rows.pages.total > 0
