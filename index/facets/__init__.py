"""Which articles a choice of facet values leaves, and the count beside every value (rules R1 to R11)."""

from .choice import NEXT, NONE, Choice, Mode, Selection, State
from .counting import Facet, FacetValue, Narrowing
from .masks import to_bitset, to_mask
from .search import search_values
from .values import Bitset, BitsetValues, Choosable, Values

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
