"""The main screen as a person uses it: searching, choosing, following, comparing, and what can go wrong between."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from screen import NO_SYNC, SIZES, eventually, opened, settle, using
from textual import events

from seedread.index import Cancelled, Library
from seedread.index.facets import Selection
from seedread.tui.config import parse_settings
from seedread.tui.screens.text import TextScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.strip import Strip


async def test_results_follow_the_typing(library: Library) -> None:
    """Each letter searches, the last word taken as a beginning; counts and article come along."""
    async with using(library) as reader:
        await reader.type("ir")
        assert reader.main.request.typing
        narrowed = reader.main.rows.pages.total
        assert 0 < narrowed < 120
        assert f"{narrowed} of 120" in reader.lines()[0]
        assert reader.read_id == reader.row_id
        assert sum(value.count for value in reader.main.facets["country"].values if value.value == "IR") == narrowed


async def test_another_order_keeps_the_article_that_is_read(library: Library) -> None:
    """S in the article sorts the list around it; from the list, the first row of the new order is shown."""
    async with using(library, (80, 24), query="village") as reader:
        await reader.press(*"jjjjj", "enter")
        read = reader.read_id
        for order in ("newest", "oldest", "source"):
            await reader.press("S")
            assert reader.main.message == f"Order: {order}."
            assert reader.read_id == reader.row_id == read
            assert reader.main.panes.in_article
        await reader.press("escape", "S")
        assert reader.main.rows.row == 0


async def test_one_key_goes_through_the_orders(library: Library) -> None:
    """S goes on to outlets and titles in alphabetical order, and the line at the top names the order."""
    async with using(library, (80, 24)) as reader:
        await reader.press("S", "S", "S")
        assert "· source" in reader.lines()[0]
        assert "Harbour Times" in reader.lines()[2]
        await reader.press("S")
        assert "· title" in reader.lines()[0]
        assert reader.row_id == "story-7"
        await reader.press("S")
        assert "· title" not in reader.lines()[0]
        await reader.press("colon", *"order", "space", *"so", "enter")
        assert "· source" in reader.lines()[0]


async def test_a_wrong_query_has_no_rows(library: Library) -> None:
    """What cannot be understood is underlined and said without a row or a number; they come back once it is mended."""
    async with using(library, (80, 24)) as reader:
        await reader.type("iran")
        total, count = reader.main.rows.pages.total, reader.lines()[0]
        assert "of 120" in count
        await reader.press("right_parenthesis")
        assert reader.main.error
        assert reader.main.message in reader.lines()[-1]
        assert reader.main.panes.box.fault == (4, 5)
        assert reader.main.rows.pages.total == 0
        assert reader.main.article is None
        assert "120" not in reader.lines()[0]
        await reader.press("backspace")
        assert not reader.main.message
        assert reader.main.panes.box.fault is None
        assert reader.main.rows.pages.total == total
        assert reader.lines()[0] == count


async def test_a_wrong_query_of_the_last_session_is_no_empty_library(library: Library) -> None:
    """A library that is opened with a wrong query does not say that it has no articles."""
    async with using(library, (80, 24), query="contry:iran", sync_command=NO_SYNC) as reader:
        await eventually(reader, lambda: reader.main.sync_status.looked)
        assert reader.main.error
        assert "No articles" not in reader.text()


async def test_the_text_of_an_empty_list_is_drawn_anew(library: Library) -> None:
    """Another text, as when a sync ends, takes the place of the first line too."""
    async with using(library, (80, 24)) as reader:
        await reader.type("zzzz")
        assert "No matches." in reader.text()
        reader.main.rows.empty = "Nothing here.\nNor there."
        await settle(reader.pilot)
        assert "No matches." not in reader.text()
        assert "Nothing here." in reader.text()


@pytest.mark.parametrize("text", ["autor:smith", "((", "🔥", "-🔥", "country:🔥"])
async def test_nothing_to_search_for_lists_nothing(library: Library, text: str) -> None:
    """An unknown field, or signs alone, show no article: neither while they are typed nor after Enter."""
    async with using(library, (80, 24)) as reader:
        await reader.type(text)
        assert reader.main.rows.pages.total == 0
        assert reader.main.message
        await reader.press("enter")
        assert reader.main.rows.pages.total == 0
        assert reader.main.error
        assert reader.main.panes.box.fault is not None
        assert "120" not in reader.lines()[0]


async def test_a_notice_is_said(library: Library) -> None:
    """A query that runs, but perhaps not as meant, says so."""
    async with using(library) as reader:
        await reader.type("country:irna")
        await reader.press("enter")
        assert reader.main.message
        assert not reader.main.error


async def test_the_shown_count_is_what_choosing_gives(library: Library) -> None:
    """Including a value leaves as many articles as stood beside it, and the rows keep their places meanwhile."""
    async with using(library) as reader:
        await reader.press("F")
        facet_list = reader.main.panes.facet_list
        order = [row.value.value for row in facet_list._rows if row.value]
        await reader.press("j")
        chosen = reader.value
        await reader.press("space")
        assert reader.main.rows.pages.total == chosen.count
        kept = [row.value.value for row in facet_list._rows if row.value]
        assert kept[: len(order)] == order
        await reader.press("space")
        assert reader.value.state == "exclude"
        assert f"-{reader.value.count}" in reader.text()
        await reader.press("F", "escape", "escape")
        assert not reader.main.request.selection


async def test_ten_thousand_rows_load_where_somebody_looks(library: Library) -> None:
    """The end of the list shows its rows without loading what lies between."""
    async with using(library, (80, 24)) as reader:
        await reader.press("D", "D", "G")
        pages = reader.main.rows.pages
        assert pages.hit(119) is not None
        assert "…" not in [text.strip() for text in reader.lines()]
        assert pages.hit(60) is None


async def test_keys_typed_ahead_find_their_way(library: Library) -> None:
    """Over a slow line keys come in one bunch: each goes where the keys before it led."""
    async with using(library) as reader:
        for key, char in (("slash", "/"), *((char, char) for char in "iran"), ("enter", "\r"), ("F", "F")):
            reader.app.post_message(events.Key(key, char))
        await settle(reader.pilot)
        assert reader.main.panes.box.value == "iran"
        assert reader.main.request.text == "iran"
        assert not reader.main.request.typing
        assert reader.main.panes.pane == "facets"


class Slow:
    """A library whose search for one text takes until it is let go."""

    def __init__(self, library: Library, text: str) -> None:
        self._library = library
        self._text = text
        self.go = threading.Event()
        self.cancelled = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    def search(self, text: str, **options: Any) -> Any:
        if text == self._text:
            assert self.go.wait(20)
            self.cancelled = options["cancelled"]()
            if self.cancelled:
                raise Cancelled("Nobody waits.")
        return self._library.search(text, **options)


async def test_a_stale_answer_never_wins(library: Library) -> None:
    """A slow search that was overtaken is told so, and what it finds is dropped."""
    slow = Slow(library, "gas")
    async with using(slow, (80, 24)) as reader:  # type: ignore[arg-type]
        await reader.pilot.press("slash", "g", "a", "s")
        await reader.pilot.pause(0.1)
        await reader.pilot.press("x")
        await reader.pilot.pause(0.1)
        slow.go.set()
        await settle(reader.pilot)
        assert reader.main.request.text == "gasx"
        assert reader.main.rows.pages.total == 0
        assert slow.cancelled
        assert "No matches." in reader.text()


async def test_the_pinned_article_stays(library: Library) -> None:
    """While the row moves on, the pinned article stands and scrolls by itself; Esc unpins it."""
    async with using(library) as reader:
        await reader.press("P", "j")
        assert reader.main.pinned is not None
        assert reader.main.article is not None
        assert reader.main.pinned.id != reader.main.article.id
        lines = reader.lines()
        assert reader.main.pinned.title in lines[1]
        assert reader.main.article.title in "".join(lines)
        await reader.press("tab", "tab")
        assert reader.main.panes.pane == "pinned"
        await reader.press("escape")
        assert reader.main.pinned is None
        assert reader.main.panes.pane == "article"


async def test_pinning_takes_the_row_even_before_its_article_came(library: Library) -> None:
    """`P` straight after `j` pins the article of the row, not the one that still shows."""
    async with using(library) as reader:
        for key in "jP":
            reader.app.post_message(events.Key(key, key))
        await settle(reader.pilot)
        assert reader.pinned_id == reader.row_id
        assert reader.main.rows.row == 1


async def test_stripped_lines_show_in_their_place(library: Library) -> None:
    """`v` shows what was taken out with its reason, and `v` again the clean text."""
    async with using(library, query="rail") as reader:
        assert "Share this article" not in reader.text()
        await reader.press("v")
        assert "- Share this article on Facebook  [" in reader.text()
        await reader.press("v")
        assert "Share this article" not in reader.text()


async def test_a_rule_says_where_lines_were_stripped(library: Library) -> None:
    """Where a line is missing is a rule with the key that shows it, and none in the view that has the line."""
    async with using(library, (80, 24), query="rail") as reader:
        await reader.press("enter", "G")
        assert "── 1 line stripped (v) ──" in reader.text()
        await reader.press("v")
        assert "line stripped" not in reader.text()
    settings = parse_settings('[keys.bindings]\nstripped = ["X"]\n')
    async with using(library, (80, 24), query="rail", settings=settings) as reader:
        await reader.press("enter", "G")
        assert "── 1 line stripped (X) ──" in reader.text()


async def test_the_raw_document_shows_as_it_is(library: Library) -> None:
    """`V` shows the document and nothing else."""
    async with using(library, query="rail") as reader:
        await reader.press("V")
        assert "raw document of story-0" in reader.text()
        await reader.press("V")
        assert "raw document" not in reader.text()


async def test_matches_are_walked_through_and_round(library: Library) -> None:
    """`n` goes from match to match and from the last to the first; without any it says so."""
    async with using(library, query="track") as reader:
        matches = len(reader.main.panes.reading._wrapped.match_lines)
        assert matches
        await reader.press(*"n" * (matches + 1))
        assert reader.main.panes.reading.here == 0
        await reader.press("escape", "escape", "n")
        assert reader.main.message


@pytest.mark.parametrize("chosen", [False, True])
async def test_names_that_are_sought_are_walked_through(library: Library, *, chosen: bool) -> None:
    """A search by leader or country, typed or chosen, lights where the article names them, and `n` goes there."""
    async with using(library, query="" if chosen else "who:putin country:cn") as reader:
        if chosen:
            selection = Selection().set("leader", "vladimir-putin.ru", "include").set("country", "CN", "include")
            reader.main.search(replace(reader.main.request, selection=selection))
            await settle(reader.pilot)
        pane = reader.main.panes.reading
        assert len(pane._wrapped.match_lines) == 4
        seen = []
        for _ in range(4):
            await reader.press("n")
            assert pane.here is not None
            _, block, (start, end) = pane._wrapped.match_lines[pane.here]
            seen.append(pane.blocks[block].text[start:end])
        assert seen == ["Putin", "China", "Vladimir Putin", "China"]
        await reader.press("v")
        assert len(pane._wrapped.match_lines) == 4
        await reader.press("v", "V", "V", "N")
        assert pane.here == 3


async def test_an_article_without_date_says_so(library: Library) -> None:
    """An undated row is told from one whose date is merely cut."""
    async with using(library, query="letter") as reader:
        assert "undated" in reader.text()


@pytest.mark.parametrize("size", SIZES)
async def test_resizing_at_any_time(library: Library, size: tuple[int, int]) -> None:
    """Whatever the size was, the pane with the focus shows after a resize, and every line has the screen's width."""
    async with using(library, size) as reader:
        await reader.press("j", "enter", "P")
        for width, height in ((200, 60), (30, 6), (80, 24), (100, 19), (7, 3), (120, 40)):
            await reader.pilot.resize_terminal(width, height)
            await settle(reader.pilot)
            assert len(reader.lines()) == height
            assert reader.main.panes.pane in reader.main.panes.arrangement.shown
        assert reader.main.article is not None
        assert reader.main.article.title in reader.text()


