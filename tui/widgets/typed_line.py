"""A line to type in, which takes no harm from a paste."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.widgets import Input

from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from seedread.tui.keys.actions import Place

__all__ = ["TypedLine"]


class TypedLine(Input, inherit_bindings=True):
    """One line to type in, without anything that moves by itself."""

    places: ClassVar[tuple[Place, ...]] = ()
    ALLOW_SELECT = False

    @property
    def takes_text(self) -> bool:
        """Whether what is typed quickly may come as one text: not where a single character is the answer."""
        return True

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
