"""Other keys on the running screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screen import using

from seedread.index.shelf import Shelf
from seedread.tui.config import parse_settings

if TYPE_CHECKING:
    from seedread.index import Library


async def test_newsboats_keys(library: Library) -> None:
    """n goes to the next unread article, N marks unread, and what n did before has moved."""
    async with using(library, settings=parse_settings('[keys]\npreset = "newsboat"\n'), query="iran") as reader:
        await reader.press("n", "n")
        assert reader.main.rows.row == 2
        await reader.press("r", "N")
        assert not reader.marks.read
        await reader.press("ctrl+n")
        assert reader.main.panes.reading.here == 0


async def test_emacs_keys(library: Library) -> None:
    """Ctrl-N and Ctrl-P move, s searches, Ctrl-G leaves, x asks for a command."""
    async with using(library, settings=parse_settings('[keys]\npreset = "emacs"\n')) as reader:
        await reader.press("ctrl+n", "ctrl+n", "ctrl+p")
        assert reader.main.rows.row == 1
        await reader.press("s")
        assert reader.main.focused is reader.main.panes.box
        await reader.press("ctrl+g", "x")
        assert reader.asked == ":"
        await reader.press("ctrl+g")
        assert not reader.asked


async def test_keys_of_ones_own(library: Library) -> None:
    """A key from the settings runs its action, the usual one no longer, and help and hints say so."""
    settings = parse_settings('[keys.bindings]\nstar = "x"\nhelp = ["F1"]\n')
    async with using(library, settings=settings) as reader:
        await reader.press("x")
        assert reader.marks.starred
        await reader.press("f")
        assert reader.marks.starred
        await reader.press("escape")
        assert "x star" in reader.lines()[-1]
        await reader.press("f1", "slash", *"star", "space", *"unstar")
        assert "x  star or unstar the article" in reader.text()


async def test_messages_name_keys_of_ones_own(library: Library) -> None:
    """A message that names a key names the one that the reader has, and the command where there is none."""
    own = '[keys.bindings]\nundo = "Z"\nquit = []\nfeeds = "W"\n'
    async with using(library, (80, 24), settings=parse_settings(own)) as reader:
        await reader.press("ctrl+c")
        assert reader.main.message == "Press :quit to quit."
        await reader.press("A", "y")
        assert reader.main.message == "Marked 120 articles as read. Press Z to undo."
        await reader.press("p")
        assert reader.main.message == "No feeds yet. Press W to follow one."
        await reader.press("m", "x", "enter", "colon", *"forget", "underscore", *"search x", "enter")
        assert reader.main.message == "Deleted “x”. Press Z to undo."


async def test_the_start_can_be_set(library: Library) -> None:
    """Order and time strip come from the settings."""
    settings = parse_settings('[start]\norder = "oldest"\n[screen]\ntime_strip = false\n')
    async with using(library, settings=settings) as reader:
        assert reader.main.request.order == "oldest"
        assert reader.row_id == "note-000"
        assert not reader.main.rows.roof


async def test_a_foreign_shelf_is_harmless(library: Library) -> None:
    """Whatever stands in an export that somebody sent, nothing of it steers the terminal."""
    evil = r"\u001b]52;c;eA==\u0007 [/x] \u202ered"
    hit = library.search("").hits[0]
    marks = f'"note": "{evil}", "tags": ["{evil}"], "places": [["{library.roots[0]}", "{hit.id}"]]'
    with Shelf() as shelf:
        shelf.import_lines(
            [
                '{"seedread_shelf": 1}',
                f'{{"article": {{"hash": "x", "title": "{evil}", {marks}}}}}',
                f'{{"search": {{"name": "{evil}", "query": "{evil}", "saved": 1}}}}',
                f'{{"query": {{"text": "{evil}", "asked": 1, "times": 1}}}}',
            ]
        )
    async with using(library) as reader:
        for keys in ((), ("a",), ("escape", "T"), ("escape", "apostrophe"), ("enter",), ("H",)):
            await reader.press(*keys)
            text = "".join(reader.lines())
            assert text.isprintable()
            assert "\u202e" not in text
        assert reader.app.is_running
