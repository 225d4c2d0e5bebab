"""The styles that widgets draw in, and the colours that a theme gives to each.

Every style carries the name of its role, so a theme never has to guess from a colour what a style is for. Without a
theme the styles use the terminal's own colours, and no meaning depends on colour alone. A theme also paints the
background, which costs bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

__all__ = [
    "ACCENT",
    "BOLD",
    "CURRENT_MATCH",
    "CURSOR",
    "DIM",
    "ERROR",
    "MATCH",
    "MATCH_AT_CURSOR",
    "NAME",
    "NAME_IN_TITLE",
    "PLAIN",
    "QUERY_ERROR",
    "REASON",
    "ROLES",
    "THEMES",
    "TITLE",
    "NoColorFilter",
    "Role",
    "Theme",
    "ThemeFilter",
    "clickable",
    "clicked",
    "role_of",
]

Role: TypeAlias = Literal["text", "dim", "accent", "match", "error", "cursor"]
"""What a style is for. Roles that look the same in every theme share one."""
ROLES: tuple[Role, ...] = get_args(Role)
_KEY = "role"
"""The key of the role in the metadata of a style, which Rich keeps through every combination."""
_CLICK = "click"
"""The key of what a click does."""


def _style(role: Role, look: str = "") -> Style:
    return Style.parse(look) + Style(meta={_KEY: role})


PLAIN = None
"""No style at all: such text costs a terminal line nothing but its characters."""
DIM = _style("dim", "dim")
BOLD = _style("text", "bold")
TITLE = _style("text", "bold")
ACCENT = _style("accent", "cyan bold")
MATCH = _style("match", "cyan bold underline")
"""What the query matched; underlined, since a title is bold without it."""
CURRENT_MATCH = _style("cursor", "reverse bold")
"""The match that `n` and `N` moved to."""
CURSOR = _style("cursor", "reverse")
"""The selected row of a list that has the focus."""
MATCH_AT_CURSOR = CURSOR + MATCH + _style("cursor")
NAME = _style("text", "underline")
"""A country or leader in an article, while names are highlighted; less prominent than a match."""
NAME_IN_TITLE = TITLE + NAME
REASON = _style("accent", "cyan")
"""Why a line was stripped."""
ERROR = _style("error", "red bold")
QUERY_ERROR = _style("error", "red underline")
"""The part of a query that is not valid."""


@lru_cache(256)
def clickable(style: Style, does: str) -> Style:
    """Return a style that says what a click on its text does; it looks the same."""
    return style + Style(meta={_CLICK: does})


def clicked(style: Style) -> str:
    """Return what a click on text of this style does; empty for nothing."""
    does: str = style.meta.get(_CLICK, "")
    return does


def role_of(style: Style | None) -> Role:
    """Return the role that a style names; for one of Textual's own, which names none, the role of its emphasis."""
    if not style:
        return "text"
    named: Role | None = style.meta.get(_KEY)
    if named:
        return named
    return "cursor" if style.reverse else "dim" if style.dim else "text"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#rrggbb`; terminals with fewer colours show the nearest ones."""

    text: str
    ground: str
    dim: str
    accent: str
    match: str
    error: str
    cursor_text: str
    cursor_ground: str

    def colours(self, role: Role) -> tuple[str, str]:
        """Return the colours of text and background for a role."""
        if role == "cursor":
            return self.cursor_text, self.cursor_ground
        colour: str = getattr(self, role)
        return colour, self.ground


THEMES = {
    "dark": Theme("#d0d0d0", "#1c1c1c", "#9e9e9e", "#5fd7d7", "#ffd75f", "#ff8787", "#1c1c1c", "#87afd7"),
    "light": Theme("#262626", "#ffffff", "#626262", "#005f87", "#870087", "#af0000", "#ffffff", "#005f87"),
    "contrast": Theme("#ffffff", "#000000", "#ffffff", "#ffff00", "#00ffff", "#ffafaf", "#000000", "#ffff00"),
}
"""By name in the settings; `terminal` is not among them."""


class ThemeFilter(LineFilter):
    """Draws lines in the colours of a theme."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return `segments` in the colours of the theme."""
        del background
        return [Segment(text, _themed(self._theme, style), control) for text, style, control in segments]


@lru_cache(1024)
def _themed(theme: Theme, style: Style | None) -> Style:
    colour, ground = theme.colours(role_of(style))
    style = style or Style()
    return Style(
        color=colour,
        bgcolor=ground,
        bold=style.bold,
        italic=style.italic,
        underline=style.underline,
        strike=style.strike,
        link=style.link,
    )


class NoColorFilter(LineFilter):
    """Follows NO_COLOR: keeps bold, dim, underline and reverse, and drops all colours, even the default one."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return `segments` without colours."""
        del background
        return [Segment(text, style and style.without_color, control) for text, style, control in segments]
