"""The query language: parses typed text to a tree and writes it back. Independent of engine and library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.files.lazy_names import lazy_names

if TYPE_CHECKING:
    from seedread.index.query.fields import CREDITS, FACETS, FIELDS, MARKS
    from seedread.index.query.lexer import Notice
    from seedread.index.query.mark_values import Marks, MarkValues, any_of
    from seedread.index.query.numbers import Numbers
    from seedread.index.query.parser import Query, parse
    from seedread.index.query.serializer import to_text, unescape_value
    from seedread.index.query.sorts import SORTS, NamedSort, Sort, alphabetical
    from seedread.index.query.tree import (
        All,
        And,
        AnyValue,
        AtLeast,
        Dates,
        DocumentSet,
        FacetName,
        Fuzzy,
        HasValue,
        Leaf,
        Marked,
        Near,
        Node,
        Not,
        Or,
        Phrase,
        PhrasePart,
        Wildcard,
        Word,
        WordLeaf,
        leaves,
        map_leaves,
        matches_all,
        needs_resolving,
        nodes,
        relations,
        word_leaves,
    )

__all__ = [
    "CREDITS",
    "FACETS",
    "FIELDS",
    "MARKS",
    "SORTS",
    "All",
    "And",
    "AnyValue",
    "AtLeast",
    "Dates",
    "DocumentSet",
    "FacetName",
    "Fuzzy",
    "HasValue",
    "Leaf",
    "MarkValues",
    "Marked",
    "Marks",
    "NamedSort",
    "Near",
    "Node",
    "Not",
    "Notice",
    "Numbers",
    "Or",
    "Phrase",
    "PhrasePart",
    "Query",
    "Sort",
    "Wildcard",
    "Word",
    "WordLeaf",
    "alphabetical",
    "any_of",
    "leaves",
    "map_leaves",
    "matches_all",
    "needs_resolving",
    "nodes",
    "parse",
    "relations",
    "to_text",
    "unescape_value",
    "word_leaves",
]

__getattr__ = lazy_names(
    __name__,
    {
        "seedread.index.query.fields": ("CREDITS", "FACETS", "FIELDS", "MARKS"),
        "seedread.index.query.lexer": ("Notice",),
        "seedread.index.query.mark_values": ("Marks", "MarkValues", "any_of"),
        "seedread.index.query.numbers": ("Numbers",),
        "seedread.index.query.parser": ("Query", "parse"),
        "seedread.index.query.serializer": ("to_text", "unescape_value"),
        "seedread.index.query.sorts": ("SORTS", "NamedSort", "Sort", "alphabetical"),
        "seedread.index.query.tree": (
            "All",
            "And",
            "AnyValue",
            "AtLeast",
            "Dates",
            "DocumentSet",
            "FacetName",
            "Fuzzy",
            "HasValue",
            "Leaf",
            "Marked",
            "Near",
            "Node",
            "Not",
            "Or",
            "Phrase",
            "PhrasePart",
            "Wildcard",
            "Word",
            "WordLeaf",
            "leaves",
            "map_leaves",
            "matches_all",
            "needs_resolving",
            "nodes",
            "relations",
            "word_leaves",
        ),
    },
)
