"""Two or three articles next to each other: their comparisons in pairs, and what lines up with the first of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.compare.report_comparison import compare_reports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.compare.comparison import AnalysedArticle, Comparison, SentencePair

__all__ = ["Aligned", "SideBySide", "side_by_side"]


class Aligned(NamedTuple):
    """A sentence of the first article with the similar one of each other article."""

    first: int
    pairs: tuple[SentencePair | None, ...]
    """For each other article; at least one is there."""

    @property
    def places(self) -> tuple[int | None, ...]:
        """The sentence of every article, None where it has none like it."""
        return (self.first, *(pair.b if pair else None for pair in self.pairs))

    @property
    def closest(self) -> SentencePair:
        """The pair with the most similar wording."""
        return max((pair for pair in self.pairs if pair), key=lambda pair: pair.score)

    def pair(self, article: int) -> SentencePair | None:
        """Return the pair that the sentence of an article is in; for the first article the closest one."""
        return self.pairs[article - 1] if article else self.closest


@dataclass(frozen=True)
class SideBySide:
    """Articles in an order, the first of which the others are aligned with."""

    comparisons: tuple[tuple[int, int, Comparison], ...]
    """Each two articles by their numbers, with their comparison."""
    alone: tuple[tuple[int, ...], ...]
    """Of each article, the sentences of which no other one tells much, the most important first."""

    @cached_property
    def articles(self) -> tuple[AnalysedArticle, ...]:
        """All articles, in their order."""
        first = [comparison for a, _, comparison in self.comparisons if not a]
        return (first[0].a, *(comparison.b for comparison in first))

    @cached_property
    def aligned(self) -> tuple[Aligned, ...]:
        """The sentences that have a similar one in another article, in the order of the first article."""
        paired = [{pair.a: pair for pair in found.pairs} for a, _, found in self.comparisons if not a]
        return tuple(Aligned(n, tuple(pairs.get(n) for pairs in paired)) for n in sorted(set().union(*paired)))


def side_by_side(comparisons: Sequence[Comparison]) -> SideBySide:
    """Return two articles from their comparison, or three from those of A and B, A and C, and B and C."""
    if len(comparisons) == 1:
        (only,) = comparisons
        return SideBySide(((0, 1, only),), (only.first_a, only.first_b))
    numbered = tuple((a, b, found) for (a, b), found in zip(combinations(range(3), 2), comparisons, strict=True))
    reports, _ = compare_reports([comparisons[0].a.article, comparisons[0].b.article, comparisons[1].b.article])
    return SideBySide(numbered, tuple(report.places for report in reports))
