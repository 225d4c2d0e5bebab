"""Every action by its keys, on a wide, a common and a tiny screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from seedread.tui.actions import ACTIONS
from seedread.tui.screens.text import TextScreen

from .conftest import SIZES, Reader, using

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedread.index import Library

Claim: TypeAlias = "tuple[tuple[str, ...], Callable[[Reader], Any]]"
"""The keys before, and what is true after the key."""


def place(reader: Reader) -> tuple[int, int]:
    return reader.main.rows.row, reader.main.reading.top


SEARCHED = ("slash", "i", "r", "a", "n", "enter")

CLAIMS: dict[str, Claim] = {
    "search": ((), lambda r: r.main.focused is r.main.box),
    "next_pane": ((), lambda r: r.main.pane == "article"),
    "previous_pane": ((), lambda r: r.main.pane in ("facets", "article")),
    "facets": ((), lambda r: r.main.pane == "facets"),
    "next_article": (("enter",), lambda r: r.main.rows.row == 1 and r.read_id == r.row_id),
    "previous_article": (("j", "j", "enter"), lambda r: r.main.rows.row == 1),
    "next_match": (SEARCHED, lambda r: r.main.reading.here == 0),
    "previous_match": (SEARCHED, lambda r: r.main.reading.here == len(r.main.reading._wrapped.match_lines) - 1),
    "pin": (("j",), lambda r: r.pinned_id == r.row_id),
    "alone": ((), lambda r: r.main.arrangement.shown == ("article",)),
    "stripped": ((), lambda r: r.main.reading.view == "stripped"),
    "raw": ((), lambda r: r.main.reading.view == "raw"),
    "order": ((), lambda r: r.main.request.order == "newest"),
    "sync": ((), lambda r: r.main.said == "Nothing new."),
    "problems": ((), lambda r: r.main.said == "Every file could be read."),
    "redraw": ((), lambda r: "articles" in r.text() or "120" in r.text()),
    "suspend": ((), lambda r: r.app.is_running),
    "help": ((), lambda r: isinstance(r.app.screen, TextScreen)),
    "escape": (("slash",), lambda r: r.main.focused is r.main.rows),
    "back": (("enter",), lambda r: r.main.pane == "results"),
    "quit": ((), lambda r: not r.app.is_running),
    "interrupt": ((), lambda r: r.main.said == "Q quits."),
    "down": ((), lambda r: r.main.rows.row == 1),
    "up": (("j", "j"), lambda r: r.main.rows.row == 1),
    "first": (("G",), lambda r: r.main.rows.row == 0),
    "last": ((), lambda r: r.main.rows.row == 119 and r.main.rows.hit is not None),
    "page_down": ((), lambda r: r.main.rows.row == r.main.rows.page),
    "page_up": (("G",), lambda r: r.main.rows.row == 119 - r.main.rows.page),
    "half_down": ((), lambda r: r.main.rows.row == r.main.rows.page // 2),
    "half_up": (("G",), lambda r: r.main.rows.row == 119 - r.main.rows.page // 2),
    "open": ((), lambda r: r.main.pane == "article" and r.main.focused is r.main.reading),
    "read_on": ((), lambda r: place(r) != (0, 0)),
    "read_back": (("G", "g", "j", "b"), lambda r: r.main.reading.top == 0),
    "into_facets": ((), lambda r: r.main.pane == "facets"),
    "leave": (("enter",), lambda r: r.main.pane == "results"),
    "cycle": (("F",), lambda r: r.value.state == "include"),
    "include": (("F",), lambda r: r.value.state == "include"),
    "exclude": (("F",), lambda r: r.value.state == "exclude"),
    "any_all": (("F", "plus"), lambda r: r.main.facets["country"].mode == "all"),
    "next_section": (("F",), lambda r: r.facet_row.facet.name == "region"),
    "previous_section": (("F", "J"), lambda r: r.facet_row.facet.name == "country"),
    "into_results": (("F",), lambda r: r.main.pane == "results"),
    "commit": (
        ("slash", "i", "r"),
        lambda r: r.main.request.text == "ir" and not r.main.request.typing and r.main.focused is r.main.rows,
    ),
    "row_down": (("slash",), lambda r: r.main.rows.row == 1 and r.main.focused is r.main.box),
    "row_up": (("slash", "down", "down"), lambda r: r.main.rows.row == 1),
    "close": (("question_mark",), lambda r: r.app.screen is r.main),
}


def test_every_action_has_a_claim() -> None:
    """No action goes untested."""
    assert set(CLAIMS) == {action.name for action in ACTIONS}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("action", dict.fromkeys(action.name for action in ACTIONS))
async def test_first_key(library: Library, action: str, size: tuple[int, int]) -> None:
    """The key to learn first does what the help says, at every size."""
    key = next(entry.keys.split(",")[0] for entry in ACTIONS if entry.name == action)
    before, claim = CLAIMS[action]
    async with using(library, size) as reader:
        await reader.press(*before)
        await reader.press(key)
        assert claim(reader)


@pytest.mark.parametrize(
    ("action", "key"), [(action.name, key) for action in ACTIONS for key in action.keys.split(",")[1:]]
)
async def test_other_keys(library: Library, action: str, key: str) -> None:
    """Every other key of an action does the same."""
    before, claim = CLAIMS[action]
    async with using(library, (80, 24)) as reader:
        await reader.press(*before)
        await reader.press(key)
        assert claim(reader)
