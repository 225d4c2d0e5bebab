"""Splits sentences at final punctuation, except after abbreviations and initials and inside speech.

Rules in the manner of Grefenstette and Tapanainen, What is a word, what is a sentence? (COMPLEX 1994). The
abbreviations of each language are in data/abbreviations.toml.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from seedread.index.text.abbreviations import abbreviations
from seedread.index.text.lazy_pattern import lazy_pattern
from seedread.index.text.sentence_marks import FINAL_MARKS, WIDE_MARKS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from seedread.index.text.abbreviations import Abbreviations

__all__ = ["split_sentences"]

Span: TypeAlias = tuple[int, int]

_ENGLISH = "en"
_CLOSERS = "\"”’»'）)\\]」』›"
_SURE = frozenset(FINAL_MARKS) - set(".!?…۔")
"""Marks that only end sentences."""
_SPACED = "".join(sorted(set(FINAL_MARKS) - set(WIDE_MARKS)))
_GREEK = "[\u0370-\u03ff\u1f00-\u1fff]"
_END = lazy_pattern(
    rf"(?<![{_SPACED}])[{_SPACED}]++(?:[{_CLOSERS}]| »(?![^\s,.;:)]))*+(?=\s|$)"
    rf"|[{WIDE_MARKS}][{_CLOSERS}]*"
    # The Greek question mark.
    rf"|(?:(?<={_GREEK})|(?<={_GREEK}[»”\"]));[{_CLOSERS}]*(?=\s|$)"
)
_LAST_WORD = re.compile(r"[^\s(\[<“\"‘«—–-]+$")
_NEXT = lazy_pattern(r"\s*(?:[—–]\s+)?([\"“‘«„(\[「『（‚¿¡]*)\s*(\w+(?:['’]\w+)?)?")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")
_REMARK = lazy_pattern(rf"[(（][^()（）]{{1,80}}(?<![{_SPACED}{WIDE_MARKS}])[)）]")
"""What stands in brackets and is no sentence: 7 a.m. (0300 GMT)."""
_ROMAN = re.compile(r"[IVXLC]+")
_ELIDED = re.compile("['’]")
_SAYS = lazy_pattern("と|って|[^。！？，“「 ]{0,12}(?:说|說|问|問|称|稱|表示|指出|强调|強調|写道|寫道)")
"""What follows a quotation in Japanese and Chinese that the sentence goes on with."""
_AHEAD = re.compile(r"(?:\s+[\w'’-]+){1,5}")
_CLAUSE_OPENS = re.compile(r"\b(?:but|that|while|because|although|though|whether|whereas) $")
"""Words before an abbreviation that begins a clause, as in: but U.S. Officials said."""
_LOOK_BACK = 40
"""The longest abbreviation, in characters."""
_ORDINAL = 2
"""Digits of the longest ordinal number; longer ones are years."""
_LONGEST = 2000
"""Longer sentences are cut at a space: they are tables, and aligning costs the square of the length."""


def split_sentences(text: str, language: str | None = None, cues: Collection[str] = ()) -> list[Span]:
    """Return first character and end of every sentence of a paragraph, without spaces at its ends.

    `language` (ISO 639-1) decides what is an abbreviation; None is English. With one of `cues` (said, asked) behind a
    question in quotation marks the sentence goes on.
    """
    spans: list[Span] = []
    start = 0
    words = abbreviations(language or _ENGLISH)
    for match in _END.finditer(text):
        if _ends(text, match, words, cues) and not _only_abbreviated(text, start, match.end()):
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
    """Whether a sentence would be only an abbreviation: U.S."""
    return end - start <= _LOOK_BACK and _DOTTED.fullmatch(text[start:end].strip()) is not None


def _trim(text: str, span: Span) -> Span | None:
    piece = text[slice(*span)]
    first = span[0] + len(piece) - len(piece.lstrip())
    last = first + len(piece.strip())
    return (first, last) if last > first else None


def _ends(text: str, match: re.Match[str], words: Abbreviations, cues: Collection[str]) -> bool:
    if match[0][0] in _SURE:
        return len(match[0]) == 1 or not _SAYS.match(text, match.end())
    following = _NEXT.match(text, match.end())
    assert following, "the pattern matches an empty string too"
    opening, word = following.groups()
    if not word:
        return True
    if word[0].islower():
        return False
    marks = match[0].rstrip(f"{_CLOSERS} ")
    if marks not in (".", "۔"):
        return not (marks != match[0] and "." not in marks and _speaker_follows(text, match.end(), cues))
    if marks != match[0]:
        return True
    initial = len(word) == 1 and text[following.end() : following.end() + 1] == "."
    opens = not initial and not words.openers.isdisjoint((word.lower(), _ELIDED.split(word.lower())[0]))
    opens |= bool(opening) and not _REMARK.match(text, following.start(1))
    return _full_stop_ends(text, match.start(), word, words, opener=opens)


def _full_stop_ends(text: str, stop: int, following: str, words: Abbreviations, *, opener: bool) -> bool:
    """Whether a full stop before a capital letter, a digit or an unspaced script ends the sentence.

    `opener` tells whether a word or mark that opens sentences follows.
    """
    last = _LAST_WORD.search(text, max(0, stop - _LOOK_BACK), stop)
    if not last:
        return True
    word = last[0]
    plain = word.lower()
    if not words.never.isdisjoint((plain, _ELIDED.split(plain)[-1])):
        return False
    if plain in words.numbered:
        return not following[0].isdigit()
    if _is_initial(word, words):
        return opener and following != "I"
    if _DOTTED.fullmatch(word) and "." in word:
        return opener and not _CLAUSE_OPENS.search(text[max(0, stop - _LOOK_BACK) : last.start()])
    return opener or not (plain in words.seldom or (words.ordinals and _is_ordinal(word)))


def _is_initial(word: str, words: Abbreviations) -> bool:
    """Whether a word is a letter alone: in English a capital, as sentences may end in others."""
    return len(word) == 1 and word.isalpha() and not (word.islower() and words is abbreviations(_ENGLISH))


def _is_ordinal(word: str) -> bool:
    return (word.isdecimal() and len(word) <= _ORDINAL) or _ROMAN.fullmatch(word) is not None


def _speaker_follows(text: str, at: int, cues: Collection[str]) -> bool:
    """Whether the speaker follows a question or exclamation in quotation marks."""
    ahead = _AHEAD.match(text, at)
    return ahead is not None and any(word.lower() in cues for word in ahead[0].split())
