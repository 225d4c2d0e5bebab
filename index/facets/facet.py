"""A facet as displayed: its rows in their order, made from the counts of an engine (rules R2 to R7)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple, Protocol

from seedread.index.facets.choice import NONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.facets.choice import FacetChoice, Mode, State

__all__ = ["Facet", "FacetValue", "FacetValues", "ValueCounts", "to_facet"]


class FacetValues(Protocol):
    """The values of one facet in one generation of a library."""

    @property
    def labels(self) -> Mapping[str, str]:
        """The displayed name of each value."""
        ...

    def count(self, value: str) -> int:
        """Return how many articles of the library have `value`; 0 for an unknown one."""
        ...


class FacetValue(NamedTuple):
    """A row of a facet as displayed."""

    value: str
    label: str
    count: int  # type: ignore[assignment]  # it hides tuple.count, which is not used
    """Number of articles; for an excluded value, the articles that it removes."""
    state: State
    partly: bool = False
    """Whether it is off but a value below it is chosen, such as a country of this region."""


@dataclass(frozen=True, slots=True)
class Facet:
    """The rows of a facet: chosen values first, then by count and name; zeros that are not chosen are left out."""

    name: str
    mode: Mode
    values: tuple[FacetValue, ...]
    counted: bool = True
    """Whether its values are known: a cluster counts only what shows."""


class ValueCounts(NamedTuple):
    """The counts of one facet for what matches the text and the other facets (R2)."""

    found: list[tuple[str, int]]
    """Every value with its number of articles, the most frequent first, then by label."""
    without: int
    """Articles without a value."""
    removed: Mapping[str, int]
    """What each excluded value takes away."""


def to_facet(name: str, choice: FacetChoice, labels: Mapping[str, str], counts: ValueCounts) -> Facet:
    """Return the rows of the facet `name` (R3 to R7)."""
    found = counts.found
    if counts.without:
        # "none" comes last among equal counts.
        last = sum(number >= counts.without for _, number in found)
        found = [*found[:last], (NONE, counts.without), *found[last:]]
    chosen = choice.included | choice.excluded
    if not chosen:
        # The usual case, built without a call for each row.
        names = [value for value, _ in found]
        columns = names, map(labels.get, names, names), (n for _, n in found), repeat("off"), repeat(False)  # noqa: FBT003 (a column)
        return Facet(name, choice.mode, tuple(map(FacetValue._make, zip(*columns, strict=False))))
    rows = [FacetValue(value, labels.get(value, value), n, "off") for value, n in found if value not in chosen]
    number = dict(found)
    on_top = [FacetValue(value, labels.get(value, value), number.get(value, 0), "include") for value in choice.included]
    on_top += [FacetValue(value, labels.get(value, value), n, "exclude") for value, n in counts.removed.items()]
    on_top.sort(key=lambda row: (row.state == "exclude", -row.count, row.label.casefold(), row.value))
    return Facet(name, choice.mode, (*on_top, *rows))
