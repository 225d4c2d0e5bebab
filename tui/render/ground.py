"""Colours that can be read on the terminal's own background, whatever its palette is.

The palette of a terminal may show cyan on white with a contrast of 2. So where the background is known, text that is
not plain gets one of the fixed 256 colours; the background itself stays the terminal's, which costs no byte.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

from seedread.tui.render.themes import Role, role_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.color import Color

__all__ = ["Ground", "GroundFilter", "contrast", "ground_of_environment", "has_256_colours", "inks_on"]

Ground: TypeAlias = tuple[int, int, int]
"""Red, green and blue of a background, from 0 to 255."""
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
_LIGHT_COLOURS = frozenset(("7", "15"))
"""The numbers of the light backgrounds in COLORFGBG."""

_FEW_COLOURS = ("linux", "vt", "ansi", "cons25", "screen", "sun", "dumb")
"""The beginnings of the names of terminals with 16 colours or fewer."""


class _Inks(NamedTuple):
    """The colours of the roles that are not plain, as numbers of the 256 colours with their values."""

    dim: tuple[int, Ground]
    accent: tuple[int, Ground]
    error: tuple[int, Ground]


_ON_LIGHT = _Inks((239, (78, 78, 78)), (24, (0, 95, 135)), (124, (175, 0, 0)))
_ON_DARK = _Inks((248, (168, 168, 168)), (80, (95, 215, 215)), (216, (255, 175, 135)))


def contrast(one: Ground, other: Ground) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2)."""
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: Ground) -> float:
    shares = (part / 255 for part in colour)
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def inks_on(ground: Ground) -> Mapping[Role, tuple[int, Ground]]:
    """Return the number and the value of the colour of each role that is not plain."""
    inks = max(_ON_LIGHT, _ON_DARK, key=lambda inks: min(contrast(colour, ground) for _, colour in inks))
    return {"dim": inks.dim, "accent": inks.accent, "match": inks.accent, "error": inks.error}


def ground_of_environment(value: str) -> Ground | None:
    """Return the background that COLORFGBG, set by some terminals, means; None if it says nothing."""
    number = value.rpartition(";")[2]
    if not number.isdecimal():
        return None
    return _WHITE if number in _LIGHT_COLOURS else _BLACK


def has_256_colours(terminal: str) -> bool:
    """Tell whether a terminal (the value of TERM) has more than 16 colours."""
    return "256color" in terminal or not terminal.startswith(_FEW_COLOURS)


class GroundFilter(LineFilter):
    """Draws lines in colours that can be read on a background."""

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self._inks = {role: f"color({number})" for role, (number, _) in inks_on(ground).items()}
        self._inked = lru_cache(1024)(self._ink)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return `segments` in these colours."""
        del background
        inked = self._inked
        return [
            segment
            if segment.style is None or (style := inked(segment.style)) is segment.style
            else Segment(segment.text, style, segment.control)
            for segment in segments
        ]

    def _ink(self, style: Style) -> Style:
        colour = self._inks.get(role_of(style))
        if style.reverse:
            return style.without_color  # the colour would be the background, and text on it as hard to read
        return style + Style(color=colour, dim=False) if colour else style
