"""Signs for terminals whose fonts have few: one cell for one cell, so that nothing moves."""

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
    "\u2022": "*",
    "\u2026": "~",
}
_STEPS = {"▁": "_", "▂": "_", "▃": "▄", "▅": "▄", "▆": "█", "▇": "█"}
_LINES = {"│": "|", "─": "-", "├": "+", "└": "+", "▌": "|", "█": "#", "▄": "=", "░": ".", "·": "-"}
_ARROWS = {"↑": "^", "↓": "v", "←": "<", "→": ">"}

_CONSOLE = {**_PUNCTUATION, **_STEPS}
"""The console of Linux has the signs of the first PC."""
_ASCII = {**_PUNCTUATION, **{step: _LINES.get(other, other) for step, other in _STEPS.items()}, **_LINES, **_ARROWS}
"""The VT100 and its kin have letters."""


def ascii_glyphs_for(terminal: str) -> AsciiGlyphs | None:
    """Return what shows the signs of seedread on a `terminal` (the value of TERM) that lacks some; None: it has all."""
    if terminal == "linux":
        return AsciiGlyphs(_CONSOLE)
    if terminal.startswith(("vt1", "vt2", "vt5", "ansi", "cons25")):
        return AsciiGlyphs(_ASCII)
    return None


class AsciiGlyphs(LineFilter):
    """Writes one sign for another."""

    def __init__(self, instead: Mapping[str, str]) -> None:
        """Write what `instead` names for each sign."""
        super().__init__()
        self._table = str.maketrans(dict(instead))

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return `segments` in plain signs."""
        del background
        return [
            Segment(text if text.isascii() else text.translate(self._table), style, control)
            for text, style, control in segments
        ]
