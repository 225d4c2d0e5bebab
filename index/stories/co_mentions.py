"""Co-mentions: how many articles of a result name both of two leaders, or both of two countries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.engines import Found

__all__ = ["Pairing", "Pairs", "count_pairs"]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two leaders or countries that articles name together."""

    a: str
    """Value of the facet."""
    b: str
    label_a: str
    label_b: str
    count: int
    """Articles that name both."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The most named values of a result, and every pair of them."""

    facet: str
    """leader or country."""
    articles: int
    """Articles of the result."""
    values: tuple[tuple[str, str, int], ...]
    """Value, label and number of articles: rows and columns of the matrix, the most named first."""
    pairs: tuple[Pairing, ...]
    """All pairs that some article names together, the most frequent first."""

    def count(self, a: str, b: str) -> int:
        """Return how many articles name both, in either order."""
        return next((pair.count for pair in self.pairs if {pair.a, pair.b} == {a, b}), 0)


def count_pairs(facet: str, labels: Mapping[str, str], found: Found, limit: int) -> Pairs:
    """Return the `limit` most named values of what was found, and how many articles name each pair of them."""
    named = found.tally(facet)[:limit]
    counted = found.pairs(facet, [value for value, _ in named])
    pairs = [Pairing(a, b, labels[a], labels[b], count) for (a, b), count in counted.items()]
    pairs.sort(key=lambda pair: (-pair.count, pair.label_a, pair.label_b))
    rows = tuple((value, labels[value], count) for value, count in named)
    return Pairs(facet, found.total, rows, tuple(pairs))
