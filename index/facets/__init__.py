"""Faceted filtering: the articles that match the chosen facet values, and a count for each value (rules R1 to R11)."""

from seedread.index.facets.choice import NEXT, NONE, FacetChoice, Mode, Selection, State
from seedread.index.facets.facet import Facet, FacetValue, FacetValues, ValueCounts, to_facet
from seedread.index.facets.value_search import matching, search_values

__all__ = [
    "NEXT",
    "NONE",
    "Facet",
    "FacetChoice",
    "FacetValue",
    "FacetValues",
    "Mode",
    "Selection",
    "State",
    "ValueCounts",
    "matching",
    "search_values",
    "to_facet",
]
