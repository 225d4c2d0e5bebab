"""The first page of the help: the reader's keys for everyday use, first those for where the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from seedread.tui.keys.bindings import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from seedread.tui.keys.bindings import Place
    from seedread.tui.keys.keymap import Keymap

__all__ = ["CARDS", "card"]

_Rows: TypeAlias = "tuple[tuple[str, str], ...]"
"""The names of actions, separated by spaces, and what they do."""

_FINDING: _Rows = (
    ("search", "search; Tab completes"),
    ("next_match previous_match", "next, previous match"),
    ("facets", "filter by facets"),
    ("previous_period next_period", "earlier, later"),
    ("order", "order of the results"),
    ("save_search saved_searches", "save a search, list"),
    ("stories", "events"),
    ("escape", "one step back"),
)
_MARKING: _Rows = (
    ("read unread", "read, unread"),
    ("star", "star"),
    ("tag untag", "tag, untag"),
    ("note", "note"),
    ("undo", "undo"),
    ("next_unread", "next unread"),
    ("save save_all", "write to file, all"),
    ("copy_url copy_citation", "copy URL, citation"),
)
_COMPARING: _Rows = (
    ("compare", "compare with another"),
    ("pin", "pin beside the list"),
    ("accounts", "other reports below"),
    ("story", "the whole event"),
    ("pairs", "named together"),
    ("command", "any action by name"),
    ("palette", "find an action"),
    ("back quit", "back, quit"),
)
_ROWS: _Rows = (
    ("down up", "next, previous row"),
    ("first last", "top, bottom"),
    ("page_down page_up", "page down, up"),
    ("open", "open the article"),
    ("read_on read_back", "page in the article"),
    ("next_pane", "next pane"),
    ("alone", "article at full width"),
    ("sync", "look for new files"),
    ("fetch feeds", "fetch feeds, list them"),
)
_TEXT: _Rows = (
    ("down up", "line down, up"),
    ("read_on read_back", "page down, up"),
    ("first last", "top, bottom"),
    ("next_article previous_article", "next, previous article"),
    ("leave", "back to the results"),
    ("alone", "full width"),
    ("stripped raw", "stripped lines, raw"),
    ("unfold", "all countries, leaders"),
    ("find_in_article", "find in the article"),
    ("select", "select sentences"),
    ("open_url", "open the URL"),
)
_VALUES: _Rows = (
    ("down up", "next, previous value"),
    ("next_section previous_section", "next, previous facet"),
    ("cycle", "include, exclude, off"),
    ("include exclude", "include, exclude"),
    ("any_all", "any or all of them"),
    ("find_value", "find a value"),
    ("alphabetical", "by name or by count"),
    ("into_results", "back to the results"),
)
_OFFERS: _Rows = (
    ("down up", "next, previous article"),
    ("first last", "top, bottom"),
    ("page_down page_up", "page down, up"),
    ("choose", "compare with it"),
)
_BESIDE: _Rows = (("read_on read_back", "page in the article"), ("close quit", "back, quit"))
_SIDES: _Rows = (
    ("down up", "line down, up"),
    ("page_down page_up", "page down, up"),
    ("first last", "top, bottom"),
    ("other_side", "next article"),
    ("together", "scroll both"),
    ("swap", "swap A and B"),
)
_SAME: _Rows = (
    ("next_aligned previous_aligned", "matching sentences"),
    ("next_quotation", "quotations"),
    ("next_number", "numbers that differ"),
)
_ALONE: _Rows = (
    ("next_only previous_only", "only in this article"),
    ("next_account previous_account", "another article as B"),
    ("third", "third, from 160 columns"),
    ("overview", "overview"),
)
_FEEDS: _Rows = (
    ("down up", "next, previous feed"),
    ("first last", "top, bottom"),
    ("open_feed", "articles of the feed"),
    ("find_feed", "find a feed"),
    ("only_wrong", "only with problems"),
)
_FETCHING: _Rows = (("fetch_feed", "fetch this feed"), ("fetch", "fetch all feeds"))
_FOLLOWING: _Rows = (("add_feed", "follow a feed or a site"), ("drop_feed", "stop following"))
_DIGEST: _Rows = (
    ("down up", "next, previous article"),
    ("page_down page_up", "page down, up"),
    ("first last", "top, bottom"),
)
_OPENING: _Rows = (("open_report", "open the article"), ("close", "close"), ("quit", "quit"))
_LEAVING: _Rows = (("close", "close"), ("quit", "quit"))
_OUT: _Rows = (("save", "save the comparison"), ("close", "close"))

CARDS: Mapping[Place, tuple[tuple[str, _Rows], ...]] = {
    "results": (("Moving", _ROWS), ("Finding", _FINDING), ("Marking", _MARKING), ("Comparing", _COMPARING)),
    "article": (("Reading", _TEXT), ("Finding", _FINDING), ("Marking", _MARKING), ("Comparing", _COMPARING)),
    "facets": (("Filtering", _VALUES), ("Finding", _FINDING), ("Marking", _MARKING), ("Comparing", _COMPARING)),
    "offers": (("Choosing", _OFFERS), ("Reading", _BESIDE)),
    "compare": (("Moving", _SIDES), ("What both say", _SAME), ("What one says", _ALONE), ("Leaving", _OUT)),
    "feeds": (("Moving", _FEEDS), ("Fetching", _FETCHING), ("Following", _FOLLOWING), ("Leaving", _LEAVING)),
    "brief": (("Moving", _DIGEST), ("Reading", _OPENING)),
}
"""Two or four groups for each place, that for the place itself first."""


def card(keymap: Keymap, places: Sequence[Place]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the groups for the nearest of `places` that has a card, with the keys that work there."""
    near = next((found for one in places if (found := CARDS.get(one))), CARDS["results"])
    groups = []
    for heading, rows in near:
        keyed = ((" ".join(_keys(keymap, names.split(), places)), text) for names, text in rows)
        groups.append((heading, [(keys, text) for keys, text in keyed if keys]))
    return groups


def _keys(keymap: Keymap, names: Sequence[str], places: Sequence[Place]) -> Iterator[str]:
    """Go through the main keys of actions, as far as they run them at `places`."""
    for name in names:
        named = {action.where: action for action in ACTIONS if action.name == name}
        action = next((named[place] for place in places if place in named), None)
        if action and any(keymap.action(places, key) == action for key in keymap.keys(action)[:1]):
            yield keymap.label(action, 1)
