"""Where sentences end: at a mark that ends one, unless it stands behind an abbreviation, an initial or inside speech.

Rules in the manner of Grefenstette and Tapanainen, What is a word, what is a sentence? (COMPLEX 1994).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .data_file import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.compare.result import Span

__all__ = ["split_sentences"]

_CLOSERS = "\"”’»'）)\\]」』›"
_END = re.compile(rf"(?<![.!?…؟۔।])[.!?…؟۔।]++[{_CLOSERS}]*+(?=\s|$)|[。！？｡][{_CLOSERS}]*")
_LAST_WORD = re.compile(r"[^\s(\[<“\"‘«—–-]+$")
_NEXT = re.compile(r"\s*([\"“‘«„(\[「]*)\s*(\w+(?:['’]\w+)?)?")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")
_INITIAL = re.compile(r"[A-Z]")
_AHEAD = re.compile(r"(?:\s+[\w'’-]+){1,5}")
_CLAUSE_OPENS = re.compile(r"\b(?:but|that|while|because|although|though|whether|whereas) $")
"""Before an abbreviation that begins a clause, as in: but U.S. Officials said."""
_LOOK_BACK = 40
"""Characters behind which no abbreviation begins."""
_LONGEST = 2000
"""Characters beyond which a sentence is cut at a blank: it is a table, and looking at one takes the square."""


def split_sentences(text: str) -> list[Span]:
    """Return first character and one past the last of every sentence of a paragraph, without blanks at their ends."""
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if _ends(text, match) and not _only_abbreviated(text, start, match.end()):
            spans.append((start, match.end()))
            start = match.end()
    spans.append((start, len(text)))
    return [trimmed for span in spans for part in _parts(text, span) if (trimmed := _trim(text, part))]


def _parts(text: str, span: Span) -> Iterator[Span]:
    """Yield a span whole, or the parts of a very long one."""
    start, end = span
    while end - start > _LONGEST:
        cut = text.rfind(" ", start, start + _LONGEST) + 1
        cut = cut if cut > start else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _only_abbreviated(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence would be nothing but an abbreviation: U.S."""
    return end - start <= _LOOK_BACK and _DOTTED.fullmatch(text[start:end].strip()) is not None


def _trim(text: str, span: Span) -> Span | None:
    piece = text[slice(*span)]
    first = span[0] + len(piece) - len(piece.lstrip())
    last = first + len(piece.strip())
    return (first, last) if last > first else None


def _ends(text: str, match: re.Match[str]) -> bool:
    if match[0][0] in "。！？｡؟۔।":
        return True
    following = _NEXT.match(text, match.end())
    assert following, "it matches nothing, too"
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
    """Tell whether a full stop before a capital letter, a digit or an unspaced script ends the sentence."""
    last = _LAST_WORD.search(text, max(0, stop - _LOOK_BACK), stop)
    if not last:
        return True
    word = last[0]
    plain = word.lower()
    opener = quoted or (following.lower() in words_of("sentences", "openers") and following[0].isupper())
    if plain in words_of("sentences", "never_last"):
        return plain in ("no", "art", "fig", "al") and not following[0].isdigit()
    if _INITIAL.fullmatch(word):
        return opener and following != "I"
    if _DOTTED.fullmatch(word) and "." in word:
        return opener and not _CLAUSE_OPENS.search(text[max(0, stop - _LOOK_BACK) : last.start()])
    if plain in words_of("sentences", "seldom_last"):
        return opener
    return True


def _speaker_follows(text: str, at: int) -> bool:
    """Tell whether a question or call in quotation marks is followed by who said it."""
    ahead = _AHEAD.match(text, at)
    return ahead is not None and any(word.lower() in words_of("speech", "cues") for word in ahead[0].split())
