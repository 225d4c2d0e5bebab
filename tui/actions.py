"""Every action with its name, keys and help, stated once: bindings, key hints and the help screen all come from here.

An action named `page_down` runs the method `action_page_down` of the pane it belongs to, or of the screen; the name is
the binding's id as well, so a keymap can give it other keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from textual.binding import Binding, BindingType

__all__ = ["ACTIONS", "PLACES", "Action", "Place", "bindings", "hints", "key_label"]

Place: TypeAlias = Literal["anywhere", "panes", "results", "facets", "article", "search", "text"]

PLACES: dict[Place, str] = {
    "anywhere": "Anywhere",
    "panes": "Moving",
    "results": "In the results",
    "article": "In an article",
    "facets": "In the facets",
    "search": "In the search line",
    "text": "On this screen",
}
"""Where an action works, with the heading it has in the help."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do with a key."""

    name: str
    """The method without `action_`, and the id for a keymap."""
    keys: str
    """Textual's key names, comma between them, the one to learn first."""
    help: str
    """What it does, for the help screen."""
    where: Place
    hint: str = ""
    """One or two words for the status line; empty: not shown there."""


ACTIONS: tuple[Action, ...] = (
    Action("search", "slash", "type a query; results and counts follow every key", "anywhere", "search"),
    Action("next_pane", "tab", "go to the next pane", "anywhere", "pane"),
    Action("previous_pane", "shift+tab", "go to the pane before", "anywhere"),
    Action("facets", "F", "go to the facets and back", "anywhere", "facets"),
    Action("next_article", "J", "open the next article", "anywhere"),
    Action("previous_article", "K", "open the article before", "anywhere"),
    Action("next_match", "n", "jump to the next match in the article", "anywhere"),
    Action("previous_match", "N", "jump to the match before", "anywhere"),
    Action("pin", "c", "pin the article beside the list to compare; again: unpin", "anywhere", "compare"),
    Action("alone", "z", "give the article the whole screen, and back", "anywhere", "alone"),
    Action("stripped", "v", "show what was stripped from the article, each line with its reason", "anywhere"),
    Action("raw", "V", "show the raw document", "anywhere"),
    Action("order", "S", "change the order: relevance, newest, oldest", "anywhere", "order"),
    Action("sync", "ctrl+r", "look for new and changed files", "anywhere"),
    Action("problems", "exclamation_mark", "list the files that could not be read", "anywhere"),
    Action("redraw", "ctrl+l", "draw the screen again", "anywhere"),
    Action("suspend", "ctrl+z", "suspend; `fg` comes back", "anywhere"),
    Action("help", "question_mark,f1", "this help", "anywhere", "help"),
    Action("escape", "escape", "leave the search line, unpin, or clear a filter; never quits", "anywhere"),
    Action("back", "q", "go back; from the results: quit", "anywhere", "back"),
    Action("quit", "Q", "quit", "anywhere"),
    Action("interrupt", "ctrl+c", "does nothing: quitting is Q", "anywhere"),
    Action("down", "j,down", "a row or line down", "panes"),
    Action("up", "k,up", "a row or line up", "panes"),
    Action("first", "g,home", "to the beginning (gg too)", "panes"),
    Action("last", "G,end", "to the end", "panes"),
    Action("page_down", "ctrl+f,pagedown", "a page down", "panes"),
    Action("page_up", "ctrl+b,pageup", "a page up", "panes"),
    Action("half_down", "ctrl+d", "half a page down", "panes"),
    Action("half_up", "ctrl+u", "half a page up", "panes"),
    Action("open", "enter,l,right", "into the article", "results", "read"),
    Action("read_on", "space", "page on in the article; at its end, the next article", "results"),
    Action("read_back", "b", "page back in the article", "results"),
    Action("into_facets", "h,left,backspace", "to the facets", "results"),
    Action("read_on", "space", "a page on; at the end, the next article", "article", "on"),
    Action("read_back", "b", "a page back", "article"),
    Action("leave", "h,left,backspace", "back to the results", "article"),
    Action("cycle", "space,enter", "off, include, exclude, in turn", "facets", "in/ex"),
    Action("include", "plus", "include the value; again: off", "facets"),
    Action("exclude", "minus", "exclude the value; again: off", "facets"),
    Action("any_all", "ampersand", "any of the included values, or all of them in one article", "facets", "any/all"),
    Action("next_section", "J", "to the next facet", "facets"),
    Action("previous_section", "K", "to the facet before", "facets"),
    Action("into_results", "h,l,left,right,backspace", "to the results", "facets"),
    Action("commit", "enter", "search for exactly this and go to the results", "search", "results"),
    Action("row_down", "down,ctrl+n", "a row down in the results", "search"),
    Action("row_up", "up,ctrl+p", "a row up in the results", "search"),
    Action("close", "escape,q,h,left,backspace,question_mark,f1", "close", "text", "close"),
)

ON_SCREEN = frozenset(
    ("open", "read_on", "read_back", "into_facets", "leave", "into_results", "commit", "row_down", "row_up")
)
"""Actions that work in one pane and move the focus, or another pane: the screen runs them."""

_LABELS = {
    "slash": "/",
    "question_mark": "?",
    "exclamation_mark": "!",
    "ampersand": "&",
    "plus": "+",
    "minus": "-",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "escape": "Esc",
}


def key_label(key: str) -> str:
    """Return Textual's name of a key as a person writes it."""
    *modifiers, last = key.split("+")
    if modifiers:
        last = last.upper() if len(last) == 1 else last.capitalize()
    label = _LABELS.get(last, last if len(last) == 1 else last.capitalize())
    return "-".join([*(modifier.capitalize() for modifier in modifiers), label])


def bindings(*places: Place) -> list[BindingType]:
    """Return the bindings of the actions that work in `places`."""
    return [
        Binding(action.keys, _method(action), action.help, show=False, id=action.name)
        for action in ACTIONS
        if action.where in places
    ]


def _method(action: Action) -> str:
    return f"screen.{action.name}" if action.name in ON_SCREEN else action.name


def hints(place: Place) -> list[tuple[str, str]]:
    """Return key and hint of the actions for the status line, those of `place` first."""
    here = [action for action in ACTIONS if action.where == place]
    if place not in ("search", "text"):
        here += [action for action in ACTIONS if action.where == "anywhere"]
    return [(key_label(action.keys.split(",")[0]), action.hint) for action in here if action.hint]
