"""Wildcard patterns: `*` matches any number of letters, `?` exactly one.

A plain regular expression with several `.*` backtracks: one word of 64 equal letters could take years.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["glob_matcher"]


def glob_matcher(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """Return a function that matches a whole word with `pattern` in at most len(word) x len(pattern) steps.

    The text between two stars has a fixed length, so that its first match is as good as any: an atomic group keeps it,
    and nothing is tried twice.
    """
    first, *rest = [_fixed(piece) for piece in re.split(r"\*+", pattern)]
    if rest:
        *middle, last = rest
        first += "".join(f"(?>.*?{piece})" for piece in middle) + f".*{last}"
    return re.compile(first, re.DOTALL).fullmatch


def _fixed(piece: str) -> str:
    return "".join("." if char == "?" else re.escape(char) for char in piece)
