"""Which panes show at which screen size, how wide they are, and their Tab order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["PANES", "Arrangement", "Pane", "arrange"]

Pane: TypeAlias = Literal["facets", "results", "article", "pinned"]

PANES: tuple[Pane, ...] = ("facets", "results", "article", "pinned")

NARROW, LOW = 80, 20
"""Below either, one pane shows at a time."""
BROAD = 120
"""From this width on, facets, results and article are side by side."""
SIDE_BY_SIDE = 100
"""Below, two articles are stacked."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The visible panes, from left to right."""

    shown: tuple[Pane, ...]
    ring: tuple[Pane, ...]
    """The Tab order."""
    facets_width: int = 0
    results_width: int = 0
    """0: all of the width; the articles take the rest."""
    stacked: bool = False
    """Whether the pinned article is under the other."""


def arrange(width: int, height: int, pane: Pane, *, pinned: bool, alone: bool) -> Arrangement:
    """Return the arrangement for a screen of `width` by `height` on which `pane` has the focus."""
    articles: tuple[Pane, ...] = ("article", "pinned") if pinned else ("article",)
    if width < NARROW or height < LOW:
        return Arrangement((pane,), ("results", *articles, "facets"))
    if alone and pane in articles:
        return Arrangement(articles, articles, stacked=width < SIDE_BY_SIDE)
    if width >= BROAD and not pinned:
        facets = 30 if width >= 150 else 25
        results = (width - facets) * 2 // 5
        return Arrangement(("facets", "results", "article"), ("facets", "results", "article"), facets, results)
    lists_width = width * 3 // 10 if pinned and width >= BROAD else width * 12 // 25
    lists: tuple[Pane, ...] = ("facets",) if pane == "facets" else ("results",)
    shown: tuple[Pane, ...] = (*lists, *articles)
    return Arrangement(shown, shown, lists_width, lists_width, stacked=pinned and width < BROAD)
