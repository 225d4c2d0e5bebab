"""The Whoosh schema of the index; our own writer and searches use only the field names."""

from __future__ import annotations

from whoosh import fields, formats

__all__ = ["FACETS", "NAME", "POSITIONS", "facet_term", "schema"]

NAME = "seedread"
"""The name of the index within its folder."""
FACETS = ("country", "leader", "source", "language")
POSITIONS = formats.Positions()
_LABEL = "\x1f"
"""Separates a facet value and its label in one term; it cannot occur in cleaned text."""


class _Terms(fields.FieldType):
    """Whole terms without positions or frequencies."""

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
