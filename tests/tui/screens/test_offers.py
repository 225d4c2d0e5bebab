"""The similar articles that `c` offers, in a panel next to the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import opened, using

from seedread.tui.screens.compare import CompareScreen
from seedread.tui.screens.main import MainScreen
from seedread.tui.screens.offers import OffersScreen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screen import Reader

    from seedread.index import Library

LEAD = (
    "Peru and Chile agreed on Tuesday to reopen the Tacna railway, ending nine years of dispute over its bridges.",
    "The repair of 14 bridges will cost $212 million, to be shared equally between the two governments.",
    "About 3,000 people gathered at the station of Tacna with flags to cheer the signing.",
)
OWN = (
    "Fishermen at the coast said that nobody had asked them about the new bridges of the railway.",
    "In Arica the mayor promised two trains a day from May, with cars for fruit and for bicycles.",
)
MORE = tuple(f"The {n}th bridge of the Tacna railway was built by masons from village {n} by hand." for n in range(30))
ROWS = (
    ("agency", "Peru and Chile reopen Tacna railway", "Agency", (*LEAD, *MORE)),
    ("copy", "Peru and Chile reopen the Tacna railway", "Valley Mirror", (*LEAD, *MORE)),
    ("paper", "Tacna railway to reopen after nine years of dispute", "Paper", (LEAD[0], *OWN)),
    ("other", "Japan votes", "Paper", ("Voters in Japan went to the polls on Sunday in the rain.",)),
)


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Library]:
    rows = [
        {"id": own, "title": title, "source": source, "date": "2024-03-05", "text": "\n\n".join(text)}
        for own, title, source, text in ROWS
    ]
    with opened(tmp_path, rows) as library:
        yield library


async def offered(reader: Reader) -> OffersScreen:
    """Go to the long article, and ask for similar ones."""
    while reader.row_id != "agency":
        await reader.press("j")
    await reader.press("enter", "c")
    screen = reader.app.screen
    assert isinstance(screen, OffersScreen)
    return screen


async def test_below_the_article(accounts: Library) -> None:
    """At 80x24 the offers are below the article, each with its class, source, date and whole title."""
    async with using(accounts, (80, 24)) as reader:
        await offered(reader)
        lines = reader.lines()
        edge = next(n for n, line in enumerate(lines) if "compare with" in line)
        above, below = "\n".join(lines[:edge]), "\n".join(lines[edge:])
        assert LEAD[0][:70] in above
        assert "Peru and Chile reopen the Tacna railway" in below
        assert "copy · Valley Mirror · 2024-03-05" in below
        assert "Tacna railway to reopen after nine years of dispute" in below
        assert lines[-1].endswith("? help  q back ")


async def test_beside_the_article(accounts: Library) -> None:
    """From 120 columns on, the offers are beside the article, which stays where it was."""
    async with using(accounts, (120, 40)) as reader:
        await reader.press("enter")
        before = [line[63:] for line in reader.lines()[1:-1]]
        screen = await offered(reader)
        lines = reader.lines()
        assert [line[65:] for line in lines[1:-1]] == [line[2:] for line in before]
        assert "compare with" in lines[0]
        assert all(item.label in "\n".join(line[:63] for line in lines) for item in screen.listed.choices)


async def test_the_reader_stays_in_the_text(accounts: Library) -> None:
    """The article begins where the reader left it; Space and b page in it while the list has the focus."""
    async with using(accounts, (80, 24)) as reader:
        await reader.press("G", "k")
        while reader.row_id != "agency":
            await reader.press("k")
        await reader.press("enter", "space", "space")
        article = reader.main.panes.reading
        passage = article.blocks[article.place[0]].text
        screen = await offered(reader)
        assert article.top > 0
        assert screen.reading.blocks[screen.reading.place[0]].text == passage
        top = screen.reading.top
        await reader.press("b")
        assert screen.reading.top < top
        await reader.press("space")
        assert screen.reading.top == top


async def test_keys_of_a_list(accounts: Library) -> None:
    """`j`, `k`, `G` and `g` move as on other lists, Enter compares, and q comes back to the same offer."""
    async with using(accounts, (80, 24)) as reader:
        screen = await offered(reader)
        last = len(screen.listed.choices) - 1
        assert last > 0
        await reader.press("j")
        assert screen.listed.row == 1
        await reader.press("k", "G")
        assert screen.listed.row == last
        await reader.press("enter")
        comparing = reader.app.screen
        assert isinstance(comparing, CompareScreen)
        assert comparing.comparison
        assert screen.listed.here
        assert comparing.comparison.b.article.id == screen.listed.here.value
        await reader.press("q")
        assert reader.app.screen is screen
        assert screen.listed.row == last


@pytest.mark.parametrize("key", ["escape", "q", "c", "h"])
@pytest.mark.parametrize("size", [(160, 50), (80, 24), (40, 12)])
async def test_closing(accounts: Library, key: str, size: tuple[int, int]) -> None:
    """Esc closes the panel, and so do the keys that go back elsewhere; the article is open as before."""
    async with using(accounts, size) as reader:
        await offered(reader)
        assert "compare with" in reader.text()
        await reader.press(key)
        assert isinstance(reader.app.screen, MainScreen)
        assert reader.main.panes.in_article


LANDS = "Norway, Sweden, Denmark, Finland, Iceland, Estonia, Latvia, Lithuania and Poland"


@pytest.fixture
def wide_talks(tmp_path: Path) -> Iterator[Library]:
    """Two similar articles that name more countries than fit in one line, and have a line that is stripped."""
    text = "\n\n".join((f"The ministers of {LANDS} met.", *LEAD, "Share this article on Facebook"))
    rows = [{"id": own, "title": "A sea of nine coasts", "source": own, "text": text} for own in ("agency", "copy")]
    with opened(tmp_path, rows) as library:
        yield library


async def test_all_countries_stay(wide_talks: Library) -> None:
    """Countries that the reader unfolded stay so beside the offers."""
    async with using(wide_talks, (80, 24)) as reader:
        await reader.press("plus", "enter", "i")
        assert "Poland" in reader.text()
        await reader.press("c")
        assert isinstance(reader.app.screen, OffersScreen)
        assert reader.app.screen.reading.unfolded
        head = reader.text().partition(LEAD[0][:40])[0]
        assert all(name in head.partition("The ministers")[0] for name in LANDS.replace(" and", ",").split(", "))


async def test_it_names_only_keys_that_work(wide_talks: Library) -> None:
    """The article beside the offers names no key for countries and stripped lines, as these keys do nothing there."""
    async with using(wide_talks, (80, 50)) as reader:
        await reader.press("enter")
        assert "(i)" in reader.text()
        assert "1 line stripped (v)" in reader.text()
        await reader.press("c")
        assert isinstance(reader.app.screen, OffersScreen)
        assert "Countries" in reader.text()
        assert "1 line stripped ──" in reader.text()
        assert "(i)" not in reader.text()


async def test_a_click_in_the_article_leaves_the_keys_to_the_list(accounts: Library) -> None:
    """After a click in the article, j still moves in the list."""
    async with using(accounts, (120, 40)) as reader:
        screen = await offered(reader)
        await reader.pilot.click(screen.reading, offset=(10, 10))
        await reader.press("j")
        assert screen.focused is screen.listed
        assert screen.listed.row == 1
