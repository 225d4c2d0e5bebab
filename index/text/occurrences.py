"""Finds where a text says what somebody typed: in any case, with or without accents, in any quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import combining

from seedread.index.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["occurrences"]

_SIGNS = str.maketrans({**dict.fromkeys("‘’‚ʼʻ", "'"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‐‑‒–—", "-")})
"""Signs that keyboards lack, as people type them."""
_VOICING = "ﾞﾟ"
"""Marks of half-width kana, which Unicode counts as letters."""


def occurrences(text: str, sought: str) -> list[tuple[int, int]]:
    """Return first character and end of each place in `text` that equals `sought` once both are folded.

    The places are in order and do not overlap. Folding is that of the search (`seedread.index.text.folding`).
    """
    wanted = _folded(sought)
    if not wanted or wanted not in _folded(text):
        return []
    letters = [(span, part) for span in _letters(text) for part in _folded(text[slice(*span)])]
    whole = "".join(part for _, part in letters)
    found: list[tuple[int, int]] = []
    for at in _places(whole, wanted):
        start, end = letters[at][0][0], letters[at + len(wanted) - 1][0][1]
        if not found or start >= found[-1][1]:  # one letter may be two that are folded
            found.append((start, end))
    return found


def _folded(text: str) -> str:
    return fold(text.translate(_SIGNS))


def _letters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each character with the accents that follow it."""
    start = 0
    for at in range(1, len(text)):
        if not combining(text[at]) and text[at] not in _VOICING:
            yield start, at
            start = at
    yield start, len(text)


def _places(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + len(wanted))
