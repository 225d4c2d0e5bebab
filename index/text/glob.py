"""Wildcard patterns: `*` stands for any letters, `?` for one.

A plain regular expression with several `.*` backtracks: one word of 64 equal letters would take it longer than a life.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["glob_matcher"]


def glob_matcher(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """Return what tells whether a whole word fits `pattern`, in at most len(word) x len(pattern) steps.

    What stands between two stars has a fixed length, so that its first place is as good as any: once found, it is
    kept (an atomic group), and nothing is tried twice.
    """
    first, *rest = [_fixed(piece) for piece in re.split(r"\*+", pattern)]
    if rest:
        *middle, last = rest
        first += "".join(f"(?>.*?{piece})" for piece in middle) + f".*{last}"
    return re.compile(first, re.DOTALL).fullmatch


def _fixed(piece: str) -> str:
    return "".join("." if char == "?" else re.escape(char) for char in piece)
