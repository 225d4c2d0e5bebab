"""The query language: typed text to a tree and back. It knows no engine and no library."""

from .lexer import FACETS, FIELDS, Notice
from .parser import Query, parse
from .text import to_text
from .tree import (
    All,
    And,
    AnyValue,
    Fuzzy,
    HasValue,
    Leaf,
    Named,
    Node,
    Not,
    Or,
    Part,
    Phrase,
    Wildcard,
    Word,
    leaves,
    names_values,
)

__all__ = [
    "FACETS",
    "FIELDS",
    "All",
    "And",
    "AnyValue",
    "Fuzzy",
    "HasValue",
    "Leaf",
    "Named",
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
    "parse",
    "to_text",
]
