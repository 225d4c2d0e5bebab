"""Two articles side by side: sentences worded alike, shared quotations, numbers that differ, what each tells alone."""

from .compare import compare, kind_of, take_apart
from .result import (
    KINDS,
    Account,
    Comparison,
    Kind,
    Likeness,
    NumberPair,
    Pair,
    Parted,
    Quantity,
    Quotation,
    Sentence,
    SharedQuotation,
    Side,
    other_side,
)
from .shingles import overlap

__all__ = [
    "KINDS",
    "Account",
    "Comparison",
    "Kind",
    "Likeness",
    "NumberPair",
    "Pair",
    "Parted",
    "Quantity",
    "Quotation",
    "Sentence",
    "SharedQuotation",
    "Side",
    "compare",
    "kind_of",
    "other_side",
    "overlap",
    "take_apart",
]
