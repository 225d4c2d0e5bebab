"""Splits sentences at final punctuation, except after abbreviations and initials and inside speech.

Rules in the manner of Grefenstette and Tapanainen, What is a word, what is a sentence? (COMPLEX 1994).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.index.compare.wording_data import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.compare.comparison import CharSpan

__all__ = ["split_sentences"]

_CLOSERS = "\"”’»'）)\\]」』›"
_END = re.compile(rf"(?<![.!?…؟۔।])[.!?…؟۔।]++[{_CLOSERS}]*+(?=\s|$)|[。！？｡][{_CLOSERS}]*")
_LAST_WORD = re.compile(r"[^\s(\[<“\"‘«—–-]+$")
_NEXT = re.compile(r"\s*([\"“‘«„(\[「]*)\s*(\w+(?:['’]\w+)?)?")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")
_INITIAL = re.compile(r"[A-Z]")
_AHEAD = re.compile(r"(?:\s+[\w'’-]+){1,5}")
_CLAUSE_OPENS = re.compile(r"\b(?:but|that|while|because|although|though|whether|whereas) $")
"""Words before an abbreviation that begins a clause, as in: but U.S. Officials said."""
_LOOK_BACK = 40
"""The longest abbreviation, in characters."""
_LONGEST = 2000
"""Longer sentences are cut at a space: they are tables, and aligning costs the square of the length."""


def split_sentences(text: str) -> list[CharSpan]:
    """Return the span of every sentence of a paragraph, without spaces at its ends."""
    spans: list[CharSpan] = []
    start = 0
    for match in _END.finditer(text):
        if _ends(text, match) and not _only_abbreviated(text, start, match.end()):
            spans.append((start, match.end()))
            start = match.end()
    spans.append((start, len(text)))
    return [trimmed for span in spans for part in _parts(text, span) if (trimmed := _trim(text, part))]


def _parts(text: str, span: CharSpan) -> Iterator[CharSpan]:
    """Yield a span whole, or the parts of a very long one."""
    start, end = span
    while end - start > _LONGEST:
        cut = text.rfind(" ", start, start + _LONGEST) + 1
        cut = cut if cut > start else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _only_abbreviated(text: str, start: int, end: int) -> bool:
    """Whether a sentence would be only an abbreviation: U.S."""
    return end - start <= _LOOK_BACK and _DOTTED.fullmatch(text[start:end].strip()) is not None


def _trim(text: str, span: CharSpan) -> CharSpan | None:
    piece = text[slice(*span)]
    first = span[0] + len(piece) - len(piece.lstrip())
    last = first + len(piece.strip())
    return (first, last) if last > first else None


def _ends(text: str, match: re.Match[str]) -> bool:
    if match[0][0] in "。！？｡؟۔।":
        return True
    following = _NEXT.match(text, match.end())
    assert following, "the pattern matches an empty string too"
    opening, word = following.groups()
    if not word:
        return True
    if word[0].islower():
        return False
    marks = match[0].rstrip("\"”’»'）)]」』›")
    if marks != ".":
        return not (marks != match[0] and "." not in marks and _speaker_follows(text, match.end()))
    return marks != match[0] or _full_stop_ends(text, match.start(), word, quoted=bool(opening))


def _full_stop_ends(text: str, stop: int, following: str, *, quoted: bool) -> bool:
    """Whether a full stop before a capital letter, a digit or an unspaced script ends the sentence."""
    last = _LAST_WORD.search(text, max(0, stop - _LOOK_BACK), stop)
    if not last:
        return True
    word = last[0]
    plain = word.lower()
    opener = quoted or (following.lower() in word_set("sentences", "openers") and following[0].isupper())
    if plain in word_set("sentences", "never_last"):
        return plain in ("no", "art", "fig", "al") and not following[0].isdigit()
    if _INITIAL.fullmatch(word):
        return opener and following != "I"
    if _DOTTED.fullmatch(word) and "." in word:
        return opener and not _CLAUSE_OPENS.search(text[max(0, stop - _LOOK_BACK) : last.start()])
    if plain in word_set("sentences", "seldom_last"):
        return opener
    return True


def _speaker_follows(text: str, at: int) -> bool:
    """Whether the speaker follows a question or exclamation in quotation marks."""
    ahead = _AHEAD.match(text, at)
    return ahead is not None and any(word.lower() in word_set("speech", "cues") for word in ahead[0].split())