HOSTILE = "Quiet \x1b]52;c;eA==\x07 [/x] [red]title[/red] \u202eevil\x9b2J"


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_harmless(tmp_path: Path, size: tuple[int, int]) -> None:
    """Escapes, bidi overrides and markup in titles, texts and ids break nothing and do not come out."""
    record = {
        "id": "[/x]\x1b[31m",
        "title": HOSTILE,
        "text": f"{HOSTILE}\n\n{HOSTILE} was said in Iran.",
        "source": HOSTILE,
    }
    with opened(tmp_path, [record]) as library:
        async with using(library, size) as reader:
            for keys in (
                ("enter",),
                ("v",),
                ("V",),
                ("V", "P", "tab"),
                ("z",),
                ("F", "space"),
                ("slash", "q", "enter"),
            ):
                await reader.press(*keys)
                text = "".join(reader.lines())
                assert text.isprintable()
                assert "\u202e" not in text


async def test_a_paste_is_cleaned(library: Library) -> None:
    """What is pasted into the search line may hold anything; it shows and searches without it."""
    async with using(library) as reader:
        await reader.press("slash")
        reader.app.post_message(events.Paste("ir\x1b[31man\x07"))
        await settle(reader.pilot)
        assert reader.main.panes.box.value == "iran"


async def test_q_goes_back_before_it_quits(library: Library) -> None:
    """`q` leads from the article to the results, to the view before, and out; in the search line it is a letter."""
    async with using(library) as reader:
        await reader.press("enter", "q")
        assert reader.app.is_running
        await reader.press("slash", "q")
        assert reader.main.panes.box.value == "q"
        await reader.press("escape", "q")
        assert reader.main.request.text == ""
        await reader.press("q")
        assert not reader.app.is_running


