"""Completes the word at the cursor of a query: a field, or a value of its field with its number of articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.query import FIELDS, And, parse
from seedread.index.query.fields import field_kind
from seedread.index.query.lexer import QUOTES
from seedread.index.search.counted_marks import counted
from seedread.index.search.date_histogram import buckets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.engines import Found
    from seedread.index.facets import Selection
    from seedread.index.facets.periods import DateUnit
    from seedread.index.query import Marks, Node
    from seedread.index.search.open_generation import OpenGeneration

__all__ = ["Base", "Completions", "Offer", "QueryWord", "complete_field", "complete_value", "word_at"]

MOST = 50
"""Offers for one word."""
_WORD = re.compile(rf"[-!]?(?:([^\W\d_]+):)?([{QUOTES}][^{QUOTES}]*|[^\s(){QUOTES}]*)\Z")
_REST = re.compile(rf"[^\s(){QUOTES}]*[{QUOTES}]?")
_DATE_WORDS = ("today", "yesterday", "this week", "last week", "this month", "last month", "this year", "last year")


class Offer(NamedTuple):
    """A completion."""

    text: str
    """The field or value as query text."""
    label: str
    """The name to show."""
    articles: int | None = None
    """How many articles it would find; None for a field."""


class Completions(NamedTuple):
    """The completions of a word, with its columns."""

    start: int
    end: int
    offers: tuple[Offer, ...]


class Base(NamedTuple):
    """The search that a completion narrows: the rest of the query beside the choices in the facets."""

    tree: Node
    selection: Selection
    marks: Marks
    found: Found


class QueryWord(NamedTuple):
    """The word at the cursor."""

    start: int
    """The column of its field or, without one, of its value; a hyphen before it stays."""
    end: int
    field: str
    """Its full name; empty if no field is typed yet."""
    value: str
    """What is typed of the value, without quotation marks."""


def word_at(text: str, cursor: int) -> QueryWord:
    """Return the word that ends at the cursor, or in which the cursor is."""
    found = _WORD.search(text[:cursor])
    assert found is not None, "an empty word is found at least"
    start = found.start(1) if found[1] else found.start(2)
    rest = _REST.match(text, cursor)
    end = rest.end() if rest and found[2] else cursor
    field = FIELDS.get(found[1].lower(), "") if found[1] else ""
    if found[1] and not field:
        return QueryWord(start, found.end(1) + 1, "", found[1])
    return QueryWord(start, end, field, found[2].lstrip(QUOTES) if field else found[2].lstrip("-!"))


def complete_field(word: QueryWord) -> Completions:
    """Return the fields that begin as the word does; all of them for an empty word."""
    names = dict.fromkeys(name for typed, name in FIELDS.items() if typed.startswith(word.value.lower()))
    return Completions(word.start, word.end, tuple(Offer(f"{name}:", f"{name}:") for name in names))


def complete_value(word: QueryWord, opened: OpenGeneration, base: Base) -> Completions:
    """Return the values of the word's field, with the number of articles of `base` that each would find."""
    offers = _periods(word, opened, base) if field_kind(word.field) == "date" else _values(word, opened, base)
    return Completions(word.start, word.end, tuple(offer for _, offer in zip(range(MOST), offers, strict=False)))


def _values(word: QueryWord, opened: OpenGeneration, base: Base) -> Iterator[Offer]:
    names = opened.resolver.names(word.field, counted(base.marks, opened.reader))
    if names is None:
        return
    begun = names.begun(word.field, word.value)
    for value, articles in base.found.tally(word.field):
        if value in begun:
            yield Offer(f"{names.written(word.field, value)} ", names.values.labels[value], articles)


def _periods(word: QueryWord, opened: OpenGeneration, base: Base) -> Iterator[Offer]:
    """Go through periods by their words, or else by their figures, the newest first; figures are of publication."""
    typed = word.value
    if word.field != "date" or typed[:1].isalpha():
        yield from _named_periods(word, opened, base)
        return
    unit: DateUnit = "year" if len(typed) < 4 else "month" if len(typed) < 7 else "day"
    for bucket in reversed([*buckets(base.found, unit)]):
        if bucket.count and bucket.label.startswith(typed):
            yield Offer(f"date:{bucket.label}", bucket.label, bucket.count)


def _named_periods(word: QueryWord, opened: OpenGeneration, base: Base) -> Iterator[Offer]:
    for name in _DATE_WORDS:
        if name.startswith(word.value.lower()):
            written = f'{word.field}:"{name}"' if " " in name else f"{word.field}:{name}"
            tree, _ = opened.resolver.resolve(parse(written).tree)
            found = opened.reader.search(And((base.tree, tree)), base.selection, base.marks)
            yield Offer(f"{written} ", name, found.total)
