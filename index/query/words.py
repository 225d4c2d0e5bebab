"""Parses a run or quoted text as words: plain, with wildcards, fuzzy, as a phrase or near one another."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.query.context import fail
from seedread.index.query.tree import All, Fuzzy, Near, Phrase, Wildcard, Word
from seedread.index.text.analysis import fold, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.query.context import Context
    from seedread.index.query.lexer import Lexeme
    from seedread.index.query.tree import Node, PhrasePart

__all__ = ["MAX_DISTANCE", "looks_like_headline", "notice_ignored", "read_quotation", "read_run"]

MIN_FIXED = 2
"""Letters that a wildcard needs: fewer would match most of the vocabulary."""
MAX_DISTANCE = 100
"""Most words between the words of a phrase with ~; words farther apart are unrelated."""

_PIECE = re.compile(r"[\w*?'’]+")
_HAS_WORD = re.compile(r"\w")
_ADDRESS = re.compile(r"\W*+(?:[a-z][a-z\d+.-]*://|www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/)", re.IGNORECASE)
_HEADLINE = 4
"""Words from which a text without operators may be a pasted headline."""


def read_run(context: Context, lexeme: Lexeme, field: str | None) -> Node | None:
    """Return the meaning of a run of characters; None if it contains no word."""
    if lexeme.text == "*" and field is None:
        return All(start=lexeme.start, end=lexeme.end)
    before, tilde, digits = lexeme.text.rpartition("~")
    if tilde and _HAS_WORD.search(before) and (not digits or digits.isdecimal()) and not _ADDRESS.match(before):
        return _fuzzy(context, lexeme, field, before, digits)
    return _joined(_read(context, lexeme, lexeme.text, unfinished=context.still_typing(lexeme)), lexeme, field)


def looks_like_headline(lexemes: Sequence[Lexeme]) -> bool:
    """Tell whether a query is a long row of words without operator or field: then * and ? are hardly wildcards."""
    kinds = {lexeme.kind for lexeme in lexemes}
    return sum(lexeme.kind == "run" for lexeme in lexemes) >= _HEADLINE and kinds <= {"run", "quote", "(", ")"}


def read_quotation(context: Context, lexeme: Lexeme, field: str | None) -> Node | None:
    """Return the meaning of quoted text, including its ~; None if it contains no word."""
    distance = _distance(context, lexeme)
    unfinished = context.typing and not lexeme.closed
    return _joined(_read(context, lexeme, lexeme.text, unfinished=unfinished), lexeme, field, distance)


def notice_ignored(context: Context, lexeme: Lexeme) -> None:
    """Add a notice that a part of the query is ignored."""
    context.notice(f"“{lexeme.text}” contains no word and is ignored.", lexeme)


def _distance(context: Context, lexeme: Lexeme) -> int | None:
    digits = lexeme.distance
    if digits is None:
        return None
    if not digits and context.still_typing(lexeme):
        context.notice("Type a number of words after ~.", lexeme)
        return None
    if not digits.isdecimal():
        fail('~ after a phrase needs a number of words, for example "gas deal"~5.', lexeme)
    if int(digits) > MAX_DISTANCE:
        fail(f"The distance is too large: use at most ~{MAX_DISTANCE} words.", lexeme)
    return int(digits)


def _fuzzy(context: Context, lexeme: Lexeme, field: str | None, text: str, digits: str) -> Node:
    found = words(text)
    if len(found) != 1 or "*" in text or "?" in text:
        fail("Use ~ after a single word without * or ?.", lexeme)
    if digits and int(digits[:3]) > 2:
        fail("Use at most ~2: two letters may differ.", lexeme)
    context.count(lexeme)
    length = len(found[0])
    edits = int(digits) if digits else 0 if length < 3 else 1 if length < 6 else 2
    return Fuzzy(found[0], edits, field, start=lexeme.start, end=lexeme.end)


def _joined(
    parts: list[PhrasePart] | None, lexeme: Lexeme, field: str | None, distance: int | None = None
) -> Node | None:
    if not parts:
        return None
    if len(parts) == 1:
        return replace(parts[0], field=field)
    if distance is None:
        return Phrase(tuple(parts), field, start=lexeme.start, end=lexeme.end)
    return Near(tuple(parts), distance, field, start=lexeme.start, end=lexeme.end)


def _read(context: Context, lexeme: Lexeme, text: str, *, unfinished: bool) -> list[PhrasePart]:
    """Return the words and wildcards of `text`, in order."""
    parts: list[PhrasePart] = []
    for chunk in text.split():
        if _ADDRESS.match(chunk):
            parts += [Word(word, start=lexeme.start, end=lexeme.end) for word in words(chunk)]
        else:
            parts += [part for piece in _PIECE.findall(chunk) for part in _parts(context, lexeme, piece)]
    if not parts:
        notice_ignored(context, lexeme)
    elif unfinished and isinstance(parts[-1], Word) and text[-1].isalnum():
        parts[-1:] = _beginning(parts[-1])
        context.waiting = context.waiting or not parts
    for _ in parts:
        context.count(lexeme)
    return parts


def _parts(context: Context, lexeme: Lexeme, piece: str) -> list[PhrasePart]:
    piece = piece.strip("'’").rstrip("?'’")  # at the end of a word ? is punctuation
    found = words(piece)
    if "*" not in piece and "?" not in piece:
        return [Word(word, start=lexeme.start, end=lexeme.end) for word in found]
    if any(len(words(f"{word}x")) > 1 for word in found):
        context.notice("In scripts without spaces each character is a word: * and ? are ignored.", lexeme)
        return [Word(word, start=lexeme.start, end=lexeme.end) for word in found]
    pattern = re.sub(r"\*+", "*", fold(piece))
    fixed = len(re.sub(r"[*?']", "", pattern))
    if fixed >= MIN_FIXED:
        return [Wildcard(pattern, start=lexeme.start, end=lexeme.end)]
    if fixed and context.headline and lexeme.kind == "run":
        context.notice(f"“{piece}” is searched as a word: a wildcard needs at least {MIN_FIXED} letters.", lexeme)
        return [Word(word, start=lexeme.start, end=lexeme.end) for word in found]
    if fixed:
        fail(f"A wildcard needs at least {MIN_FIXED} letters.", lexeme)
    if lexeme.kind == "quote":
        context.notice("A * alone in a phrase is ignored.", lexeme)
    return []


def _beginning(word: Word) -> list[PhrasePart]:
    """Return the meaning of an unfinished word: all words that begin so, or nothing after a single Latin letter."""
    if len(word.text) < MIN_FIXED:
        return [] if word.text.isascii() else [word]
    return [Wildcard(f"{word.text}*", start=word.start, end=word.end)]
