"""What a click does at 80x24: hints, counts, the timeline and links answer as their keys do."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from screen import opened, settle, using

from seedread.tui.render.themes import CURSOR
from seedread.tui.screens.main import MainScreen
from seedread.tui.screens.offers import OffersScreen
from seedread.tui.screens.text import TextScreen

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from screen import Reader

    from seedread.index import Library

SIZE = (80, 24)


async def click(reader: Reader, text: str, line: int | None = None) -> None:
    """Click on the first character of `text`, in one line of the screen or in the first that has it."""
    lines = reader.lines()
    y = next(n for n, shown in enumerate(lines) if text in shown) if line is None else line % len(lines)
    await reader.pilot.click(offset=(lines[y].index(text), y))
    await settle(reader.pilot)


async def test_hints(library: Library) -> None:
    """A click on a hint in the last line runs its action, on every screen; a click between the hints runs nothing."""
    async with using(library, SIZE) as reader:
        await click(reader, "search", -1)
        assert reader.main.panes.in_box
        await reader.press("escape")
        await click(reader, "compare", -1)
        assert isinstance(reader.app.screen, OffersScreen)
        await click(reader, "back", -1)
        assert isinstance(reader.app.screen, MainScreen)
        await click(reader, "?", -1)
        assert isinstance(reader.app.screen, TextScreen)
        await reader.press("escape")
        await click(reader, "1 of 120", -1)
        assert reader.main.panes.pane == "results"
        await click(reader, "quit", -1)
        assert not reader.app.is_running


async def test_a_message_is_no_hint(library: Library) -> None:
    """A click on a message runs nothing."""
    async with using(library, SIZE) as reader:
        await reader.press("f")
        await click(reader, "Starred", -1)
        assert reader.main.panes.pane == "results"
        assert reader.marks.starred


async def test_timeline(library: Library) -> None:
    """A click on a bar chooses its period, a click beside the bars does nothing."""
    async with using(library, SIZE) as reader:
        await click(reader, "█", 1)
        chosen = reader.main.request.selection.choice("date").included
        assert len(chosen) == 1
        (bucket,) = [one for one in reader.main.rows.histogram.buckets if one.chosen]
        assert reader.main.rows.pages.total == bucket.count
        await reader.press("escape")
        before = reader.main.request
        await click(reader, "2", 1)
        assert reader.main.request == before


async def test_a_chosen_bar_frees_the_dates(library: Library) -> None:
    """A click on the bar of the chosen period shows all dates."""
    async with using(library, SIZE) as reader:
        await reader.press("right_curly_bracket")
        (bar,) = [text for text, style in reader.main.rows._strip if style is CURSOR]
        assert len(reader.main.request.selection.choice("date").included) == 1
        before = sum(len(text) for text, _ in takewhile(lambda piece: piece[1] is not CURSOR, reader.main.rows._strip))
        await reader.pilot.click(offset=(before + len(bar) - 1, 1))
        await settle(reader.pilot)
        assert not reader.main.request.selection.choice("date").included


async def test_counts(library: Library, tmp_path: Path) -> None:
    """A click on a count includes the value, opens the facets, or shows the reports below the row that has them."""
    async with using(library, SIZE) as reader:
        await click(reader, "120 articles", 0)
        assert reader.main.panes.pane == "facets"
        row = next(line for line in reader.lines() if "Norway" in line)
        await click(reader, row.split("│")[0].rstrip().rsplit(" ", 1)[1], reader.lines().index(row))
        assert reader.main.request.selection.choice("country").included == frozenset(("NO",))
    lead = (
        "Peru and Chile agreed on Tuesday to reopen the Tacna railway, ending nine years of dispute over its bridges."
    )
    more = (
        "Fishermen on the coast had not been asked at all.",
        "Three trains a day will carry fruit from Arica in May.",
    )
    rows = [{"id": str(n), "title": f"Tacna railway {n}", "text": f"{lead}\n\n{text}"} for n, text in enumerate(more)]
    with opened(tmp_path, rows) as stories:
        async with using(stories, SIZE) as reader:
            assert not reader.main.rows.beneath
            await click(reader, "2 reports" if "2 reports" in reader.text() else "(2)")
            assert reader.main.rows.beneath


async def test_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A click on a link's number or address opens it, or copies it over SSH; on other text it does nothing."""
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")
    body = """<p>The ferry sails again after <a href="https://port.example/delay">nine weeks</a>, as the port said on
    Monday, and nobody in Norway had read it before the meeting of the town council began.</p>"""
    row = {"id": "linked", "title": "A ferry", "url": "https://valley.example/ferry", "html": body}
    with opened(tmp_path, [row]) as linked:
        async with using(linked, SIZE) as reader:
            await reader.press("enter", "z")
            await click(reader, "[1]")
            assert "port.example/delay" in reader.lines()[-1]
            await reader.press("g")
            await click(reader, "https://valley")
            assert "valley.example/ferry" in reader.lines()[-1]
            await reader.press("g")
            await click(reader, "ferry sails")
            assert "example" not in reader.lines()[-1]
