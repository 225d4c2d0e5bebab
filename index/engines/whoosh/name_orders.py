"""The documents of a generation by outlet and by title; each order is computed once."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from seedread.index.engines.whoosh.masks import holds
from seedread.index.errors import stop_if
from seedread.index.query import alphabetical

if TYPE_CHECKING:
    from seedread.index.engines.base import Cancel, Row
    from seedread.index.engines.whoosh.facet_values import Bitset
    from seedread.index.engines.whoosh.query_execution import Generation
    from seedread.index.query import NamedSort

__all__ = ["NameOrders"]


class NameOrders:
    """The documents of a generation in the alphabetical order of their outlets and of their titles."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._ordered: dict[NamedSort, list[int]] = {}

    def first(self, sort: NamedSort, within: Bitset, limit: int, cancelled: Cancel) -> list[int]:
        """Return the first `limit` documents of `within`; those of one outlet or title are newest first.

        Documents without an outlet, or without a word in their title, come last. Raises Cancelled.
        """
        if sort not in self._ordered:
            self._ordered[sort] = self._sorted(sort, cancelled)
        return list(islice(filter(holds(within), self._ordered[sort]), limit))

    def _sorted(self, sort: NamedSort, cancelled: Cancel) -> list[int]:
        generation = self._generation
        names: dict[int, str] = {}
        for n in generation.by_date(generation.everything, generation.count, newest=True):
            stop_if(cancelled)
            row = generation.row(n)
            names[n] = alphabetical(row.title if sort == "title" else self._outlet(row))
        return sorted(names, key=lambda n: (not names[n], names[n]))

    def _outlet(self, row: Row) -> str:
        values = row.values("source")
        return self._generation.facets()["source"].labels[values[0]] if values else ""
