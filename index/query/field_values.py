"""Parses the value of a field that is not a word search: a facet name or a date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.query.context import fail
from seedread.index.query.tree import AnyValue, FacetName
from seedread.index.query.words import notice_ignored
from seedread.index.text.analysis import words

if TYPE_CHECKING:
    from seedread.index.query.context import Context
    from seedread.index.query.lexer import Lexeme
    from seedread.index.query.tree import Node

__all__ = ["read_date", "read_name"]


def read_name(context: Context, lexeme: Lexeme, facet: str) -> Node | None:
    """Return the meaning of a run or quoted text after a facet field; None if it contains no word."""
    if lexeme.distance is not None:
        fail(f"{facet}: does not accept ~. Type the name without it.", lexeme)
    if lexeme.kind == "run" and lexeme.text == "*":
        return AnyValue(facet, start=lexeme.start, end=lexeme.end)
    typed = " ".join(lexeme.text.split())
    name = typed.rstrip("* ")
    if not words(name):
        notice_ignored(context, lexeme)
        return None
    still_typing = context.still_typing(lexeme) and not (lexeme.kind == "quote" and lexeme.closed)
    context.count(lexeme)
    return FacetName(facet, name, still_typing or name != typed, start=lexeme.start, end=lexeme.end)


def read_date(context: Context, lexeme: Lexeme, field: str = "date") -> Node | None:
    """Return the range of days after a field of dates, or None while it is being typed."""
    from seedread.index.query.dates import DATE_EXAMPLES, InvalidDate, ReversedRange, read_dates  # noqa: PLC0415 (loads dateutil, which few queries need)

    context.count(lexeme)
    try:
        dates, notes = read_dates(lexeme.text, context.today)
    except ReversedRange:
        fail(f"The range ends before it begins: put the earlier date first. Examples: {DATE_EXAMPLES}.", lexeme)
    except InvalidDate:
        message = f"“{lexeme.text}” is not a date. Try {DATE_EXAMPLES}."
        if not context.still_typing(lexeme):
            fail(message, lexeme)
        context.notice(message, lexeme)
        return None
    for message in notes:
        context.notice(message, lexeme)
    return replace(dates, field=field, start=lexeme.start, end=lexeme.end)
