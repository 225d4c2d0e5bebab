"""The query language: typed text to a tree and back. It knows no engine and no library."""

from .fields import FACETS, FIELDS
from .lexer import Notice
from .parser import Query, parse
from .text import to_text
from .tree import (
    All,
    And,
    AnyValue,
    AtLeast,
    Dates,
    Fuzzy,
    HasValue,
    Leaf,
    Named,
    Near,
    Node,
    Not,
    Or,
    Part,
    Phrase,
    Wildcard,
    Word,
    leaves,
    names_values,
    nodes,
    replaced,
)

__all__ = [
    "FACETS",
    "FIELDS",
    "All",
    "And",
    "AnyValue",
    "AtLeast",
    "Dates",
    "Fuzzy",
    "HasValue",
    "Leaf",
    "Named",
    "Near",
    "Node",
    "Not",
    "Notice",
    "Or",
    "Part",
    "Phrase",
    "Query",
    "Wildcard",
    "Word",
    "leaves",
    "names_values",
    "nodes",
    "parse",
    "replaced",
    "to_text",
]
