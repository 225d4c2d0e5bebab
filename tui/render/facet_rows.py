"""Which rows the facet list shows: chosen values on top, and nothing moves while somebody chooses (R5, R6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from seedread.index.facets import NONE, FacetValue, search_values

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from seedread.index.facets import Facet

__all__ = ["FacetRow", "Frozen", "facet_rows", "freeze", "heading", "label", "listed", "without"]

Frozen: TypeAlias = "Mapping[str, tuple[str, ...]]"
"""The order of the values of each facet as it was when the list got the focus."""

_HEADINGS = {
    "country": "Countries",
    "region": "Regions",
    "leader": "Leaders",
    "source": "Sources",
    "language": "Languages",
    "is": "Marks",
    "tag": "Tags",
}
LEAST = 4
"""Values of a facet that show however low the pane is."""


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A line of the facet list."""

    kind: Literal["heading", "value", "more", "blank"]
    facet: Facet
    value: FacetValue | None = None
    more: int = 0
    """Values behind a "more" line; 0: the line folds an open facet again."""


def heading(facet: str) -> str:
    """Return what stands over a facet."""
    return _HEADINGS.get(facet, facet.capitalize())


def listed(facets: Mapping[str, Facet], finding: Mapping[str, str], *, alphabetical: bool) -> dict[str, Facet]:
    """Return the facets to list: those with values, narrowed to what is sought in them (R10), by name if asked (R6)."""
    found = {}
    for name, facet in facets.items():
        if sought := finding.get(name):
            found[name] = search_values(facet, sought)
        elif facet.values:
            found[name] = facet
    if alphabetical:
        return {name: replace(facet, values=tuple(sorted(facet.values, key=_by_name))) for name, facet in found.items()}
    return found


def _by_name(value: FacetValue) -> tuple[bool, str]:
    return value.state == "off", value.label.casefold()


def label(facet: str, value: FacetValue) -> str:
    """Return the name of a value as a person reads it."""
    return f"no {facet}" if value.value == NONE else value.label


def freeze(facets: Mapping[str, Facet]) -> dict[str, tuple[str, ...]]:
    """Return the order of the values as it is now."""
    return {name: tuple(value.value for value in facet.values) for name, facet in facets.items()}


def without(frozen: Frozen, let_go: Collection[tuple[str, str]], now: Mapping[str, Facet]) -> Frozen:
    """Return a frozen order without the values that were let go and that nothing has now."""
    there = {(name, value.value) for name, facet in now.items() for value in facet.values}
    gone = set(let_go) - there
    return {name: tuple(one for one in values if (name, one) not in gone) for name, values in frozen.items()}


def facet_rows(
    facets: Mapping[str, Facet], height: int, opened: Collection[str] = (), frozen: Frozen | None = None
) -> list[FacetRow]:
    """Return the rows for a pane of `height` lines: a share for each facet, and what it has more behind a last line."""
    rows: list[FacetRow] = []
    ordered = {name: _ordered(facet, frozen.get(name) if frozen else None) for name, facet in facets.items()}
    shares = _shares({name: len(values) for name, values in ordered.items()}, height)
    for place, (facet, share) in enumerate(zip(facets.values(), shares, strict=True)):
        values = ordered[facet.name]
        shown = len(values) if facet.name in opened else max(share, _chosen_at_top(values))
        if shown >= len(values) - 1:
            shown = len(values)
        rows += [FacetRow("blank", facet)] if place else []
        rows.append(FacetRow("heading", facet))
        rows += [FacetRow("value", facet, value) for value in values[:shown]]
        if len(values) > shown or (facet.name in opened and len(values) > share + 1):
            rows.append(FacetRow("more", facet, more=len(values) - shown))
    return rows


def _shares(lengths: Mapping[str, int], height: int) -> list[int]:
    """Share `height` lines among so many values: equally, and what one facet leaves free goes to the others."""
    room = height - 3 * len(lengths) + 1
    shares = {}
    for place, name in enumerate(sorted(lengths, key=lambda name: lengths[name])):
        shares[name] = max(min(room // (len(lengths) - place), lengths[name]), LEAST)
        room -= shares[name]
    return [shares[name] for name in lengths]


def _chosen_at_top(values: Sequence[FacetValue]) -> int:
    return next((at for at, value in enumerate(values) if value.state == "off"), len(values))


def _ordered(facet: Facet, frozen: Sequence[str] | None) -> list[FacetValue]:
    """Return the values in the frozen order: those that are gone stay with 0, new ones come last."""
    if frozen is None:
        return list(facet.values)
    now = {value.value: value for value in facet.values}
    kept = [now.get(value, FacetValue(value, value, 0, "off")) for value in frozen]
    return kept + [value for value in facet.values if value.value not in frozen]
