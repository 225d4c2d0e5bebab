"""The orders of a result."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias, get_args

from seedread.index.text.folding import fold

__all__ = ["SORTS", "NamedSort", "Sort", "alphabetical"]

NamedSort: TypeAlias = Literal["source", "title"]
Sort: TypeAlias = Literal["relevance", "newest", "oldest", "source", "title"]
SORTS: tuple[Sort, ...] = get_args(Sort)

_BEFORE_WORDS = re.compile(r"\A[\W_]+")
"""Quotation marks and the like do not count."""
_LONGEST = 256


def alphabetical(name: str) -> str:
    """Return what the name of an outlet, or a title, is sorted by; empty if it has no word."""
    return _BEFORE_WORDS.sub("", fold(name[:_LONGEST]))
