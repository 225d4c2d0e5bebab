"""A line to type in: takes no harm from a paste, and runs keys in the order of typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.widgets import Input

from seedread.index.safe_text import safe_line
from seedread.tui.type_ahead import run_key

if TYPE_CHECKING:
    from seedread.tui.actions import Place

__all__ = ["TypedLine"]


class TypedLine(Input, inherit_bindings=True):
    """One line to type in, without anything that moves by itself."""

    places: ClassVar[tuple[Place, ...]] = ()
    ALLOW_SELECT = False

    def __init__(self, value: str = "", **options: Any) -> None:
        """Begin with `value`; `options` are Textual's."""
        super().__init__(value=value, compact=True, select_on_focus=False, **options)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Take nothing that could steer the terminal: a paste brings anything."""
        return safe_line(value)

    def fill(self, text: str) -> None:
        """Put `text` there, with the cursor behind it: what is typed goes on from it."""
        self.value = text
        self.cursor_position = len(self.value)

    async def on_key(self, event: events.Key) -> None:
        """Run a key's action in the order of typing; a key that comes after the focus went follows it."""
        if self.screen.focused is not self:
            event.stop()
            event.prevent_default()
            self.app.post_message(events.Key(event.key, event.character))
        elif not event.is_printable and await run_key(self.app, event.key):
            event.stop()
            event.prevent_default()
