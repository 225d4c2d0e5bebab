"""Which articles a choice of facet values leaves, and the count beside every value (rules R1 to R11)."""

from .choice import NONE, Choice, Selection, State
from .counting import Facet, FacetValue, Narrowing
from .values import Bitset, BitsetValues, Choosable, Values

__all__ = [
    "NONE",
    "Bitset",
    "BitsetValues",
    "Choice",
    "Choosable",
    "Facet",
    "FacetValue",
    "Narrowing",
    "Selection",
    "State",
    "Values",
]
