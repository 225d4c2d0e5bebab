"""Splits a query into tokens with their columns: operators, fields, quoted phrases and plain text."""

from __future__ import annotations

import difflib
import re
from typing import Literal, NamedTuple, TypeAlias

from seedread.index.errors import QueryError
from seedread.index.query.fields import FIELDS

__all__ = ["MAX_LENGTH", "QUOTES", "Lexeme", "Notice", "lex"]

MAX_LENGTH = 1000
QUOTES = '"“”„«»'
_FIELD = re.compile(r"([^\W\d_]+):")
_GERSHAYIM = re.compile('(?<=[\u05d0-\u05ea])["”](?=[\u05d0-\u05ea])')
"""A quotation mark inside a Hebrew word (ארה"ב), which is a part of it."""
_RUN = re.compile(rf"(?:[^\s(){QUOTES}]|{_GERSHAYIM.pattern})+")
_ENDING = re.compile(r"[a-zäö]{1,4}(?!\w)")
"""The case endings of abbreviations in Swedish and Finnish."""
_AT_LEAST = re.compile(r"atleast(\d*)(?=\()", re.IGNORECASE)

LexemeKind: TypeAlias = Literal["(", ")", "AND", "OR", "NOT", "field", "atleast", "quote", "run"]


class Lexeme(NamedTuple):
    """One token of a query."""

    kind: LexemeKind
    text: str
    """The field's full name, the number of atleast, the text inside the quotes, or the run as typed."""
    start: int
    end: int
    closed: bool = True
    """Whether the quotation mark was closed."""
    distance: str | None = None
    """The text after the ~ of a quoted phrase."""


class Notice(NamedTuple):
    """A message about a query that runs nevertheless."""

    message: str
    start: int
    end: int
    instead: str = ""
    """What may be meant in place of these columns; empty without a guess."""


def lex(text: str) -> tuple[list[Lexeme], list[Notice]]:
    """Return the tokens of `text` and notices; raises QueryError for an unknown field or a long query."""
    if len(text) > MAX_LENGTH:
        raise QueryError(f"The query is longer than {MAX_LENGTH} characters: shorten it.", MAX_LENGTH, len(text))
    lexemes: list[Lexeme] = []
    notices: list[Notice] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char in "()":
            lexemes.append(Lexeme("(" if char == "(" else ")", char, at, at + 1))
            at += 1
        elif char in QUOTES:
            at = _quotation(text, at, lexemes, notices)
        elif (
            char in "-!"
            and at + 1 < len(text)
            and not text[at + 1].isspace()
            and text[at - 1 : at] not in tuple(QUOTES)
        ):
            lexemes.append(Lexeme("NOT", char, at, at + 1))
            at += 1
        else:
            at = _field_or_run(text, at, lexemes)
    return lexemes, notices


def _quotation(text: str, at: int, lexemes: list[Lexeme], notices: list[Notice]) -> int:
    close = next((n for n in range(at + 1, len(text)) if text[n] in QUOTES and not _GERSHAYIM.match(text, n)), -1)
    if close < 0:
        notices.append(Notice("The quotation mark is not closed: the phrase runs to the end.", at, len(text)))
        lexemes.append(Lexeme("quote", text[at + 1 :], at, len(text), closed=False))
        return len(text)
    end = close + 1
    distance = None
    if text.startswith("~", end):
        number = _RUN.match(text, end)
        assert number is not None, "~ is part of a run"
        distance, end = number.group()[1:], number.end()
    lexemes.append(Lexeme("quote", text[at + 1 : close], at, end, distance=distance))
    return end


def _field_or_run(text: str, at: int, lexemes: list[Lexeme]) -> int:
    counted = _AT_LEAST.match(text, at)
    if counted:
        lexemes.append(Lexeme("atleast", counted[1], at, counted.end()))
        return counted.end()
    named = _FIELD.match(text, at)
    if named and not text.startswith("//", named.end()):
        name = FIELDS.get(named[1].lower())
        attached = named.end() < len(text) and not text[named.end()].isspace()
        if name is None and (not attached or _is_text(text, named)):
            return _run(text, at, lexemes)
        if name is None:
            raise _unknown_field(named)
        lexemes.append(Lexeme("field", name, at, named.end()))
        return named.end()
    return _run(text, at, lexemes)


def _is_text(text: str, named: re.Match[str]) -> bool:
    """Tell whether what looks like an unknown field is text: EU:n, 快讯:地震, or a name before another script."""
    ending = _ENDING.match(text, named.end())
    return not (named[1] + text[named.end()]).isascii() or (ending is not None and named[1].isupper())


def _run(text: str, at: int, lexemes: list[Lexeme]) -> int:
    run = _RUN.match(text, at)
    assert run is not None, "the caller handles whitespace, brackets and quotes"
    word = run.group()
    kind: LexemeKind = word if word in ("AND", "OR", "NOT") else "run"  # type: ignore[assignment]  # the test narrows it
    lexemes.append(Lexeme(kind, word, at, run.end()))
    return run.end()


def _unknown_field(named: re.Match[str]) -> QueryError:
    near = difflib.get_close_matches(named[1].lower(), FIELDS, n=1, cutoff=0.5)
    field = FIELDS[near[0]] if near else ""
    guess = f"Did you mean {field}:?" if field else f"Use {', '.join(sorted(set(FIELDS.values())))}."
    message = f"Unknown field “{named[1]}”. {guess}"
    return QueryError(message, named.start(), named.end(), f"{field}:" if field else "")
