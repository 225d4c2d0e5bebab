"""A page of text over the main screen: the help, which lists every action, and the files that could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.screen import Screen

from seedread.tui.keys.bindings import ACTIONS, PLACES
from seedread.tui.keys.key_names import key_label
from seedread.tui.render.article_blocks import section_blocks
from seedread.tui.widgets.prompt_line import PromptLabel
from seedread.tui.widgets.status_line import StatusLine
from seedread.tui.widgets.text_pane import TextPane
from seedread.tui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widgets import Input

    from seedread.tui.keys.bindings import Place
    from seedread.tui.keys.keymap import Keymap
    from seedread.tui.render.wrapped_text import Block

__all__ = ["FindLine", "TextScreen", "help_sections"]


class FindLine(TypedLine, inherit_bindings=True):
    """The line to search in the text."""

    places: ClassVar[tuple[Place, ...]] = ("prompt",)


class TextScreen(Screen[None], inherit_bindings=False):
    """Headed sections of labelled lines."""

    places: ClassVar[tuple[Place, ...]] = ("text",)

    def __init__(self, sections: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (), title: str = "") -> None:
        """Show `sections`: a heading with its lines, each a label and a text; `title` is in a line above."""
        super().__init__()
        self._sections = sections
        self._title = title

    def blocks(self, words: Sequence[str]) -> Sequence[Block]:
        """Return the text, with `words` only the lines that contain them all."""
        found = [
            (heading, [row for row in rows if all(word in " ".join((heading, *row)).casefold() for word in words)])
            for heading, rows in self._sections
        ]
        return section_blocks([(heading, rows) for heading, rows in found if rows or not words])

    def compose(self) -> ComposeResult:
        """Text, search line, and the status line."""
        yield TextPane(id="text")
        with Container(id="finding"):
            yield PromptLabel(id="question")
            yield FindLine(id="sought")
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Fill in the text."""
        self.query_one(StatusLine).place = "text"
        self.query_one(PromptLabel).text = "Find:"
        pane = self.query_one(TextPane)
        pane.roof = self._title
        pane.show_blocks(self.blocks(()))
        pane.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show only the lines that contain every typed word."""
        event.stop()
        self.query_one(TextPane).show_blocks(self.blocks(event.value.casefold().split()))

    def on_key(self, event: events.Key) -> None:
        """Say that a key does nothing: in the text, one that does something does not come here."""
        if isinstance(self.focused, TypedLine):
            return
        event.stop()
        self.query_one(StatusLine).said = f"{key_label(event.key)} does nothing here."

    def clear_message(self) -> None:
        """Show the keys again, at the next key."""
        self.query_one(StatusLine).said = ""

    @property
    def sought(self) -> str:
        """What is searched for in the text."""
        return self.query_one(FindLine).value

    def action_find_text(self) -> None:
        """Show the search line."""
        self.query_one("#finding").display = True
        self.set_focus(self.query_one(FindLine))

    def action_accept(self) -> None:
        """Go back to the text, still filtered."""
        self.set_focus(self.query_one(TextPane))

    def action_give_up(self) -> None:
        """Show all of the text again."""
        self.query_one(FindLine).value = ""
        self.query_one("#finding").display = False
        self.set_focus(self.query_one(TextPane))

    def action_close(self) -> None:
        """Close this screen."""
        self.dismiss()

    def action_quit(self) -> None:
        """Quit."""
        self.app.exit()


def help_sections(keymap: Keymap, here: Sequence[Place] = ()) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return every action with its keys, or else its name after `:`, grouped by place.

    On a separate screen the actions of `here` come first.
    """
    sections = []
    apart = () if "anywhere" in here else here
    for place in dict.fromkeys((*apart, *PLACES)):
        rows = [(keymap.label(action) or f":{action.name}", action.help) for action in ACTIONS if action.where == place]
        if rows:
            sections.append((PLACES[place], rows))
    return [*sections, ("Your own keys", keymap.own)] if keymap.own else sections
