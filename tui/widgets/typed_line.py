"""An input line that sanitizes what is typed or pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.geometry import Size
from textual.reactive import var
from textual.widgets import Input

from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from textual import events

    from seedread.tui.keys.bindings import Place

__all__ = ["TypedLine"]


class TypedLine(Input, inherit_bindings=True):
    """An input line without animation."""

    places: ClassVar[tuple[Place, ...]] = ()
    virtual_size: var[Size] = var(Size(0, 0), init=False)  # pyright: ignore[reportIncompatibleVariableOverride]
    """Textual's own attribute, but one that does not lay out the whole screen at each letter."""
    ALLOW_SELECT = False

    @property
    def takes_text(self) -> bool:
        """Whether fast typing may arrive as one text; not if a single character is the answer."""
        return True

    def __init__(self, value: str = "", **options: Any) -> None:
        """Start with `value`; `options` go to Textual's Input."""
        super().__init__(value=value, compact=True, select_on_focus=False, **options)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Remove control characters; pasted text can contain anything."""
        return safe_line(value)

    def on_paste(self, event: events.Paste) -> None:
        """Take in a pasted text."""
        event.prevent_default()
        event.stop()
        self.take(event.text)

    def take(self, text: str) -> None:
        """Insert a text, also what was typed fast, with its lines behind one another: Textual takes only the first."""
        first, *more = text.splitlines() or [""]
        joined = " ".join(filter(None, map(str.strip, (first, *more)))) if more else first
        self.replace(joined, *self.selection)

    def fill(self, text: str) -> None:
        """Replace the text, with the cursor at its end."""
        self.value = text
        self.cursor_position = len(self.value)
