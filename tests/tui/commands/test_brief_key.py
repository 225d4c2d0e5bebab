"""The digest on the screen: its lines, and the way to their articles and back."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

import pytest
from screen import SIZES, Reader, using

from seedread.index import Library
from seedread.tui.screens.brief import BriefScreen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEAD = (
    "President Vladimir Putin of Russia met Foreign Minister Abbas Araghchi of Iran in Oslo, Norway, on Monday and "
    "said that {ships} ships would bring grain to both of the countries before the winter comes."
)
QUOTE = "“We shall carry the grain together{more},” Putin told the reporters after the meeting in Oslo."
RECORDS = (
    (
        "a",
        0,
        "The Post",
        "Putin And Araghchi Agree On Grain",
        f"{LEAD.format(ships=12)}\n\n{QUOTE.format(more=' and nobody is going to stop it')}",
    ),
    (
        "b",
        0,
        "The Mail",
        "Grain Deal Of Putin And Araghchi In Oslo",
        f"{LEAD.format(ships=14)}\n\n{QUOTE.format(more='')}",
    ),
    ("c", 0, "The Post", "A Bridge Is Closed In Bergen", "The old bridge of Bergen was closed for the cars."),
    ("d", 3, "The Day", "Oil Price Falls", "The price of oil fell by three dollars in London."),
)


def today() -> datetime.date:
    """Return the day of now: a run of all tests may last over midnight."""
    return datetime.datetime.now().astimezone().date()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Three articles of today, of which two report one event, and one of three days ago."""
    with (tmp_path / "news.jsonl").open("w") as file:
        for own, days, source, title, text in RECORDS:
            day = today() - datetime.timedelta(days=days)
            record = {"id": own, "title": title, "source": source, "date": day.isoformat(), "text": text}
            file.write(json.dumps(record) + "\n")
    with Library.open([tmp_path / "news.jsonl"], tmp_path / "library") as library:
        library.sync()
        library.group()
        yield library


def digest(reader: Reader) -> BriefScreen:
    assert isinstance(reader.app.screen, BriefScreen)
    return reader.app.screen


async def test_the_day_is_told_by_its_stories(library: Library) -> None:
    """At 80x24: the story with who reports it and what differs, then single reports; nothing of other days."""
    async with using(library, (80, 24)) as reader:
        await reader.press("B")
        text = reader.text()
        day = today()
        assert f"News: {day:%A}, {day.day} {day:%B %Y}" in text
        assert "3 articles from 2 outlets" in text
        assert "2 outlets · " in text
        assert "The Post: Putin And Araghchi Agree On Grain" in text
        assert "ships: The Post 12: “" in text
        assert "The Post: A Bridge Is Closed In Bergen" in text
        assert "Oil Price" not in text
        assert "Enter read" in reader.lines()[-1]


async def test_each_line_opens_its_article(library: Library) -> None:
    """Enter opens it in the list of the digest's articles; B comes back to the line, and Esc step by step."""
    async with using(library, (80, 24), query="-bridge") as reader:
        before = reader.main.request
        await reader.press("B", "j")
        assert digest(reader).pane.article == "b"
        await reader.press("enter")
        assert reader.app.screen is reader.main
        await reader.until(lambda: reader.read_id == "b")
        assert reader.main.panes.in_article
        assert reader.row_id == "b"
        await reader.press("B")
        assert digest(reader).pane.article == "b"
        assert "· -bridge" in reader.text()
        await reader.press("escape", "escape", "escape")
        assert reader.main.request == before


async def test_the_way_back_leads_through_the_digest(library: Library) -> None:
    """From an article of a digest of another period, q closes article, list and digest, and then is where it began."""
    async with using(library, (80, 24), query="-bridge") as reader:
        before = reader.main.request
        await reader.press("colon", *"brief 7d", "enter", "j", "enter")
        article = reader.main.pages.brief_place.article
        await reader.until(lambda: reader.read_id == article)
        await reader.press("B")
        assert "News: the last 7 days" in reader.text()
        await reader.press("q", "q", "q")
        assert "News: the last 7 days" in reader.text()
        assert digest(reader).pane.article == article
        await reader.press("q")
        assert reader.app.screen is reader.main
        assert reader.main.request == before


async def test_another_period_is_asked_for_by_name(library: Library) -> None:
    """`:brief 7d` looks back a week; what is no period is explained."""
    async with using(library, (80, 24)) as reader:
        await reader.press("colon", *"brief 7d", "enter")
        assert "News: the last 7 days" in reader.text()
        assert "Oil Price Falls" in reader.text()
        await reader.press("escape", "colon", *"brief often", "enter")
        assert reader.main.message.startswith("Cannot tell the period: use today, yesterday, looked, all,")
        assert reader.main.error


async def test_a_day_without_news_says_so(library: Library) -> None:
    """The message says how to look back further."""
    async with using(library, query="oil") as reader:
        await reader.press("B")
        assert reader.main.message == "No articles of today. `:brief 7d` goes back a week."


@pytest.mark.parametrize("size", SIZES)
async def test_the_cursor_stays_in_sight(library: Library, size: tuple[int, int]) -> None:
    """At every size all lines can be reached, and the heading above the first line comes back."""
    async with using(library, size) as reader:
        await reader.press("colon", *"brief all", "enter")
        pane = digest(reader).pane
        seen = []
        for _ in range(12):
            first, past = pane._wrapped.lines_of(pane._block_of[pane.row])
            assert pane.top <= first
            assert past <= pane.top + pane.height or pane.top == first
            seen.append(pane.article)
            await reader.press("j")
        assert set(seen) == {"a", "b", "c", "d"}
        await reader.press("g")
        assert "News: all articles" in reader.lines()[0]
        await reader.press("G", "ctrl+b", "ctrl+b", "ctrl+b")
        assert pane.row < 3
