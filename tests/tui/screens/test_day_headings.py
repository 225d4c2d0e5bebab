"""A list by date has a heading above the first row of each day, at 80x24 and larger, in every density."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest
from screen import opened, settle, using, write
from terminal import Terminal

from seedread.index import Library
from seedread.tui.config.loading import parse_settings

from .test_folded_copies import OTHER, RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screen import Reader

SIZE = (80, 24)
HEADING = re.compile(r"^ (Undated|(?:\w{3} \d{1,2} )?(?:\w+ )?\d{4}(?: or \w+ \d{4})?) · (\d+) *$")
"""A heading in a line of the screen: what it names, and its number of rows."""
DAYS = {"2026-11-30": 9, "2026-11-29": 1, "2026-11-02": 3, "2026-01-01": 2, "2025-12-31": 1, "2025-03": 2, "2024": 1}
UNDATED = 2


def article(date: str, n: int) -> dict[str, str]:
    own = f"{date or 'undated'} {n}"
    given = {"id": own, "title": f"Report {own} on gas", "text": f"The report {own} is of no other matter than {own}."}
    return given | ({"date": date} if date else {})


@pytest.fixture
def news(tmp_path: Path) -> Iterator[Library]:
    dates = [*DAYS.items(), ("", UNDATED)]
    with opened(tmp_path, [article(date, n) for date, count in dates for n in range(count)]) as library:
        yield library


def named(date: str) -> str:
    """Return how a heading names a date."""
    if date == "undated":
        return "Undated"
    if len(date) < 10:
        return f"{datetime.date.fromisoformat(f'{date}-01'):%B %Y}" if len(date) == 7 else date
    day = datetime.date.fromisoformat(date)
    return f"{day:%a} {day.day} {day:%B %Y}"


def shown(reader: Reader) -> list[str]:
    """Return the lines of the list."""
    rows = reader.main.rows
    lines = [rows.render_line(y).text for y in range(rows.size.height)][bool(rows.roof) :]
    assert all(line[rows.edge * 2 :].rstrip() in reader.text() for line in lines)
    return [line[rows.edge * 2 :] for line in lines]


def headings(reader: Reader) -> list[tuple[str, int]]:
    """Return the headings on the screen."""
    found = map(HEADING.match, shown(reader))
    return [(one[1], int(one[2])) for one in found if one]


def reports(reader: Reader) -> list[tuple[str, str]]:
    """Return the reports on the screen, each with the date of the heading above it; empty if that is out of view."""
    found, heading = [], ""
    for line in shown(reader):
        if one := HEADING.match(line):
            heading = one[1]
        elif report := re.search(r"Report (\S*) \d+ on gas", line):
            found.append((report[0], heading))
            assert heading in ("", named(report[1])), reader.text()
    return found


async def test_headings_at_80x24(news: Library) -> None:
    """`S` sorts by date and shows what day each row is of, the newest first or the oldest; undated rows come last."""
    wanted = [(named(date), count) for date, count in DAYS.items()]
    async with using(news, SIZE) as reader:
        assert not headings(reader)
        await reader.press("S")
        assert headings(reader)[:5] == wanted[:5]
        assert HEADING.match(reader.lines()[2]), reader.text()
        assert reader.lines()[3].startswith("▌")
        await reader.press("G")
        assert headings(reader)[-3:] == [*wanted[-2:], ("Undated", UNDATED)]
        assert "21 of 21" in reader.lines()[-1]
        await reader.press("S", "g")
        assert headings(reader)[: len(DAYS)] == wanted[::-1]
        await reader.press("S")
        assert not headings(reader)


@pytest.mark.parametrize("size", [SIZE, (100, 30), (160, 50), (40, 12)])
@pytest.mark.parametrize("density", [0, 1, 2])
async def test_every_row_is_below_its_day(news: Library, size: tuple[int, int], density: int) -> None:
    """At any size and density the rows follow the heading of their day; pages leave none out, down and up again."""
    async with using(news, size) as reader:
        await reader.press("S", *"D" * density)
        for page, last in (("pagedown", 20), ("pageup", 0)):
            seen = set(reports(reader))
            while reader.main.rows.row != last:
                await reader.press(page)
                assert any(line.startswith("▌") for line in shown(reader)), reader.text()
                seen |= set(reports(reader))
            assert len({report for report, _ in seen}) == reader.main.rows.pages.length == 21


async def test_a_row_steps_over_headings(news: Library) -> None:
    """j and k, with numbers too, go from row to row: a heading is never the row of the cursor, and is not counted."""
    async with using(news, SIZE) as reader:
        await reader.press("S", *"9j")
        assert reader.row_id == "2026-11-29 0"
        await reader.press("j")
        assert reader.row_id == "2026-11-02 0"
        assert "11 of 21" in reader.lines()[-1]
        await reader.press(*"13G")
        assert reader.row_id == "2026-11-02 2"
        await reader.press("k", "k", "k", "k")
        assert reader.row_id.startswith("2026-11-30")


async def test_going_up_shows_the_heading(news: Library) -> None:
    """The first row of a day comes into view with its heading."""
    async with using(news, (80, 12)) as reader:
        await reader.press("S", "G", *"k" * 20)
        assert reader.main.rows.row == 0
        assert headings(reader)[0] == (named("2026-11-30"), 9)


async def test_a_click_on_a_heading_goes_to_its_first_row(news: Library) -> None:
    """A click on a heading moves the cursor to the first row below it, and opens nothing even if it is there."""
    async with using(news, SIZE) as reader:
        await reader.press("S")
        line = next(y for y, text in enumerate(reader.lines()) if named("2026-11-02") in text)
        for _ in range(3):
            await reader.pilot.click(offset=(5, line))
            await settle(reader.pilot)
            assert reader.row_id == "2026-11-02 0"
            assert reader.main.panes.pane == "results"
        await reader.pilot.click(offset=(5, line + 1))
        await settle(reader.pilot)
        assert reader.main.panes.pane == "article"


async def test_marks_and_density_keep_the_place(news: Library) -> None:
    """A star shows in its own row below the headings, and another density keeps the row."""
    async with using(news, SIZE) as reader:
        await reader.press("S", *"9j", "f")
        line = next(text for text in reader.lines() if "2026-11-29 0" in text)
        assert "*" in line
        for _ in range(3):
            await reader.press("D")
            assert reader.row_id == "2026-11-29 0"
            assert headings(reader)
            assert any(text.startswith("▌") and "2026-11-29 0" in text for text in reader.lines())


async def test_folded_and_opened_copies(tmp_path: Path) -> None:
    """A day counts its own rows: a folded copy is on none, each copy on its own, one below a row on no other."""
    with opened(tmp_path, [*RECORDS, OTHER]) as library:
        async with using(library, SIZE) as reader:
            await reader.press("S")
            folded = [(named("2024-06-01"), 1), (named("2024-05-01"), 1)]
            assert headings(reader) == folded
            await reader.press("j", "plus")
            assert reader.text().count("Oslo harbour closes") == 3
            assert headings(reader) == folded
            await reader.press("plus", "percent_sign")
            assert headings(reader) == [(named(f"2024-0{date}"), 1) for date in ("6-01", "5-03", "5-02", "5-01")]


@pytest.mark.usefixtures("importable")
async def test_news_joins_its_day(tmp_path: Path) -> None:
    """News of the same day and of a new one show by themselves with their headings, and the row that is read stays."""
    (tmp_path / "news").mkdir()
    write(tmp_path / "news", [article(date, n) for date in ("2026-11-28", "2026-11-27") for n in range(20)])
    with Library.open([tmp_path / "news"], tmp_path / "library") as library:
        library.sync()
        library.group()
        async with using(library, SIZE) as reader:
            await reader.until(lambda: reader.main.sync_status.looked and not reader.main.syncer.syncing)
            await reader.press("S", *"12j")
            here, line = reader.row_id, cursor_line(reader)
            later = article("2026-11-28", 20) | {"date": "2026-11-28T10:00"}
            write(tmp_path / "news", [later, article("2026-11-29", 0)], "more.jsonl")
            await reader.until(lambda: "2 new ↑" in reader.lines()[-1])
            assert (reader.row_id, cursor_line(reader)) == (here, line)
            await reader.press("g")
            assert headings(reader) == [(named("2026-11-29"), 1), (named("2026-11-28"), 21)]


def cursor_line(reader: Reader) -> int:
    return next(y for y, text in enumerate(reader.lines()) if text.startswith("▌"))


async def test_a_setting_turns_them_off(news: Library) -> None:
    """With `screen.day_headings = false` a list by date has only rows; `:set` turns them on at once."""
    async with using(news, SIZE, settings=parse_settings("[screen]\nday_headings = false\n")) as reader:
        await reader.press("S")
        assert not headings(reader)
        assert reader.lines()[2].startswith("▌")
        await reader.press("colon", *"set screen.day", "underscore", *"headings on", "enter")
        assert headings(reader)[0] == (named("2026-11-30"), 9)


def test_on_a_terminal(news: Library, tmp_path: Path) -> None:
    """In a terminal of 80x24 the keys of a list by date leave on the screen what belongs there."""
    news.close()
    terminal = Terminal(SIZE, str(tmp_path / "news.jsonl"), "--library", str(tmp_path / "library"))
    try:
        terminal.until(lambda text: "21 articles" in text)
        terminal.settle(1.0)
        terminal.press("S")
        terminal.until(lambda text: f" {named('2026-11-30')} · 9" in text)
        for keys in ("jjjjjjjjj", "G", "kkkk", "g", "\x06", "\x02"):
            terminal.press(*keys)
            lines = terminal.text.splitlines()
            heading = ""
            for line in lines[2:-1]:
                heading = one[1] if (one := HEADING.match(line)) else heading
                report = re.search(r"Report (\S*) \d+ on gas", line)
                assert not report or heading in ("", named(report[1])), terminal.text
            assert sum(line.startswith("▌") for line in lines) == 1
    finally:
        terminal.close()
