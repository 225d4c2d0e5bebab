"""A list to choose from, over the main screen: typing narrows it, Enter takes a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.reactive import var
from textual.screen import Screen

from seedread.tui.palette import CURSOR, DIM, PLAIN
from seedread.tui.text_layout import Piece, fit, line
from seedread.tui.widgets.ask_line import AskLabel
from seedread.tui.widgets.lines_view import LinesView
from seedread.tui.widgets.status_line import StatusLine
from seedread.tui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from textual.app import ComposeResult
    from textual.strip import Strip
    from textual.widgets import Input

    from seedread.tui.actions import Place

__all__ = ["Choice", "PickScreen"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A row to choose."""

    label: str
    detail: str
    """Stands beside it, dim."""
    value: str
    """What is given back."""


class PickList(LinesView, inherit_bindings=True):
    """The rows that are left."""

    can_focus = False
    row: var[int] = var(0, init=False)

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self.choices: Sequence[Choice] = ()
        self._shown = 0

    @property
    def length(self) -> int:
        """Rows, one where there are none, to say so."""
        return max(len(self.choices), 1)

    @property
    def page(self) -> int:
        """Rows that show."""
        return self.height

    @property
    def here(self) -> Choice | None:
        """The row with the cursor."""
        return self.choices[self.row] if self.row < len(self.choices) else None

    def show(self, choices: Sequence[Choice], *, keep: bool = False) -> None:
        """Show other rows, the cursor on the first, or where it was."""
        self.choices = choices
        self._shown += 1
        self.row = min(self.row, max(len(choices) - 1, 0)) if keep else 0
        self.scroll_to_line(self.top if keep else 0)
        self.refresh()

    def move(self, step: int) -> None:
        """Move the cursor."""
        self.row = max(0, min(self.row + step, len(self.choices) - 1))

    def watch_row(self, old: int, new: int) -> None:
        """Draw both rows again, and keep the cursor in view."""
        self.refresh_at(old)
        self.refresh_at(new)
        if not self.top <= new < self.top + self.height:
            self.scroll_to_line(new if new < self.top else new - self.height + 1)

    def key(self, y: int) -> Hashable:
        """Name what shows in row `y`."""
        return (self._shown, y, y == self.row)

    def draw(self, y: int, width: int) -> Strip:
        """Draw one row."""
        if not self.choices:
            return line([("  nothing", DIM)], width)
        choice, here = self.choices[y], y == self.row
        room = min(max((len(one.label) for one in self.choices), default=0), width // 2)
        style = CURSOR if here else PLAIN
        pieces: list[Piece] = [(f" {fit(choice.label, room)}  ", style), (choice.detail, CURSOR if here else DIM)]
        return line(pieces, width, CURSOR if here else None)


class PickLine(TypedLine, inherit_bindings=True):
    """Where one types to narrow the list."""

    places: ClassVar[tuple[Place, ...]] = ("pick",)


class PickScreen(Screen[str | None], inherit_bindings=False):
    """Gives back the value of the row that was taken, None where none was."""

    places: ClassVar[tuple[Place, ...]] = ("pick",)

    def __init__(self, title: str, choices: Sequence[Choice], drop: Callable[[str], None] | None = None) -> None:
        """Offer `choices`; `drop` takes one away, where that can be done."""
        super().__init__()
        self._title = title
        self._choices = choices
        self._drop = drop
        # Here and not in compose: rows come and keys are pressed before Textual has everything in its place.
        self.typed = PickLine(id="typed")
        self.listed = PickList(id="choices")

    def compose(self) -> ComposeResult:
        """Typed line, rows, status line."""
        with Container(id="top"):
            yield AskLabel(id="question")
            yield self.typed
        yield self.listed
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Show every row."""
        self.query_one(AskLabel).text = self._title
        self.query_one(StatusLine).place = "pick"
        self.set_focus(self.typed)
        self.listed.show(self._choices)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer other rows."""
        self._choices = choices
        self._narrow(keep=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        self._narrow()

    def _narrow(self, *, keep: bool = False) -> None:
        words = self.typed.value.casefold().split()
        texts = ((choice, f"{choice.label} {choice.detail}".casefold()) for choice in self._choices)
        self.listed.show([choice for choice, text in texts if all(word in text for word in words)], keep=keep)

    def action_choose(self) -> None:
        """Take the row."""
        if here := self.listed.here:
            self._leave(here.value)

    def action_drop(self) -> None:
        """Drop the row, where that can be done."""
        if self._drop and (here := self.listed.here):
            self._drop(here.value)

    def action_row_down(self) -> None:
        """One on."""
        self.listed.move(1)

    def action_row_up(self) -> None:
        """One back."""
        self.listed.move(-1)

    def action_close(self) -> None:
        """Take none."""
        self._leave(None)

    def _leave(self, value: str | None) -> None:
        """Go, once, and not before it is whole: Textual takes the topmost screen away, whatever state that is in."""
        if self.is_active and self.is_mounted:
            self.dismiss(value)
