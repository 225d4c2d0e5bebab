"""The orders of a result."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

__all__ = ["SORTS", "NamedSort", "Sort"]

NamedSort: TypeAlias = Literal["source", "title"]
Sort: TypeAlias = Literal["relevance", "newest", "oldest", "source", "title"]
SORTS: tuple[Sort, ...] = get_args(Sort)
