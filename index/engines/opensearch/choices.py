"""The choices in the facets as conditions: rules R1 and R2, with regions, dates and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.engines.opensearch.requests import NOTHING, Condition, all_of, any_of, within
from seedread.index.engines.opensearch.translation import has_value
from seedread.index.facets import NONE
from seedread.index.facets.periods import period
from seedread.index.facets.regions import regions

if TYPE_CHECKING:
    from seedread.index.engines.opensearch.translation import Translation
    from seedread.index.facets import FacetChoice, Selection
    from seedread.index.query import Marks

__all__ = ["Choices"]


class Choices:
    """A selection over the facets of the index, regions, dates and marks."""

    def __init__(self, selection: Selection, marks: Marks, translation: Translation) -> None:
        self.selection = selection
        self._marks = marks
        self._translation = translation

    def has(self, facet: str, value: str) -> Condition:
        """Return the condition that an article has a value; `NONE` is that it has none."""
        if value == NONE:
            return all_of((), [self.has_any(facet)])
        if facet == "date":
            days = period(value)
            return within(*days) if days else NOTHING
        if facet == "region":
            known = regions().get(value)
            return has_value("country", known.countries) if known else NOTHING
        if facet in self._marks:
            return self._translation.condition(self._marks[facet].meaning(value))
        return has_value(facet, frozenset((value,)))

    def has_any(self, facet: str) -> Condition:
        """Return the condition that an article has any value."""
        if facet in self._marks:
            return self._translation.condition(self._marks[facet].any_value)
        return {"exists": {"field": {"date": "at", "region": "country"}.get(facet, facet)}}

    def included(self, facet: str, choice: FacetChoice) -> list[Condition]:
        """Return what must match for the included values."""
        each = [self.has(facet, value) for value in sorted(choice.included)]
        return each if choice.mode == "all" or not each else [any_of(each)]

    def excluded(self, facet: str, choice: FacetChoice) -> list[Condition]:
        """Return what must not match."""
        return [self.has(facet, value) for value in sorted(choice.excluded)]

    def without(self, facet: str) -> Condition:
        """Return the condition that an article passes the choices in all other facets."""
        chosen = [(name, choice) for name, choice in self.selection if name != facet]
        needed = [one for name, choice in chosen for one in self.included(name, choice)]
        forbidden = [one for name, choice in chosen for one in self.excluded(name, choice)]
        return all_of(needed, forbidden)
