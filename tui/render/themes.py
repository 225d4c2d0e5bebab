"""Colours beside the terminal's own: every style of the palette in the colours of a theme.

The widgets draw in the palette's styles and know no theme. A theme says what each means in its colours, and paints the
ground, which the terminal's own colours leave alone: that costs bytes, and is a matter of taste or of eyes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

__all__ = ["THEMES", "Theme", "Themed"]


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#rrggbb`; terminals with fewer show the nearest."""

    text: str
    ground: str
    dim: str
    accent: str
    hit: str
    """What the query matched."""
    error: str
    cursor_text: str
    cursor_ground: str


THEMES = {
    "dark": Theme("#d0d0d0", "#1c1c1c", "#9e9e9e", "#5fd7d7", "#ffd75f", "#ff8787", "#1c1c1c", "#87afd7"),
    "light": Theme("#262626", "#ffffff", "#626262", "#005f87", "#870087", "#af0000", "#ffffff", "#005f87"),
    "contrast": Theme("#ffffff", "#000000", "#ffffff", "#ffff00", "#00ffff", "#ffafaf", "#000000", "#ffff00"),
}
"""By the name in the settings; `terminal` is none of them."""


class Themed(LineFilter):
    """Shows lines in the colours of a theme."""

    def __init__(self, theme: Theme) -> None:
        """Show lines in `theme`."""
        super().__init__()
        self._theme = theme

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return `segments` in other colours."""
        del background
        return [Segment(text, _themed(self._theme, style), control) for text, style, control in segments]


@lru_cache(1024)
def _themed(theme: Theme, style: Style | None) -> Style:
    style = style or Style()
    colour, ground = theme.text, theme.ground
    if style.reverse:
        colour, ground = theme.cursor_text, theme.cursor_ground
    elif style.color and style.color.name == "red":
        colour = theme.error
    elif style.color and style.color.name == "cyan":
        colour = theme.hit if style.underline else theme.accent
    elif style.dim:
        colour = theme.dim
    return Style(
        color=colour,
        bgcolor=ground,
        bold=style.bold,
        italic=style.italic,
        underline=style.underline,
        strike=style.strike,
        link=style.link,
    )
