"""Replaces glyphs that the font of a terminal lacks, one cell for one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.color import Color

__all__ = ["AsciiGlyphs", "ascii_glyphs_for"]

_PUNCTUATION = {
    **dict.fromkeys("\u2018\u2019", "'"),
    **dict.fromkeys("\u201c\u201d\u201e", '"'),
    **dict.fromkeys("\u2013\u2014", "-"),
    "\u201a": ",",
    "\u2022": "o",
    "\u2026": "~",
    "\u25ab": "o",
    "\u2260": "!",
}
_STEPS = {"▁": "_", "▂": "_", "▃": "▄", "▅": "▄", "▆": "█", "▇": "█"}
_LINES = {"│": "|", "─": "-", "├": "+", "└": "+", "▌": "|", "█": "#", "▄": "=", "░": ".", "·": "-"}
_ARROWS = {"↑": "^", "↓": "v", "←": "<", "→": ">"}

_CONSOLE = {**_PUNCTUATION, **_STEPS}
"""The Linux console has the glyphs of code page 437."""
_ASCII = {**_PUNCTUATION, **{step: _LINES.get(other, other) for step, other in _STEPS.items()}, **_LINES, **_ARROWS}
"""The VT100 and similar terminals only have ASCII."""


def ascii_glyphs_for(terminal: str) -> AsciiGlyphs | None:
    """Return a filter for a `terminal` (the value of TERM) that lacks glyphs, or None."""
    if terminal == "linux":
        return AsciiGlyphs(_CONSOLE)
    if terminal.startswith(("vt1", "vt2", "vt5", "ansi", "cons25")):
        return AsciiGlyphs(_ASCII)
    return None


class AsciiGlyphs(LineFilter):
    """Replaces glyphs."""

    def __init__(self, replacements: Mapping[str, str]) -> None:
        """Replace each glyph with its value in `replacements`."""
        super().__init__()
        self._table = str.maketrans(dict(replacements))

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return `segments` with the glyphs replaced."""
        del background
        return [
            Segment(text if text.isascii() else text.translate(self._table), style, control)
            for text, style, control in segments
        ]
