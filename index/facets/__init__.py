"""Faceted filtering: the articles that match the chosen facet values, and a count for each value (rules R1 to R11)."""

from seedread.index.facets.choice import NEXT, NONE, FacetChoice, Mode, Selection, State
from seedread.index.facets.counting import Facet, FacetFilter, FacetValue
from seedread.index.facets.facet_values import Bitset, BitsetValues, SelectableValues, Values
from seedread.index.facets.value_search import matching, search_values

__all__ = [
    "NEXT",
    "NONE",
    "Bitset",
    "BitsetValues",
    "Facet",
    "FacetChoice",
    "FacetFilter",
    "FacetValue",
    "Mode",
    "SelectableValues",
    "Selection",
    "State",
    "Values",
    "matching",
    "search_values",
]
