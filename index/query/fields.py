"""The fields of the query language and how each value is parsed: one line here adds a field."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

__all__ = ["FACETS", "FIELDS", "MARKS", "field_kind"]

FieldKind: TypeAlias = Literal["words", "name", "mark", "date"]


class _Field(NamedTuple):
    name: str
    kind: FieldKind
    """words of the text; a name that the library resolves to values; a mark of the user; a date or a range."""
    short: tuple[str, ...] = ()


_TABLE = (
    _Field("country", "name", ("c",)),
    _Field("region", "name"),
    _Field("leader", "name", ("who",)),
    _Field("source", "name"),
    _Field("language", "name", ("lang",)),
    _Field("title", "words"),
    _Field("body", "words"),
    _Field("date", "date"),
    _Field("like", "name"),
    _Field("is", "mark"),
    _Field("tag", "mark"),
)

FIELDS = {typed: field.name for field in _TABLE for typed in (field.name, *field.short)}
"""Every field name and short form, with the full name."""
FACETS = frozenset(field.name for field in _TABLE if field.kind == "name")
"""Fields whose values are names, not words of the text."""
MARKS = frozenset(field.name for field in _TABLE if field.kind == "mark")
"""Fields whose values are the user's own marks, which are not in the index."""
_KINDS: dict[str, FieldKind] = {field.name: field.kind for field in _TABLE}


def field_kind(field: str | None) -> FieldKind:
    """Return how a value of `field` is parsed; None is the whole text."""
    return _KINDS[field] if field else "words"
