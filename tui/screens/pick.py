"""A list to choose from, over the main screen: typing narrows it, Enter chooses a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.screen import Screen

from seedread.tui.widgets.pick_list import PickList
from seedread.tui.widgets.prompt_line import PromptLabel
from seedread.tui.widgets.status_line import StatusLine
from seedread.tui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.widgets import Input

    from seedread.tui.keys.bindings import Place
    from seedread.tui.widgets.pick_list import PickItem

__all__ = ["PickScreen"]


class PickLine(TypedLine, inherit_bindings=True):
    """The input line that filters the list."""

    places: ClassVar[tuple[Place, ...]] = ("pick",)


class PickScreen(Screen[str | None], inherit_bindings=False):
    """Returns the value of the chosen row, or None."""

    places: ClassVar[tuple[Place, ...]] = ("pick",)

    def __init__(
        self,
        title: str,
        choices: Sequence[PickItem],
        *,
        drop: Callable[[str], None] | None = None,
        opens: Callable[[str], None] | None = None,
        moved: Callable[[str | None], None] | None = None,
    ) -> None:
        """Offer `choices`; `drop`, if given, deletes one.

        With `opens`, which shows the chosen row on another screen, the list stays open under it. `moved` gets each
        value that the cursor comes to, and None if none is chosen.
        """
        super().__init__()
        self._title = title
        self._choices = choices
        self._drop = drop
        self._opens = opens
        self._moved = moved
        # Here and not in compose: rows and keys arrive before Textual has mounted all widgets.
        self.typed = PickLine(id="typed")
        self.listed = PickList(id="choices")

    def compose(self) -> ComposeResult:
        """Typed line, rows, status line."""
        with Container(id="top"):
            yield PromptLabel(id="question")
            yield self.typed
        yield self.listed
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Show every row."""
        self.show_all()

    def show_all(self) -> None:
        """Show title and rows."""
        self.query_one(PromptLabel).text = self._title
        self.query_one(StatusLine).place = "pick"
        self.set_focus(self.typed)
        self.listed.measure(self._choices)
        self.listed.show(self._choices)

    def offer(self, choices: Sequence[PickItem]) -> None:
        """Offer other rows."""
        self._choices = choices
        self.listed.measure(choices)
        self.narrow(keep=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter the list."""
        event.stop()
        self.narrow()

    def narrow(self, *, keep: bool = False) -> None:
        """Show only the rows with every typed word; with `keep`, the cursor stays on its row."""
        words = self.typed.value.casefold().split()
        texts = ((choice, f"{choice.label} {choice.detail}".casefold()) for choice in self._choices)
        self.listed.show([choice for choice, text in texts if all(word in text for word in words)], keep=keep)
        self._preview()

    def action_choose(self) -> None:
        """Choose the row, or open it."""
        here = self.listed.here
        if here is None:
            return
        if self._opens is None:
            self._leave(here.value)
        elif self.is_active and self.is_mounted:
            self._opens(here.value)

    def action_drop(self) -> None:
        """Delete the row, if that is possible."""
        if self._drop and (here := self.listed.here):
            self._drop(here.value)

    def action_row_down(self) -> None:
        """Move down."""
        self.listed.move(1)
        self._preview()

    def action_row_up(self) -> None:
        """Move up."""
        self.listed.move(-1)
        self._preview()

    def _preview(self) -> None:
        if self._moved and (here := self.listed.here):
            self._moved(here.value)

    def action_close(self) -> None:
        """Choose none."""
        if self._moved:
            self._moved(None)
        self._leave(None)

    def _leave(self, value: str | None) -> None:
        """Close once, and only when mounted: Textual removes the topmost screen in any state."""
        if self.is_active and self.is_mounted:
            self.dismiss(value)
