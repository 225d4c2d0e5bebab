"""How a line of the facets looks: the sign of what is chosen, the name, the count at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.tui.render.facet_rows import heading
from seedread.tui.render.palette import ACCENT, BOLD, CURSOR, DIM, PLAIN
from seedread.tui.render.wrapped_text import Piece, fit

if TYPE_CHECKING:
    from seedread.index.facets import Facet, FacetValue, State

__all__ = ["heading_pieces", "more_text", "value_pieces"]

_SIGNS: dict[State, str] = {"off": " ", "include": "+", "exclude": "-"}
_HALF = "~"
"""Stands by a region that is off itself while a country in it is chosen (R8)."""
_MARKED = ">"
"""Stands before the row that is to be merged."""


def heading_pieces(facet: Facet, sought: str, width: int) -> list[Piece]:
    """Return what stands over a facet: its name, what is sought in it, and how several chosen values join."""
    mode = "all of" if facet.mode == "all" else "any of"
    chosen = any(value.state == "include" for value in facet.values)
    found = f": {sought}" if sought else ""
    return [(fit(f" {heading(facet.name)}{found}", width - 8), BOLD), (f" {mode} " if chosen else "", DIM)]


def more_text(more: int) -> str:
    """Return what stands for `more` values that are not listed; for none: that the list can be folded."""
    return f"   … {more} more" if more else "   … fewer"


def value_pieces(value: FacetValue, name: str, width: int, *, here: bool, marked: bool) -> list[Piece]:
    """Return a value under its `name`; with the cursor if `here`, to be merged if `marked`."""
    before = _MARKED if marked else " "
    sign = _HALF if value.partly else _SIGNS[value.state]
    number = f"-{value.count}" if value.state == "exclude" else str(value.count)
    name = fit(name, width - 3 - len(number) - 2)
    if here:
        return [(f"{before}{sign} {name} {number} ", CURSOR)]
    if value.state == "include":
        return [(f"{before}+ ", ACCENT), (name, BOLD), (f" {number} ", BOLD)]
    style = DIM if value.state == "exclude" or not value.count else PLAIN
    return [(f"{before}{sign} {name} ", style), (f"{number} ", DIM)]
