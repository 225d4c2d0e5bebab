"""Text in characters on whose cells every terminal agrees.

One terminal joins three people into a family of two cells, the next draws six; flags, skin colours and the sign that
asks for a picture (U+FE0F) fare no better. Where such a text stands, everything behind it on the line would be moved.
So a joined picture is shown in its parts, and a flag as the letters it is made of. Text for the eye only: what is
searched, copied and saved keeps its characters.
"""

from __future__ import annotations

import re

__all__ = ["normalize_emoji"]

_REGION_A = 0x1F1E6
_MODIFIERS = "\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff"
_UNSTEADY = re.compile(f"[{_MODIFIERS}\U0001f1e6-\U0001f1ff]")


def normalize_emoji(text: str) -> str:
    """Return `text` without joiners and modifiers of pictures, flags as letters."""
    return text if text.isascii() else _UNSTEADY.sub(_part, text)


def _part(match: re.Match[str]) -> str:
    letter = ord(match[0]) - _REGION_A
    return chr(ord("A") + letter) if 0 <= letter < 26 else ""
