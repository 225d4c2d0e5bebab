"""What a search gives back, in values that any screen can show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .facets import Facet
    from .query import Node, Notice

__all__ = ["Hit", "Results", "Snippet"]

Snippet: TypeAlias = tuple[tuple[str, bool], ...]
"""Pieces of plain text, each with whether it matches; never markup."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One row of a result."""

    id: str
    score: float
    """Higher is better; 0.0 where the order is by date or nothing was asked."""
    title: str
    source: str | None
    date: str | None
    """ISO, at the precision that is known; None for an undated article."""
    countries: tuple[str, ...]
    """Codes, the countries the article is about first."""
    light: Callable[[], tuple[Snippet, Snippet]] = field(repr=False, compare=False)
    """Makes the lit title and snippet when somebody looks at them: most rows are never seen."""

    @property
    def lit_title(self) -> Snippet:
        """The title with the matches marked."""
        return self.light()[0]

    @property
    def snippet(self) -> Snippet:
        """The passage that shows most of the query, with the matches marked."""
        return self.light()[1]


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits with the figures of the whole result."""

    text: str
    """The query as typed."""
    tree: Node
    """The query as it ran."""
    total: int
    """All matching articles, beyond the page too."""
    hits: tuple[Hit, ...]
    facets: Mapping[str, Facet]
    notices: tuple[Notice, ...]
    generation: int
    """The generation of the library that was searched."""
