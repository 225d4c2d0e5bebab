"""Honours NO_COLOR to the letter: no colour code goes out, not even the one for the terminal's own colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

__all__ = ["WithoutColor"]


class WithoutColor(LineFilter):
    """Keeps bold, dim, underlined and reversed, and drops colours."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return `segments` without colours."""
        del background
        return [Segment(text, style and style.without_color, control) for text, style, control in segments]
