"""Two articles side by side: sentences worded alike, shared quotations, numbers that differ, what each tells alone."""

from seedread.index.compare.article_comparison import compare, kind_of, take_apart
from seedread.index.compare.comparison import (
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
from seedread.index.compare.comparison_json import to_record
from seedread.index.compare.comparison_markdown import to_markdown
from seedread.index.compare.shingles import is_copy, overlap, shares_wire_text

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
