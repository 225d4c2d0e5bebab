"""Replaces emoji sequences whose width differs between terminals.

One terminal draws a family emoji in two cells, another draws its three people in six; flags, skin tones and the emoji
selector (U+FE0F) vary in the same way, and would shift the rest of the line. So a joined emoji is drawn as its parts,
and a flag as its letters. This is for display only: searches, copies and saved files keep the original text.
"""

from __future__ import annotations

import re

__all__ = ["normalize_emoji"]

_REGION_A = 0x1F1E6
_MODIFIERS = "\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff"
_VARYING = re.compile(f"[{_MODIFIERS}\U0001f1e6-\U0001f1ff]")


def normalize_emoji(text: str) -> str:
    """Return `text` without emoji joiners and modifiers, and with flags as letters."""
    return text if text.isascii() else _VARYING.sub(_part, text)


def _part(match: re.Match[str]) -> str:
    letter = ord(match[0]) - _REGION_A
    return chr(ord("A") + letter) if 0 <= letter < 26 else ""
