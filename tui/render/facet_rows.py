"""The rows of the facet list: selected values first, and a stable order while the list has the focus (R5, R6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

from seedread.index.facets import NONE, FacetValue, matching, search_values
from seedread.index.facets.fields import LABELS
from seedread.tui.render.cells import Piece, fit
from seedread.tui.render.themes import ACCENT, BOLD, CURSOR, DIM, PLAIN

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from seedread.index.facets import Facet, State

__all__ = [
    "FacetRow",
    "Frozen",
    "combined",
    "facet_rows",
    "first_found",
    "freeze",
    "heading_pieces",
    "label",
    "listed",
    "more_text",
    "value_pieces",
    "without",
]

Frozen: TypeAlias = "Mapping[str, tuple[str, ...]]"
"""The order of the values of each facet when the list got the focus."""

_SIGNS: dict[State, str] = {"off": " ", "include": "+", "exclude": "-"}
_HALF = "~"
"""Sign of a region that is off while a country in it is selected (R8)."""
_MARKED = ">"
"""Sign of the row to merge."""
LEAST = 4
"""Values of a facet to show even in a low pane."""
NO_LENGTHS: Mapping[str, int] = MappingProxyType({})
WAITING = "   …"
"""The line of a value that is not counted yet."""


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A line of the facet list."""

    kind: Literal["heading", "value", "more", "waiting", "blank"]
    facet: Facet
    value: FacetValue | None = None
    more: int = 0
    """Hidden values behind a "more" line; 0 on a line that folds the facet."""

    def holds(self, value: str) -> bool:
        """Return whether this is the line of a value; never for an empty one."""
        return bool(value and self.value and self.value.value == value)


def heading(facet: str) -> str:
    """Return the heading of a facet."""
    return LABELS.get(facet, facet.capitalize())


def listed(facets: Mapping[str, Facet], finding: Mapping[str, str], *, alphabetical: bool) -> dict[str, Facet]:
    """Return the facets with values, filtered by the text in `finding` (R10) and sorted by name if asked (R6)."""
    found = {}
    for name, facet in facets.items():
        if sought := finding.get(name):
            found[name] = search_values(facet, sought)
        elif facet.values or not facet.counted:
            found[name] = facet
    if alphabetical:
        return {name: replace(facet, values=tuple(sorted(facet.values, key=_by_name))) for name, facet in found.items()}
    return found


def _by_name(value: FacetValue) -> tuple[bool, str]:
    return value.state == "off", value.label.casefold()


def label(facet: str, value: FacetValue) -> str:
    """Return the display name of a value."""
    return f"no {facet}" if value.value == NONE else value.label


def freeze(facets: Mapping[str, Facet]) -> dict[str, tuple[str, ...]]:
    """Return the current order of the values."""
    return {name: tuple(value.value for value in facet.values) for name, facet in facets.items() if facet.counted}


def without(frozen: Frozen, released: Collection[tuple[str, str]], now: Mapping[str, Facet]) -> Frozen:
    """Return a frozen order without the released values that have no articles now."""
    present = {(name, value.value) for name, facet in now.items() for value in facet.values}
    gone = set(released) - present
    return {name: tuple(one for one in values if (name, one) not in gone) for name, values in frozen.items()}


def facet_rows(
    facets: Mapping[str, Facet],
    height: int,
    opened: Collection[str] = (),
    frozen: Frozen | None = None,
    lengths: Mapping[str, int] = NO_LENGTHS,
) -> list[FacetRow]:
    """Return the rows for a pane of `height` lines: a share for each facet, with a last line for hidden values.

    A facet that is not counted yet has its share too, as if it had as many values as before (`lengths`).
    """
    rows: list[FacetRow] = []
    ordered = {name: _ordered(facet, frozen.get(name) if frozen else None) for name, facet in facets.items()}
    expected = {name: lengths.get(name, LEAST) for name, facet in facets.items() if not facet.counted}
    shares = _shares({name: len(values) for name, values in ordered.items()} | expected, height)
    for place, (facet, share) in enumerate(zip(facets.values(), shares, strict=True)):
        rows += [FacetRow("blank", facet)] if place else []
        rows.append(FacetRow("heading", facet))
        opened_here = facet.name in opened
        if not facet.counted:
            shown, more = _lines(expected[facet.name], share, share, opened=opened_here)
            rows += [FacetRow("waiting", facet)] * (shown + more)
            continue
        values = ordered[facet.name]
        shown, more = _lines(len(values), share, max(share, _chosen_at_top(values)), opened=opened_here)
        rows += [FacetRow("value", facet, value) for value in values[:shown]]
        rows += [FacetRow("more", facet, more=len(values) - shown)] if more else []
    return rows


def first_found(rows: Sequence[FacetRow], name: str, facet: Facet | None, sought: str) -> int | None:
    """Return the line of a facet's first value that was found, behind those that are listed as they are chosen.

    Without a text to find it is the facet's first value; `None` if there is none.
    """
    values = [(y, row.value) for y, row in enumerate(rows) if row.value and row.facet.name == name]
    found = matching(facet, sought) if sought and facet else set()
    return next((y for y, value in values if not sought or value.value in found), None)


def _lines(length: int, share: int, least: int, *, opened: bool) -> tuple[int, bool]:
    """Return how many of `length` values to show, and whether there is a line for the hidden ones."""
    shown = length if opened else least
    if shown >= length - 1:
        shown = length
    return shown, length > shown or (opened and length > share + 1)


def _shares(lengths: Mapping[str, int], height: int) -> list[int]:
    """Divide `height` lines equally among the facets; lines that one does not need go to the others."""
    room = height - 3 * len(lengths) + 1
    shares = {}
    for place, name in enumerate(sorted(lengths, key=lambda name: lengths[name])):
        shares[name] = max(min(room // (len(lengths) - place), lengths[name]), LEAST)
        room -= shares[name]
    return [shares[name] for name in lengths]


def _chosen_at_top(values: Sequence[FacetValue]) -> int:
    return next((at for at, value in enumerate(values) if value.state == "off"), len(values))


def _ordered(facet: Facet, frozen: Sequence[str] | None) -> list[FacetValue]:
    """Return the values in the frozen order: missing ones stay with a count of 0, new ones come last."""
    if frozen is None:
        return list(facet.values)
    now = {value.value: value for value in facet.values}
    kept = [now.get(value, FacetValue(value, value, 0, "off")) for value in frozen]
    return kept + [value for value in facet.values if value.value not in frozen]


def heading_pieces(facet: Facet, sought: str, width: int) -> list[Piece]:
    """Return the heading line of a facet: name, filter text, and how selected values combine."""
    found = f": {sought}" if sought else ""
    return [(fit(f" {heading(facet.name)}{found}", width - 8), BOLD), (combined(facet), DIM)]


def combined(facet: Facet) -> str:
    """Return how the included values of a facet combine; empty if there are none."""
    if not any(value.state == "include" for value in facet.values):
        return ""
    return " all of " if facet.mode == "all" else " any of "


def more_text(more: int) -> str:
    """Return the line for `more` hidden values; for none, the line that folds the facet."""
    return f"   … {more} more" if more else "   … fewer"


def value_pieces(value: FacetValue, name: str, width: int, *, here: bool, marked: bool) -> list[Piece]:
    """Return the line of a value; with the cursor if `here`, with the merge sign if `marked`."""
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
