"""Faceted filtering: the articles that match the chosen facet values, and a count for each value (rules R1 to R11)."""

from seedread.index.facets.choice import NEXT, NONE, Choice, Mode, Selection, State
from seedread.index.facets.counting import Facet, FacetValue, Narrowing
from seedread.index.facets.facet_values import Bitset, BitsetValues, Choosable, Values
from seedread.index.facets.masks import to_bitset, to_mask
from seedread.index.facets.value_search import search_values

__all__ = [
    "NEXT",
    "NONE",
    "Bitset",
    "BitsetValues",
    "Choice",
    "Choosable",
    "Facet",
    "FacetValue",
    "Mode",
    "Narrowing",
    "Selection",
    "State",
    "Values",
    "search_values",
    "to_bitset",
    "to_mask",
]
