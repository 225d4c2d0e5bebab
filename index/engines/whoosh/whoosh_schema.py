"""Whoosh's schema of the index: only what writes tables of contents, and plain Whoosh, need it."""

from __future__ import annotations

from whoosh import fields, formats

from seedread.index.engines.whoosh.schema import FACETS

__all__ = ["POSITIONS", "schema"]

POSITIONS = formats.Positions()


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
