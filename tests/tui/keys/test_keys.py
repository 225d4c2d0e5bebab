"""Every action by its keys, on a wide, a common and a tiny screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from screen import SIZES, Reader, using

from seedread.index.feeds.feed import Feed
from seedread.index.feeds.feed_list import default_list
from seedread.index.feeds.feed_list_edit import add_feeds
from seedread.tui.keys.bindings import ACTIONS, Action
from seedread.tui.keys.keymap import Keymap
from seedread.tui.screens.compare import CompareScreen
from seedread.tui.screens.feeds import FeedScreen
from seedread.tui.screens.offers import OffersScreen
from seedread.tui.screens.pairs import PairScreen
from seedread.tui.screens.pick import PickScreen
from seedread.tui.screens.text import FindLine, TextScreen
from seedread.tui.widgets.article_pane import ArticlePane
from seedread.tui.widgets.prompt_line import PromptLabel
from seedread.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedread.index import Library

Claim: TypeAlias = "tuple[tuple[str, ...], Callable[[Reader], Any]]"
"""The keys before, and what is true after the key."""


@pytest.fixture(autouse=True)
def followed(hermetic: Path, importable: None) -> None:
    """Follow one feed, whose address is refused before anything is sent: it is in a private network."""
    del importable
    assert default_list().is_relative_to(hermetic)
    add_feeds(default_list(), [Feed("a-news", "http://127.0.0.1:9/a", "A News")])


def place(reader: Reader) -> tuple[int, int]:
    return reader.main.rows.row, reader.main.panes.reading.top


SEARCHED = ("slash", "i", "r", "a", "n", "enter")
LEADER = ("F", "J", "J", "j")
SAVED = (*SEARCHED, "m", "enter", "escape", "slash", "ctrl+u", "enter")

CLAIMS: dict[str, Claim] = {
    "search": ((), lambda r: r.main.focused is r.main.panes.box),
    "next_pane": ((), lambda r: r.main.panes.pane == "article"),
    "previous_pane": ((), lambda r: r.main.panes.pane in ("facets", "article")),
    "facets": ((), lambda r: r.main.panes.pane == "facets"),
    "next_article": (("enter",), lambda r: r.main.rows.row == 1 and r.read_id == r.row_id),
    "previous_article": (("j", "j", "enter"), lambda r: r.main.rows.row == 1),
    "next_match": (SEARCHED, lambda r: r.main.panes.reading.here == 0),
    "previous_match": (
        SEARCHED,
        lambda r: r.main.panes.reading.here == len(r.main.panes.reading._wrapped.match_lines) - 1,
    ),
    "find_in_article": ((), lambda r: r.asked == "Find:"),
    "pin": (("j",), lambda r: r.pinned_id == r.row_id),
    "alone": ((), lambda r: r.main.panes.arrangement.shown == ("article",)),
    "stripped": ((), lambda r: r.main.panes.reading.view == "stripped"),
    "names": ((), lambda r: r.main.panes.reading.names),
    "unfold": ((), lambda r: r.main.panes.reading.unfolded),
    "raw": ((), lambda r: r.main.panes.reading.view == "raw"),
    "order": ((), lambda r: r.main.request.order == "newest"),
    "fold_copies": ((), lambda r: not r.main.request.folded),
    "read": ((), lambda r: r.marks.read),
    "unread": (("r",), lambda r: not r.marks.read),
    "star": ((), lambda r: r.marks.starred),
    "tag": ((), lambda r: r.asked == "Add tags:"),
    "untag": (("t", "g", "enter"), lambda r: r.asked == "Remove tags:" and r.answer == "g"),
    "note": ((), lambda r: r.asked == "Note:"),
    "all_read": ((), lambda r: r.asked == "Mark all 120 articles as read? (y/n)"),
    "below_read": ((), lambda r: r.asked == "Mark the 119 below as read? (y/n)"),
    "undo": (("f",), lambda r: not r.marks.starred),
    "redo": (("f", "U"), lambda r: r.marks.starred),
    "next_unread": (("j", "r", "k"), lambda r: r.main.rows.row == 2),
    "saved_searches": (("m", "a", "enter"), lambda r: isinstance(r.app.screen, PickScreen)),
    "save_search": ((), lambda r: r.asked == "Save search as:"),
    "forget_search": (("m", "a", "enter"), lambda r: r.asked == "Delete saved search:"),
    "next_saved": (SAVED, lambda r: r.main.panes.box.value == "iran"),
    "previous_saved": (SAVED, lambda r: r.main.panes.box.value == "iran"),
    "history": (("slash", "i", "enter"), lambda r: isinstance(r.app.screen, PickScreen)),
    "next_period": (("S", "S"), lambda r: r.main.rows.pages.total == 28 and r.row_id.startswith("note-")),
    "into_period": (("left_curly_bracket",), lambda r: r.main.request.text == "date:2024-10"),
    "out_of_period": (("left_curly_bracket", "equals_sign"), lambda r: r.main.request.text == "date:2024"),
    "density": ((), lambda r: "per row" in r.main.message),
    "previous_period": ((), lambda r: r.main.rows.pages.total == 6),
    "open_url": ((), lambda r: r.main.message == "This article has no URL."),
    "links": ((), lambda r: r.main.message == "This article has no links."),
    "link_numbers": ((), lambda r: not r.main.panes.reading.numbers),
    "link": ((), lambda r: r.main.message.startswith("Type the number of the link")),
    "select": ((), lambda r: r.main.panes.reading.selector.count == 1),
    "copy_url": ((), lambda r: r.main.message == "This article has no URL."),
    "copy_citation": ((), lambda r: r.app.clipboard.startswith("“Iran and Turkey open a rail link”, Valley Post")),
    "save": ((), lambda r: r.asked == "Save as:" and r.answer == "Iran-and-Turkey-open-a-rail-link.md"),
    "save_all": ((), lambda r: r.asked == "Save 120 articles as:"),
    "pipe": ((), lambda r: r.asked == "Pipe to:"),
    "command": ((), lambda r: r.asked == ":"),
    "palette": ((), lambda r: isinstance(r.app.screen, PickScreen)),
    "reopen": ((), lambda r: r.main.message.startswith("No other library")),
    "run": ((), lambda r: r.asked == ":"),
    "sync": ((), lambda r: r.main.message == "Up to date."),
    "fetch": ((), lambda r: r.main.message == "0 of 1 feed fetched: 1 failed. Press I to see why."),
    "feeds": ((), lambda r: isinstance(r.app.screen, FeedScreen)),
    "brief": ((), lambda r: r.main.message.startswith("No articles of today.")),
    "set": ((), lambda r: "start.sources = []" in r.text()),
    "theme": ((), lambda r: "pale text, dark background" in r.text()),
    "problems": ((), lambda r: r.main.message == "All files could be read."),
    "redraw": ((), lambda r: "articles" in r.text() or "120" in r.text()),
    "suspend": ((), lambda r: r.app.is_running),
    "help": ((), lambda r: isinstance(r.app.screen, TextScreen)),
    "docs": ((), lambda r: "Documentation" in r.text() and isinstance(r.app.screen, PickScreen)),
    "next_page": (("question_mark",), lambda r: "gas pipeline" in r.text()),
    "escape": (("slash",), lambda r: r.main.focused is r.main.rows),
    "back": (("enter",), lambda r: r.main.panes.pane == "results"),
    "forward": ((*SEARCHED, "escape"), lambda r: r.main.panes.box.value == "iran"),
    "quit": ((), lambda r: not r.app.is_running),
    "interrupt": ((), lambda r: r.main.message == "Press Q to quit."),
    "down": ((), lambda r: r.main.rows.row == 1),
    "up": (("j", "j"), lambda r: r.main.rows.row == 1),
    "first": (("G",), lambda r: r.main.rows.row == 0),
    "last": ((), lambda r: r.main.rows.row == 119 and r.main.rows.hit is not None),
    "page_down": ((), lambda r: r.main.rows.row == r.main.rows.page),
    "page_up": (("G",), lambda r: r.main.rows.row == 119 - r.main.rows.page),
    "half_down": ((), lambda r: r.main.rows.row == r.main.rows.page // 2),
    "half_up": (("G",), lambda r: r.main.rows.row == 119 - r.main.rows.page // 2),
    "open": ((), lambda r: r.main.panes.pane == "article" and r.main.focused is r.main.panes.reading),
    "accounts": ((), lambda r: r.main.rows.pages.length > r.main.rows.pages.total),
    "read_on": ((), lambda r: place(r) != (0, 0)),
    "read_back": (("G", "g", "j", "b"), lambda r: r.main.panes.reading.top == 0),
    "into_facets": ((), lambda r: r.main.panes.pane == "facets"),
    "leave": (("enter",), lambda r: r.main.panes.pane == "results"),
    "cycle": (("F",), lambda r: r.value.state == "include"),
    "include": (("F",), lambda r: r.value.state == "include"),
    "exclude": (("F",), lambda r: r.value.state == "exclude"),
    "any_all": (("F", "plus"), lambda r: r.main.facets["country"].mode == "all"),
    "find_value": (("F",), lambda r: r.asked == "Find in Countries:"),
    "alphabetical": (("F",), lambda r: r.value.label == "Brazil"),
    "spellings": (LEADER, lambda r: isinstance(r.app.screen, PickScreen)),
    "merge_row": (LEADER, lambda r: r.main.panes.facet_list.marked == "vladimir-putin.ru"),
    "drop_row": (LEADER, lambda r: r.asked.startswith("Remove “Vlad")),
    "next_section": (("F",), lambda r: r.facet_row.facet.name == "region"),
    "previous_section": (("F", "J"), lambda r: r.facet_row.facet.name == "country"),
    "into_results": (("F",), lambda r: r.main.panes.pane == "results"),
    "commit": (
        ("slash", "i", "r"),
        lambda r: r.main.request.text == "ir" and not r.main.request.typing and r.main.focused is r.main.rows,
    ),
    "next_row": (("slash",), lambda r: r.main.rows.row == 1 and r.main.focused is r.main.panes.box),
    "previous_row": (("slash", "ctrl+n", "ctrl+n"), lambda r: r.main.rows.row == 1),
    "take_meant": (("slash", *"irann", "enter"), lambda r: r.main.request.text == "iran" == r.main.panes.box.value),
    "close": (("question_mark",), lambda r: r.app.screen is r.main),
    "find_text": (("question_mark",), lambda r: r.app.screen.query_one(FindLine).has_focus),
    "accept": (("t", "g"), lambda r: r.marks.tags == ("g",)),
    "complete": (("colon", "s", "t", "a"), lambda r: r.answer == "star"),
    "older": (("t", "g", "enter", "t"), lambda r: r.answer == "g"),
    "newer": (("t", "g", "enter", "t", "up"), lambda r: not r.answer),
    "give_up": (("t", "g"), lambda r: not r.asked and not r.marks.tags),
    "choose": (("ctrl+p", *"star the"), lambda r: r.marks.starred),
    "compare": ((), lambda r: isinstance(r.app.screen, OffersScreen)),
    "stories": ((), lambda r: isinstance(r.app.screen, PickScreen) or "more than one article" in r.main.message),
    "story": ((), lambda r: isinstance(r.app.screen, TextScreen) or "covers this event" in r.main.message),
    "versions": ((), lambda r: "This article has not changed" in r.main.message),
    "pairs": ((), lambda r: isinstance(r.app.screen, PairScreen)),
    "other_kind": (("w",), lambda r: "Countries named together" in r.text()),
    "drop": (("m", "a", "enter", "apostrophe"), lambda r: not r.main.searches.all),
    "alert": (("m", "a", "enter", "apostrophe"), lambda r: r.main.settings.alerts.searches == ("a",)),
}
"""By action, and by action and place where an action of that name does another thing there."""
IN_LINE: dict[str, Claim] = {
    "complete": (("slash", *"lead"), lambda r: r.main.panes.box.value == "leader:"),
    "older": ((*SEARCHED, "slash"), lambda r: r.main.panes.box.value == "iran"),
    "newer": ((*SEARCHED, "slash", "x", "up"), lambda r: r.main.panes.box.value == "x"),
}
PICKING: dict[str, Claim] = {
    "row_down": (("ctrl+p",), lambda r: r.picking.row == 1),
    "row_up": (("ctrl+p", "down", "down"), lambda r: r.picking.row == 1),
    "close": (("ctrl+p",), lambda r: r.app.screen is r.main),
}
COMPARING = ("c", "enter")


def told(reader: Reader) -> str:
    """Return what the status line of the compare screen says."""
    return reader.app.screen.query_one(StatusLine).said


COMPARED: dict[str, Claim] = {
    "next_aligned": (COMPARING, lambda r: told(r).startswith("=1 same wording")),
    "previous_aligned": (COMPARING, lambda r: told(r).startswith("=") and "same wording" in told(r)),
    "next_only": (COMPARING, lambda r: told(r).startswith("only in A, 1")),
    "previous_only": (COMPARING, lambda r: told(r).startswith("only in A, ")),
    "next_quotation": (COMPARING, lambda r: told(r) == "No quotations in any article."),
    "next_number": (COMPARING, lambda r: told(r).startswith("No numbers differ")),
    "next_account": (COMPARING, lambda r: "B 2/" in r.text()),
    "previous_account": ((*COMPARING, "J"), lambda r: "B 1/" in r.text()),
    "together": (COMPARING, lambda r: told(r) == "Scroll sync off."),
    "third": (COMPARING, lambda r: told(r) == "Three articles need a screen of 160 columns; this one has 80."),
    "swap": (COMPARING, lambda r: "Iran and Turkey" in r.text().partition(" B 1/")[2]),
    "overview": (COMPARING, lambda r: isinstance(r.app.screen, TextScreen)),
    "save": (COMPARING, lambda r: r.app.screen.query_one(PromptLabel).text == "Save as:"),
    "help": (COMPARING, lambda r: isinstance(r.app.screen, TextScreen)),
    "other_side": (COMPARING, lambda r: r.app.screen.focused is r.app.screen.query_one("#b")),
    "close": (COMPARING, lambda r: isinstance(r.app.screen, OffersScreen)),
}
OFFERED: dict[str, Claim] = {
    "choose": (("c",), lambda r: isinstance(r.app.screen, CompareScreen)),
    "read_on": (("c",), lambda r: r.app.screen.query_one(ArticlePane).top > 0),
    "read_back": (("c", "space"), lambda r: r.app.screen.query_one(ArticlePane).top == 0),
    "help": (("c",), lambda r: isinstance(r.app.screen, TextScreen)),
    "close": (("c",), lambda r: r.app.screen is r.main),
    "quit": (("c",), lambda r: not r.app.is_running),
}

FEEDS = ("I",)
FOLLOWING: dict[str, Claim] = {
    "open_feed": (FEEDS, lambda r: r.main.request.text == "feed:a-news"),
    "fetch_feed": (FEEDS, lambda r: told(r) == "0 of 1 feed fetched: 1 failed. Press I to see why."),
    "fetch": (FEEDS, lambda r: told(r) == "0 of 1 feed fetched: 1 failed. Press I to see why."),
    "add_feed": (FEEDS, lambda r: "Follow (address, site or OPML file):" in r.lines()[-1]),
    "drop_feed": (FEEDS, lambda r: "Stop following A News? Its articles stay. (y/n)" in r.lines()[-1]),
    "find_feed": (FEEDS, lambda r: "Find:" in r.lines()[-1]),
    "only_wrong": (FEEDS, lambda r: told(r).startswith("Only feeds with problems.")),
    "help": (FEEDS, lambda r: isinstance(r.app.screen, TextScreen)),
    "close": (FEEDS, lambda r: r.app.screen is r.main),
    "quit": (FEEDS, lambda r: not r.app.is_running),
}
DIGEST = ("colon", *"brief all", "enter")
IN_DIGEST: dict[str, Claim] = {
    "open_report": (DIGEST, lambda r: r.main.panes.in_article and r.main.request.order == "newest"),
    "help": (DIGEST, lambda r: isinstance(r.app.screen, TextScreen)),
    "close": (DIGEST, lambda r: r.app.screen is r.main),
    "quit": (DIGEST, lambda r: not r.app.is_running),
}
KEYS = Keymap()
ARRANGED = ("panes", "results", "article", "facets", "search")


def claim_of(action: Action) -> Claim:
    there = {
        "search": IN_LINE,
        "pick": PICKING,
        "offers": OFFERED,
        "compare": COMPARED,
        "feeds": FOLLOWING,
        "brief": IN_DIGEST,
    }.get(action.where, {})
    return there[action.name] if action.name in there else CLAIMS[action.name]


def test_every_action_has_a_claim() -> None:
    """No action goes untested."""
    claimed = set(CLAIMS).union(PICKING, OFFERED, COMPARED, FOLLOWING, IN_DIGEST)
    assert claimed == {action.name for action in ACTIONS}


def name_of(value: Action | tuple[int, int]) -> str:
    return f"{value.where}-{value.name}" if isinstance(value, Action) else "x".join(map(str, value))


ALL_OVER = [(action, (80, 24)) for action in ACTIONS if KEYS.keys(action)]
IN_PANES = [(action, size) for size in (SIZES[0], SIZES[2]) for action in ACTIONS if action.where in ARRANGED]


@pytest.mark.parametrize(("action", "size"), ALL_OVER + IN_PANES, ids=name_of)
async def test_first_key(library: Library, action: Action, size: tuple[int, int]) -> None:
    """The key to learn first does what the help says, in the panes at every size."""
    before, claim = claim_of(action)
    async with using(library, size) as reader:
        await reader.press(*before)
        await reader.press(KEYS.keys(action)[0])
        assert claim(reader)


@pytest.mark.parametrize(
    "action",
    [action for action in ACTIONS if action.where in ("anywhere", "every")],
    ids=name_of,
)
async def test_by_name(library: Library, action: Action) -> None:
    """Behind `:` the name of an action does what its key does, on a tiny screen too."""
    before, claim = claim_of(action)
    async with using(library, SIZES[2]) as reader:
        await reader.press(*before)
        if reader.main.focused is reader.main.panes.box:
            await reader.press("enter")
        await reader.press("colon", *("minus" if char == "_" else char for char in action.name), "enter")
        assert claim(reader)


def test_other_keys() -> None:
    """Every other key of an action stands for the same action."""
    for action in ACTIONS:
        assert [KEYS.action((action.where,), key) for key in KEYS.keys(action)] == [action] * len(KEYS.keys(action))
