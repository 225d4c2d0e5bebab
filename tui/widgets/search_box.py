"""The search line: what is typed goes to the screen at once; where it cannot be understood, the span is underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.highlighter import Highlighter
from rich.style import Style
from textual import events
from textual.reactive import var
from textual.widgets import Input

from seedread.index.safe_text import safe_line
from seedread.tui.messages import QueryTyped
from seedread.tui.type_ahead import run_key

if TYPE_CHECKING:
    from rich.text import Text

    from seedread.tui.actions import Place
    from seedread.tui.text_layout import Span

__all__ = ["SearchBox"]

FAULT = Style(underline=True, color="red")


class SearchBox(Input, inherit_bindings=True):
    """One line to type in."""

    places: ClassVar[tuple[Place, ...]] = ("search",)
    ALLOW_SELECT = False

    fault: var[Span | None] = var(None, init=False)
    """Columns of what cannot be understood."""

    def __init__(self, value: str = "", id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(
            value=value, id=id, compact=True, select_on_focus=False, highlighter=_Underline(self), placeholder="search"
        )
        self.cursor_blink = False
        self._told = value

    def validate_value(self, value: str) -> str:
        """Take nothing that could steer the terminal: a paste brings anything."""
        return safe_line(value)

    def watch_fault(self) -> None:
        """Underline another span."""
        self.refresh()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the screen, once for each text."""
        event.stop()
        if event.value != self._told:
            self._told = event.value
            self.post_message(QueryTyped(event.value))

    async def on_key(self, event: events.Key) -> None:
        """Run a key's action in the order of typing; a key that comes after the focus went follows it."""
        if self.screen.focused is not self:
            event.stop()
            event.prevent_default()
            self.app.post_message(events.Key(event.key, event.character))
        elif not event.is_printable and await run_key(self.app, event.key):
            event.stop()
            event.prevent_default()


class _Underline(Highlighter):
    """Underlines the fault of its box."""

    def __init__(self, box: SearchBox) -> None:
        self._box = box

    def highlight(self, text: Text) -> None:
        if self._box.fault:
            start, end = self._box.fault
            text.stylize(FAULT, min(start, len(text) - 1), max(end, start + 1))
