"""The fields of the index as Whoosh knows them; our own writer and searches need only their names."""

from __future__ import annotations

from whoosh import fields, formats

__all__ = ["FACETS", "NAME", "POSITIONS", "facet_term", "schema"]

NAME = "seedread"
"""The name of the index within its folder."""
FACETS = ("country", "leader", "source", "language")
POSITIONS = formats.Positions()
_LABEL = "\x1f"
"""Between a facet value and its label in one term; no cleaned text holds it."""


class _Terms(fields.FieldType):
    """Whole terms, only whether they are there."""

    multitoken_query = "default"

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.analyzer = None
        self.scorable = self.stored = self.unique = False
        self.column_type = self.vector = None


def schema() -> fields.Schema:
    """Return Whoosh's schema of our index."""
    return fields.Schema(
        id=_Terms(),
        title=fields.TEXT(),
        body=fields.TEXT(),
        record=fields.STORED(),
        **{name: _Terms() for name in FACETS},
    )


def facet_term(value: str, label: str) -> bytes:
    """Return the term of a facet value with its label."""
    return f"{value}{_LABEL}{label}".encode()
