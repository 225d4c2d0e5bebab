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
FACETS = 30
"""Width of the facets beside the results."""
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


def arrange(width: int, height: int, pane: Pane, *, articles: int, alone: bool) -> Arrangement:
    """Return the arrangement for a screen of `width` by `height` on which `pane` has the focus.

    `articles` are open: 0, 1, or 2 with the pinned one. Where three panes have no room, the results have all of it
    until an article is open.
    """
    both = articles > 1
    reading: tuple[Pane, ...] = ("article", "pinned") if both else ("article",)
    if width < NARROW or height < LOW:
        return Arrangement((pane,), ("results", *reading, "facets"))
    if alone and pane in reading:
        return Arrangement(reading, reading, stacked=width < SIDE_BY_SIDE)
    if width >= BROAD and not both:
        facets = FACETS if width >= 150 else 25
        results = (width - facets) * 2 // 5
        return Arrangement(("facets", "results", "article"), ("facets", "results", "article"), facets, results)
    if not articles:
        over: tuple[Pane, ...] = ("facets",) if pane == "facets" else ()
        return Arrangement((*over, "results"), (*over, "results", "article"), FACETS)
    lists_width = width * 3 // 10 if both and width >= BROAD else width // 2
    lists: tuple[Pane, ...] = ("facets",) if pane == "facets" else ("results",)
    shown = (*lists, *reading)
    return Arrangement(shown, shown, lists_width, lists_width, stacked=both and width < BROAD)