async def test_escape_never_quits(library: Library) -> None:
    """However often it is pressed."""
    async with using(library) as reader:
        await reader.type("iran")
        await reader.press("enter", "P", *["escape"] * 8)
        assert reader.app.is_running
        assert reader.main.request == replace(reader.main.request, text="")


async def test_help_opens_and_closes(library: Library) -> None:
    """The help shows the keys and gives the screen back as it was."""
    async with using(library, (80, 24)) as reader:
        before = reader.text()
        await reader.press("question_mark")
        assert isinstance(reader.app.screen, TextScreen)
        assert "next, previous row" in reader.text()
        await reader.press("q")
        assert reader.text() == before


async def test_suspend_and_redraw(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-Z suspends the process, and Ctrl-L draws every line anew."""
    async with using(library) as reader:
        called: list[str] = []
        monkeypatch.setattr(reader.app, "action_suspend_process", lambda: called.append("suspended"))
        rows = reader.main.rows
        draw = rows.draw

        def drawn(y: int, width: int) -> Strip:
            called.append("drawn")
            return draw(y, width)

        monkeypatch.setattr(rows, "draw", drawn)
        await reader.press("ctrl+z", "ctrl+l")
        assert called[0] == "suspended"
        assert called.count("drawn") >= rows.height


async def test_the_mouse_works(library: Library) -> None:
    """A click puts the cursor on a row, another opens it, and a click on a value chooses it."""
    async with using(library) as reader:
        await reader.pilot.click("#results", offset=(10, 4))
        await settle(reader.pilot)
        assert reader.main.rows.row == 1
        await reader.pilot.click("#results", offset=(10, 4))
        await settle(reader.pilot)
        assert reader.main.panes.pane == "article"
        await reader.pilot.click("#facets", offset=(10, 1))
        await settle(reader.pilot)
        assert reader.main.request.selection


async def test_no_color_sends_no_color(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under NO_COLOR nothing has a colour, and what is chosen, lit or wrong can still be told."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with using(library) as reader:
        await reader.type("iran")
        await reader.press("enter", "F", "plus", "n")
        segments = [segment for strip in reader.app.screen._compositor.render_strips() for segment in strip]
        assert not [segment for segment in segments if segment.style and (segment.style.color or segment.style.bgcolor)]
        assert {"Iran"} & {segment.text for segment in segments if segment.style and segment.style.bold}


async def test_one_pane_at_a_time_shows_what_a_key_did(library: Library) -> None:
    """On a tiny screen a key that changes the article leads to it, and pinning says where the article went."""
    async with using(library, (40, 12), query="rail") as reader:
        await reader.press("P")
        assert reader.main.message in reader.lines()[-1]
        panes = []
        for key in ("n", "tab"):
            await reader.press(key)
            panes.append(reader.main.panes.pane)
        assert panes == ["article", "pinned"]
