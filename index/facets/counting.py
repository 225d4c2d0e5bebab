"""Filters articles by facet values and counts each value: rules R1 to R7.

The counts are exact. The choice in a facet never empties the list of that facet.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.facets.choice import NONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.facets.choice import FacetChoice, Mode, Selection, State
    from seedread.index.facets.facet_values import Bitset, SelectableValues, Values

__all__ = ["Facet", "FacetFilter", "FacetValue"]


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


class FacetFilter:
    """The articles that match the text and a selection."""

    def __init__(
        self, matched: Bitset, everything: Bitset, facets: Mapping[str, SelectableValues], selection: Selection
    ) -> None:
        self._matched = matched
        self._everything = everything
        self._selection = selection
        self._filtered = {name: _filtered(facets[name], everything, choice) for name, choice in selection}

    @property
    def result(self) -> Bitset:
        """The articles that match all choices (R1)."""
        return self.without_facet("")

    def without_facet(self, facet: str) -> Bitset:
        """Return the articles that match the choices in all other facets."""
        base = self._matched
        for name, articles in self._filtered.items():
            if name != facet:
                base &= articles
        return base

    def count(self, name: str, values: Values) -> Facet:
        """Return the facet `name` with its counts for what matches the text and the other facets (R2 to R7)."""
        others, everything, choice = self.without_facet(name), self._everything, self._selection.choice(name)
        taken_from = others & _included(values, everything, choice) if choice.mode == "all" else others
        base = taken_from & ~_union(values, everything, choice.excluded)
        counts = values.tally(base)
        without = (base & everything & ~values.some).bit_count()
        if without:
            # "none" comes last among equal counts.
            counts.insert(sum(number >= without for _, number in counts), (NONE, without))
        labels, chosen = values.labels, choice.included | choice.excluded
        if not chosen:
            # The usual case, built without a call for each row.
            names = [value for value, _ in counts]
            columns = names, map(labels.get, names, names), (n for _, n in counts), repeat("off"), repeat(False)  # noqa: FBT003 (a column)
            return Facet(name, choice.mode, tuple(map(FacetValue._make, zip(*columns, strict=False))))
        rows = [FacetValue(value, labels.get(value, value), n, "off") for value, n in counts if value not in chosen]
        found = dict(counts)
        on_top = [
            FacetValue(value, labels.get(value, value), found.get(value, 0), "include") for value in choice.included
        ]
        for value in choice.excluded:
            gone = (taken_from & _articles(values, everything, value)).bit_count()
            on_top.append(FacetValue(value, labels.get(value, value), gone, "exclude"))
        on_top.sort(key=lambda row: (row.state == "exclude", -row.count, row.label.casefold(), row.value))
        return Facet(name, choice.mode, (*on_top, *rows))


def _filtered(values: SelectableValues, everything: Bitset, choice: FacetChoice) -> Bitset:
    return _included(values, everything, choice) & ~_union(values, everything, choice.excluded)


def _included(values: SelectableValues, everything: Bitset, choice: FacetChoice) -> Bitset:
    if not choice.included:
        return everything
    if choice.mode == "any":
        return _union(values, everything, choice.included)
    articles = everything
    for value in choice.included:
        articles &= _articles(values, everything, value)
    return articles


def _union(values: SelectableValues, everything: Bitset, chosen: frozenset[str]) -> Bitset:
    articles = 0
    for value in chosen:
        articles |= _articles(values, everything, value)
    return articles


def _articles(values: SelectableValues, everything: Bitset, value: str) -> Bitset:
    return everything & ~values.some if value == NONE else values.articles(value)
