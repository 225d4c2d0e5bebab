"""A page of text over the main screen: the help, which lists every action, and the files that could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from seedread.tui.actions import ACTIONS, PLACES
from seedread.tui.article_blocks import text_blocks
from seedread.tui.widgets.status_line import StatusLine
from seedread.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from seedread.tui.actions import Place
    from seedread.tui.keymap import Keymap

__all__ = ["TextScreen", "help_sections"]


class TextScreen(Screen[None], inherit_bindings=False):
    """Headed sections of labelled lines."""

    places: ClassVar[tuple[Place, ...]] = ("text",)

    def __init__(self, sections: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Show `sections`: a heading with its lines, each of a label and what is said about it."""
        super().__init__()
        self._sections = sections

    def compose(self) -> ComposeResult:
        """Text, and the status line."""
        yield TextPane(id="text")
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Fill in the text."""
        self.query_one(StatusLine).place = "text"
        pane = self.query_one(TextPane)
        pane.show_blocks(text_blocks(self._sections))
        pane.focus()

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss()


def help_sections(keymap: Keymap) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return every action with its keys, under the place where it works."""
    sections = []
    for place, heading in PLACES.items():
        rows = [(keymap.label(action), action.help) for action in ACTIONS if action.where == place]
        if rows:
            sections.append((heading, rows))
    return sections
