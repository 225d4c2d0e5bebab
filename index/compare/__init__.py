"""Two articles side by side: sentences worded alike, shared quotations, numbers that differ, what each tells alone."""

from .compare import compare, kind_of, take_apart
from .markdown import to_markdown
from .record import to_record
from .result import (
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
from .shingles import is_copy, overlap, shares_wire_text

__all__ = [
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
    "is_copy",
    "kind_of",
    "other_side",
    "overlap",
    "shares_wire_text",
    "take_apart",
    "to_markdown",
    "to_record",
]
