"""Reads what stands behind a field that is not searched for words: a name of a facet's value, or a date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.query.context import fail
from seedread.index.query.tree import AnyValue, Named
from seedread.index.query.words import pass_over
from seedread.index.text.analysis import words

if TYPE_CHECKING:
    from seedread.index.query.context import Context
    from seedread.index.query.lexer import Lexeme
    from seedread.index.query.tree import Node

__all__ = ["read_date", "read_name"]


def read_name(context: Context, lexeme: Lexeme, facet: str) -> Node | None:
    """Return what a run or a quotation behind the field of a facet means; None where it holds no word."""
    if lexeme.distance is not None:
        fail(f"~ does not go with {facet}: — a name is looked up as it is.", lexeme)
    if lexeme.kind == "run" and lexeme.text == "*":
        return AnyValue(facet, start=lexeme.start, end=lexeme.end)
    typed = " ".join(lexeme.text.split())
    name = typed.rstrip("* ")
    if not words(name):
        pass_over(context, lexeme)
        return None
    growing = context.growing(lexeme) and not (lexeme.kind == "quote" and lexeme.closed)
    context.count(lexeme)
    return Named(facet, name, growing or name != typed, start=lexeme.start, end=lexeme.end)


def read_date(context: Context, lexeme: Lexeme) -> Node | None:
    """Return the days that stand behind date:; None where they are still being typed."""
    from seedread.index.query.dates import FORMS, Backwards, Unreadable, read_dates  # noqa: PLC0415 (loads dateutil, which few queries need)

    context.count(lexeme)
    try:
        dates, told = read_dates(lexeme.text, context.today)
    except Backwards:
        fail(f"This range runs backwards: put the earlier date first. Forms that work: {FORMS}.", lexeme)
    except Unreadable:
        message = f"“{lexeme.text}” is no date that can be read: try {FORMS}."
        if not context.growing(lexeme):
            fail(message, lexeme)
        context.notice(message, lexeme)
        return None
    for message in told:
        context.notice(message, lexeme)
    return replace(dates, start=lexeme.start, end=lexeme.end)
