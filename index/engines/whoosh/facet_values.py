"""The values of a facet with their articles.

Sets of articles are bitsets in plain integers: bit n is document n of one generation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Bitset", "BitsetValues", "SelectableValues", "Values"]

Bitset: TypeAlias = int


class SelectableValues(Protocol):
    """What a facet must offer for its values to be chosen; `NONE` is not one of them."""

    @property
    def some(self) -> Bitset:
        """The articles that have any value."""
        ...

    def articles(self, value: str) -> Bitset:
        """Return the articles that have `value`; none for an unknown value."""
        ...


class Values(SelectableValues, Protocol):
    """The values of one facet in one generation of a library, to choose from and to count."""

    @property
    def labels(self) -> Mapping[str, str]:
        """The displayed name of each value."""
        ...

    def count(self, value: str) -> int:
        """Return how many articles have `value`."""
        ...

    def tally(self, base: Bitset) -> list[tuple[str, int]]:
        """Return every value in `base` with its number of articles, sorted by number, then by label."""
        ...


@dataclass(frozen=True, slots=True)
class BitsetValues:
    """Values with the bitset of each."""

    bits: Mapping[str, Bitset]
    labels: Mapping[str, str]

    @property
    def some(self) -> Bitset:
        """The articles that have any value."""
        some = 0
        for articles in self.bits.values():
            some |= articles
        return some

    def articles(self, value: str) -> Bitset:
        """Return the articles that have `value`."""
        return self.bits.get(value, 0)

    def count(self, value: str) -> int:
        """Return how many articles have `value`."""
        return self.articles(value).bit_count()

    def tally(self, base: Bitset) -> list[tuple[str, int]]:
        """Return every value in `base` with its number of articles, the most frequent first, then by label."""
        counts = [(value, (base & articles).bit_count()) for value, articles in self.bits.items() if base & articles]
        return sorted(counts, key=lambda row: (-row[1], self.labels[row[0]].casefold(), row[0]))
