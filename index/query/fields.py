"""Which fields can be typed, and how the value behind each is read; `facets.fields` declares those of facets."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from seedread.index.facets.fields import FACET_FIELDS

__all__ = ["CREDITS", "FACETS", "FIELDS", "MARKS", "field_kind"]

FieldKind: TypeAlias = Literal["words", "name", "mark", "date"]


CREDITS = ("author", "url")
"""Fields with the words of the byline and of the address, in any order: they are no part of the text."""


class _Field(NamedTuple):
    name: str
    kind: FieldKind
    """words of the text; a name that the library resolves to values; a mark of the user; a date or a range."""
    short: tuple[str, ...] = ()


_TABLE = (
    *(
        _Field(facet.name, "date" if facet.times else "name", facet.short)
        for facet in FACET_FIELDS
        if not (facet.mark or facet.joins)
    ),
    _Field("title", "words"),
    _Field("body", "words"),
    *(_Field(name, "words") for name in CREDITS),
    _Field("date", "date"),
    _Field("like", "name"),
    *(_Field(facet.name, "mark", facet.short) for facet in FACET_FIELDS if facet.mark),
)

FIELDS = {typed: field.name for field in _TABLE for typed in (field.name, *field.short)}
"""Every field name and short form, with the full name."""
FACETS = frozenset(field.name for field in _TABLE if field.kind == "name")
"""Fields whose values are names, not words of the text."""
MARKS = frozenset(field.name for field in _TABLE if field.kind == "mark")
"""Fields whose values are the user's own marks, which are not in the index, and facets that join these."""
_KINDS: dict[str, FieldKind] = {field.name: field.kind for field in _TABLE}


def field_kind(field: str | None) -> FieldKind:
    """Return how a value of `field` is parsed; None is the whole text."""
    return _KINDS[field] if field else "words"
