"""The orders of a result; those by outlet and by title are computed once for a generation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from seedread.index.errors import stop_if
from seedread.index.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedread.index.engines import Reader
    from seedread.index.engines.base import Row
    from seedread.index.facets import Bitset

__all__ = ["SORTS", "NameOrders", "NamedSort", "Sort"]

NamedSort: TypeAlias = Literal["source", "title"]
Sort: TypeAlias = Literal["relevance", "newest", "oldest", "source", "title"]
SORTS: tuple[Sort, ...] = get_args(Sort)

_BEFORE_WORDS = re.compile(r"\A[\W_]+")
"""Quotation marks and the like do not count."""


class NameOrders:
    """The documents of a generation by outlet and by title, in alphabetical order."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._ordered: dict[NamedSort, list[int]] = {}

    def first(self, sort: NamedSort, within: Bitset, limit: int, cancelled: Callable[[], bool]) -> list[int]:
        """Return the first `limit` documents of `within`; those of one outlet or title are newest first.

        Documents without an outlet, or without a word in their title, come last. Raises Cancelled.
        """
        if sort not in self._ordered:
            self._ordered[sort] = self._sorted(sort, cancelled)
        inside = within.to_bytes(within.bit_length() // 8 + 1, "little")
        found: list[int] = []
        for n in self._ordered[sort]:
            if n >> 3 < len(inside) and inside[n >> 3] >> (n & 7) & 1:
                found.append(n)
                if len(found) == limit:
                    break
        return found

    def _sorted(self, sort: NamedSort, cancelled: Callable[[], bool]) -> list[int]:
        reader = self._reader
        names: dict[int, str] = {}
        for n in reader.by_date(reader.everything, reader.everything.bit_count(), newest=True):
            stop_if(cancelled)
            row = reader.row(n)
            names[n] = _BEFORE_WORDS.sub("", fold(row.title if sort == "title" else self._outlet(row)))
        return sorted(names, key=lambda n: (not names[n], names[n]))

    def _outlet(self, row: Row) -> str:
        values = row.values("source")
        return self._reader.facets()["source"].labels[values[0]] if values else ""
