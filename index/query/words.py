"""Parses a run or quoted text as words: plain, with wildcards, fuzzy, as a phrase or near one another."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.query.addresses import BEGINS_ADDRESS, stored_address
from seedread.index.query.context import fail
from seedread.index.query.fields import CREDITS
from seedread.index.query.tree import All, And, Fuzzy, Near, Or, Phrase, Wildcard, Word
from seedread.index.text.analysis import find_runs, parts_of_run, run_pattern, words
from seedread.index.text.folding import fold, lowered
from seedread.index.text.stemming import LONGEST
from seedread.index.text.urls import readable_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.query.context import Context
    from seedread.index.query.lexer import Lexeme
    from seedread.index.query.tree import Node, PhrasePart, WordLeaf
    from seedread.index.text.chunks import Part

__all__ = ["MAX_DISTANCE", "looks_like_headline", "notice_ignored", "read_quotation", "read_run"]

MIN_FIXED = 2
"""Letters that a wildcard needs: fewer would match most of the vocabulary."""
MAX_DISTANCE = 100
"""Most words between the words of a phrase with ~; words farther apart are unrelated."""

_QUESTION = re.compile(r"\?+(?![\w*?])")
"""At the end of a word ? is punctuation."""
_AS_LETTERS = str.maketrans("*?", "ↀↁ")
"""Wildcards take part in words: old Roman numerals, which no text has, stand for them."""
_AS_WILDCARDS = str.maketrans("ↀↁ", "*?")
_NO_WILDCARDS = str.maketrans("", "", "*?")
_HAS_WORD = re.compile(r"\w")
_NO_PLACE = frozenset(("http", "https", "www"))
_HEADLINE = 4
"""Words from which a text without operators may be a pasted headline."""


def read_run(context: Context, lexeme: Lexeme, field: str | None) -> Node | None:
    """Return the meaning of a run of characters; None if it contains no word."""
    if lexeme.text == "*" and field is None:
        return All(start=lexeme.start, end=lexeme.end)
    before, tilde, digits = lexeme.text.rpartition("~")
    if tilde and _HAS_WORD.search(before) and (not digits or digits.isdecimal()) and not BEGINS_ADDRESS.match(before):
        return _fuzzy(context, lexeme, field, before, digits)
    text = readable_url(lexeme.text) if field == "url" else lexeme.text
    pieces = _read(context, lexeme, text, unfinished=context.still_typing(lexeme))
    node = _node(pieces, lexeme, field)
    if field is None and node is not None and BEGINS_ADDRESS.match(lexeme.text):
        return _or_at_address(node, lexeme, unfinished=context.still_typing(lexeme))
    return node


def _or_at_address(node: Node, lexeme: Lexeme, *, unfinished: bool) -> Node:
    """Return a query for a pasted address: the articles that print it, or the article there."""
    own = [part for part in _parts_of(stored_address(lexeme.text)) if part.word not in _NO_PLACE]
    pieces = [_Piece(_word(part, lexeme)) for part in own]
    if unfinished and pieces and _ends_in_word(lexeme.text):
        pieces = _unfinished(pieces)
    there = _node(pieces, lexeme, "url")
    return Or((node, there)) if there is not None else node


def looks_like_headline(lexemes: Sequence[Lexeme]) -> bool:
    """Tell whether a query is a long row of words without operator or field: then * and ? are hardly wildcards."""
    kinds = {lexeme.kind for lexeme in lexemes}
    return sum(lexeme.kind == "run" for lexeme in lexemes) >= _HEADLINE and kinds <= {"run", "quote", "(", ")"}


def read_quotation(context: Context, lexeme: Lexeme, field: str | None) -> Node | None:
    """Return the meaning of quoted text, including its ~; None if it contains no word."""
    distance = _distance(context, lexeme)
    unfinished = context.typing and not lexeme.closed
    return _node(_read(context, lexeme, lexeme.text, unfinished=unfinished), lexeme, field, distance)


def notice_ignored(context: Context, lexeme: Lexeme) -> None:
    """Add a notice that a part of the query is ignored."""
    context.ignored = True
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


def _node(pieces: Sequence[_Piece], lexeme: Lexeme, field: str | None, distance: int | None = None) -> Node | None:
    """Return the meaning of words in a row; words with a hyphen between are also searched as one word."""
    if field in CREDITS:
        words_of = tuple(dict.fromkeys(replace(piece.part, field=field) for piece in pieces))
        return And(words_of) if len(words_of) > 1 else words_of[0] if words_of else None
    rows = dict.fromkeys((tuple(piece.part for piece in pieces), _as_one_word(pieces)))
    found = tuple(_row(parts, lexeme, field, distance) for parts in rows if parts)
    return Or(found) if len(found) > 1 else found[0] if found else None


def _row(parts: tuple[PhrasePart, ...], lexeme: Lexeme, field: str | None, distance: int | None) -> WordLeaf:
    if len(parts) == 1:
        return replace(parts[0], field=field)
    if distance is None:
        return Phrase(parts, field, start=lexeme.start, end=lexeme.end)
    return Near(parts, distance, field, start=lexeme.start, end=lexeme.end)


def _as_one_word(pieces: Sequence[_Piece]) -> tuple[PhrasePart, ...]:
    """Return the words with each row of hyphenated ones as one word: ceasefire for cease-fire."""
    parts: list[PhrasePart] = []
    n = 0
    while n < len(pieces):
        end = n + 1
        while end < len(pieces) and pieces[end - 1].joined:
            end += 1
        whole = next((one for one, width in pieces[n].joined if width == end - n), None)
        parts += [whole] if whole else [piece.part for piece in pieces[n:end]]
        n = end
    return tuple(parts)


class _Piece(NamedTuple):
    """A word or wildcard of a query."""

    part: PhrasePart
    joined: tuple[tuple[PhrasePart, int], ...] = ()
    """The words that it makes with the next ones, each with how many words that is."""


def _read(context: Context, lexeme: Lexeme, text: str, *, unfinished: bool) -> list[_Piece]:
    """Return the words and wildcards of `text`, in order."""
    pieces: list[_Piece] = []
    for chunk in text.split():
        if BEGINS_ADDRESS.match(chunk):
            pieces += [_Piece(_word(part, lexeme)) for part in _parts_of(readable_url(chunk))]
        else:
            pieces += _pieces(context, lexeme, chunk)
    if not pieces:
        notice_ignored(context, lexeme)
    elif unfinished and isinstance(pieces[-1].part, Word) and _ends_in_word(text):
        pieces = _unfinished(pieces)
        context.waiting = context.waiting or not pieces
    for _ in pieces:
        context.count(lexeme)
    return pieces


def _parts_of(text: str) -> list[Part]:
    return [part for run in find_runs(text) for part in parts_of_run(run)]


def _ends_in_word(text: str) -> bool:
    return any(run.end() == len(text) for run in run_pattern(text).finditer(text))


def _pieces(context: Context, lexeme: Lexeme, chunk: str) -> list[_Piece]:
    """Return the words and wildcards of a text without a space."""
    chunk = _QUESTION.sub(" ", chunk)
    if "*" in chunk or "?" in chunk:
        plain = chunk.translate(_NO_WILDCARDS)
        if any(map(_is_sign, words(plain))):
            context.notice("In scripts without spaces each character is a word: * and ? are ignored.", lexeme)
            chunk = plain
    pieces = []
    for part in _parts_of(chunk.translate(_AS_LETTERS)):
        read = _part(context, lexeme, part.printed, part.word)
        joined = ((_part(context, lexeme, one.printed, one.word), one.width) for one in part.joined)
        pieces += [_Piece(one, tuple((whole, width) for found, width in joined for whole in found)) for one in read]
    return pieces


def _part(context: Context, lexeme: Lexeme, printed: str, word: str) -> list[PhrasePart]:
    """Return the meaning of a word with wildcards as letters; none for a wildcard that is ignored."""
    printed, word = printed.translate(_AS_WILDCARDS), word.translate(_AS_WILDCARDS)
    if "*" not in printed and "?" not in printed:
        return [_spelled(printed, word, lexeme)]
    pattern = re.sub(r"\*+", "*", fold(printed))
    fixed = len(re.sub(r"[*?]", "", pattern))
    if fixed >= MIN_FIXED:
        return [Wildcard(pattern, start=lexeme.start, end=lexeme.end)]
    if fixed and context.headline and lexeme.kind == "run":
        context.notice(f"“{printed}” is searched as a word: a wildcard needs at least {MIN_FIXED} letters.", lexeme)
        plain = printed.translate(_NO_WILDCARDS)
        return [_word(part, lexeme) for part in _parts_of(plain)]
    if fixed:
        fail(f"A wildcard needs at least {MIN_FIXED} letters.", lexeme)
    if lexeme.kind == "quote":
        context.notice("A * alone in a phrase is ignored.", lexeme)
    return []


def _word(part: Part, lexeme: Lexeme) -> Word:
    return _spelled(part.printed, part.word, lexeme)


def _spelled(printed: str, word: str, lexeme: Lexeme) -> Word:
    spelling = lowered(printed)
    needed = spelling != word and len(spelling) <= LONGEST
    return Word(word, spelling=spelling if needed else "", start=lexeme.start, end=lexeme.end)


def _unfinished(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Return words of which the last one is still being typed: all words that begin so."""
    last = pieces[-1].part
    assert isinstance(last, Word), "a wildcard is finished"
    beginning = _beginning(last)
    kept = []
    for n, piece in enumerate(pieces[:-1]):
        short = len(pieces) - n
        joined = ((_begun(one) if width == short and beginning else one, width) for one, width in piece.joined)
        kept.append(piece._replace(joined=tuple(pair for pair in joined if beginning or pair[1] < short)))
    return [*kept, *map(_Piece, beginning)]


def _begun(part: PhrasePart) -> PhrasePart:
    return _beginning(part)[0] if isinstance(part, Word) else part


def _is_sign(word: str) -> bool:
    """Tell whether a word is one sign, perhaps with marks, of a script without spaces."""
    return len(words(f"{word}x")) > 1


def _beginning(word: Word) -> list[PhrasePart]:
    """Return the meaning of an unfinished word: all words that begin so, or nothing after a single Latin letter."""
    if len(word.text) < MIN_FIXED:
        return [] if word.text.isascii() else [word]
    if _is_sign(word.text):
        return [word]
    return [Wildcard(f"{word.text}*", start=word.start, end=word.end)]
