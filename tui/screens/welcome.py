"""The first page of the first session: what this is, six keys, and how to open a folder. Any key goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from seedread.tui.keys.bindings import action_named
from seedread.tui.keys.dispatch import keymap_of, keys_of
from seedread.tui.render.article_blocks import BLANK, section_blocks
from seedread.tui.render.empty_list import FORMATS
from seedread.tui.render.themes import BOLD
from seedread.tui.render.wrapped_text import Block
from seedread.tui.widgets.status_line import StatusLine
from seedread.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from seedread.tui.keys.bindings import Place
    from seedread.tui.keys.keymap import Keymap

__all__ = ["WelcomeScreen", "welcome_sections"]

_WHAT = (
    "A reader for news articles in files. It searches as you type, filters by country and leader, and compares "
    "two reports of one event. Five bundled articles are here to try it on."
)
_KEYS = {
    "search": "search as you type",
    "open": "read the article; Space pages on",
    "facets": "filter by country, leader, source, date",
    "compare": "compare the article with a similar one",
    "help": "help: keys, how to search, documentation",
    "back": "one step back; from the list, quit",
}
"""The six keys to begin with."""
_GOES_ON = frozenset(("enter", "space", "escape"))
"""Keys that do nothing but close the page; every other one is then run."""


class WelcomeScreen(Screen[None], inherit_bindings=False):
    """Lies over the main screen until the first key."""

    places: ClassVar[tuple[Place, ...]] = ()

    def compose(self) -> ComposeResult:
        """Text and status line."""
        pane = TextPane(id="text")
        pane.can_focus = False
        yield pane
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Fill in the text."""
        about = [Block("Welcome to seedread", BOLD), Block(_WHAT), BLANK]
        self.query_one(TextPane).show_blocks([*about, *section_blocks(welcome_sections(keymap_of(self.app)))])
        self.query_one(StatusLine).said = "Press Enter to begin."

    def on_key(self, event: events.Key) -> None:
        """Go on, and run the key: each of those that the page names works at once."""
        event.stop()
        if event.key not in _GOES_ON:
            keys_of(self.app).put_back(event)
        self.dismiss()


def welcome_sections(keymap: Keymap) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the sections of the page, with the reader's own keys."""
    keys = [(keymap.label(action_named(name), 1), text) for name, text in _KEYS.items()]
    own = [
        ("seedread DIR", "open a folder or file of your own, now or later"),
        ("seedread add", "follow feeds: a site, an address, or the OPML file of another reader"),
        ("formats", FORMATS),
    ]
    return [
        ("Keys to begin with", keys),
        ("Your own articles", own),
    ]
