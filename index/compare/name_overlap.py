"""Which countries and leaders both articles name, and which only one does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.compare.comparison import NameOverlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.article import Country, Person

__all__ = ["overlap_of_countries", "overlap_of_people"]


def overlap_of_countries(a: Sequence[Country], b: Sequence[Country]) -> NameOverlap:
    """Return the countries as label and code."""
    return _overlap([(one.name, one.code, one.count) for one in a], [(one.name, one.code, one.count) for one in b])


def overlap_of_people(a: Sequence[Person], b: Sequence[Person]) -> NameOverlap:
    """Return the people as name and ID."""
    return _overlap([(one.name, one.id, one.count) for one in a], [(one.name, one.id, one.count) for one in b])


def _overlap(a: Sequence[tuple[str, str, int]], b: Sequence[tuple[str, str, int]]) -> NameOverlap:
    counts_a, counts_b = {row[1]: row[2] for row in a}, {row[1]: row[2] for row in b}
    both = [row for row in a if row[1] in counts_b]
    both.sort(key=lambda row: (-counts_a[row[1]] - counts_b[row[1]], row[0]))
    return NameOverlap(
        tuple(row[:2] for row in a if row[1] not in counts_b),
        tuple(row[:2] for row in both),
        tuple(row[:2] for row in b if row[1] not in counts_a),
    )
