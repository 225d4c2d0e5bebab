"""What a key does not cost: no layout for a letter, no article drawn that is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screen import settle, using
from textual.screen import Screen

from seedread.tui.widgets import article_pane

if TYPE_CHECKING:
    import pytest

    from seedread.index import Library

SIZE = (80, 24)


def count(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> list[str]:
    """Return a list that grows by one at each call of a function."""
    calls: list[str] = []
    own = getattr(owner, name)

    def counted(*given: Any, **named: Any) -> Any:
        calls.append(name)
        return own(*given, **named)

    monkeypatch.setattr(owner, name, counted)
    return calls


async def test_a_letter_lays_nothing_out(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typing and deleting letters changes rows and counts, and no pane gets another place or size."""
    async with using(library, SIZE) as reader:
        await reader.press("slash")
        layouts = count(monkeypatch, Screen, "_refresh_layout")
        await reader.press(*"vil", "backspace", "backspace")
        assert reader.main.request.text == "v"
        assert not layouts


async def test_a_long_query_still_scrolls(library: Library) -> None:
    """The cursor stays in view in a query that is longer than the line, and in its beginning after Home."""
    async with using(library, SIZE) as reader:
        await reader.press("slash", *"abcdefghij" * 9, *"END")
        assert "END" in reader.lines()[0]
        assert "/ abc" not in reader.lines()[0]
        await reader.press("home")
        assert "/ abc" in reader.lines()[0]


async def test_a_hidden_article_waits(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """While no article is open none is drawn as rows pass; the one that is opened is that of the row."""
    async with using(library, SIZE) as reader:
        drawn = count(monkeypatch, article_pane, "article_blocks")
        await reader.press("j", "j", "j")
        assert reader.read_id == reader.row_id
        assert not drawn
        await reader.press("enter")
        assert drawn
        assert "France hosted talks on grain" in reader.text()


async def test_an_article_keeps_its_place_while_it_is_hidden(library: Library) -> None:
    """Back in the list and into the same article again, the reader is where they were, also after another search."""
    async with using(library, SIZE) as reader:
        await reader.press("enter", "space")
        top = reader.main.panes.reading.top
        assert top > 0
        await reader.press("q", "enter")
        assert reader.main.panes.reading.top == top
        await reader.press("q", "j", "enter")
        assert reader.main.panes.reading.top == 0


async def test_rows_get_their_height_from_the_screen(library: Library) -> None:
    """When the terminal grows, rows get the lines that they have on a screen of that size."""
    async with using(library, SIZE) as reader:
        assert reader.main.rows.row_height == 1
        await reader.pilot.resize_terminal(100, 50)
        await settle(reader.pilot)
        assert reader.main.rows.row_height == 2
        await reader.press("D")
        assert reader.main.rows.row_height == 3
