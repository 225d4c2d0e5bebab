"""Filters articles by facet values and counts each value: rules R1 to R3.

The counts are exact. The choice in a facet never empties the list of that facet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.facets import NONE, Facet, ValueCounts, to_facet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.engines.whoosh.facet_values import Bitset, SelectableValues, Values
    from seedread.index.facets import FacetChoice, Selection

__all__ = ["FacetFilter"]


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
        without = (base & everything & ~values.some).bit_count()
        removed = {value: (taken_from & _articles(values, everything, value)).bit_count() for value in choice.excluded}
        return to_facet(name, choice, values.labels, ValueCounts(values.tally(base), without, removed))


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
