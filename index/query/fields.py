"""Which fields can be typed, and how the value behind each is read: one line here makes a new field."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

__all__ = ["FACETS", "FIELDS", "MARKS", "kind_of"]

Kind: TypeAlias = Literal["words", "name", "mark", "date"]


class _Field(NamedTuple):
    name: str
    kind: Kind
    """words of the text; a name that the library resolves to values; a mark of the reader's own; a date or a range."""
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
"""Every field that can be typed, with its full name."""
FACETS = frozenset(field.name for field in _TABLE if field.kind == "name")
"""Fields whose values are names, not words of the text."""
MARKS = frozenset(field.name for field in _TABLE if field.kind == "mark")
"""Fields whose values one reader gave, which no engine knows."""
_KINDS: dict[str, Kind] = {field.name: field.kind for field in _TABLE}


def kind_of(field: str | None) -> Kind:
    """Return how a value of `field` is read; None is the whole text."""
    return _KINDS[field] if field else "words"
