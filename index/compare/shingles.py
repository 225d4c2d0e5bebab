"""Measures verbatim overlap: containment of 5-grams, and the longest common run outside quotations.

Broder, On the resemblance and containment of documents (SEQUENCES 1997).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from seedread.index.compare.quotations import quoted_spans
from seedread.index.compare.wording_data import threshold
from seedread.index.text.analysis import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.compare.comparison import CharSpan

__all__ = ["GRAM", "TextOverlap", "grams", "is_copy", "running_words", "shares_wire_text", "text_overlap"]

GRAM = 5
"""Words in a row."""
_MOST_PLACES = 300_000
"""Pairs of places with the same 5-gram that are gone through one by one: two long articles have thousands."""
_PRIME, _BASE = (1 << 61) - 1, 1_000_003
_BREAK = "\0"
"""Replaces a quotation and marks the end of a paragraph; no run crosses it."""


class TextOverlap(NamedTuple):
    """The verbatim overlap of two texts."""

    contained: float
    """Share of the shorter text's 5-grams that the other has, 0 to 1."""
    shared: int
    """5-grams that both have."""
    longest_run: int
    """Words in the longest common run outside quotation marks; 0 if fewer than five."""


def running_words(paragraphs: Sequence[str]) -> list[str]:
    """Return the folded words of a body, with a break after every paragraph."""
    found: list[str] = []
    for text in paragraphs:
        found += words(text)
        found.append(_BREAK)
    return found


def unquoted_words(paragraphs: Sequence[str]) -> list[str]:
    """Return the folded words of a body, with a break for every quotation and after every paragraph."""
    out_of: dict[int, list[CharSpan]] = {}
    for paragraph, span in quoted_spans(paragraphs):
        out_of.setdefault(paragraph, []).append(span)
    found: list[str] = []
    for n, text in enumerate(paragraphs):
        at = 0
        for start, end in (*out_of.get(n, ()), (len(text), len(text))):
            found += words(text[at:start])
            found.append(_BREAK)
            at = end
    return found


def grams(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Return all runs of five words that cross no break."""
    found: set[tuple[str, ...]] = set()
    begin = 0
    for end in (*(n for n, word in enumerate(words) if word == _BREAK), len(words)):
        found.update(zip(*(words[begin + n : end] for n in range(GRAM)), strict=False))
        begin = end + 1
    return found


def text_overlap(a: Sequence[str], b: Sequence[str], *, runs: bool = True) -> TextOverlap:
    """Return the verbatim overlap of two bodies, given as paragraphs; without `runs` the longest run counts as 0."""
    ours, theirs = grams(running_words(a)), grams(running_words(b))
    shared = len(ours & theirs)
    run = _longest_run(unquoted_words(a), unquoted_words(b)) if shared and runs else 0
    return TextOverlap(shared / max(1, min(len(ours), len(theirs))), shared, run)


def _longest_run(a: Sequence[str], b: Sequence[str]) -> int:
    """Return the length of the longest common run of words: consecutive 5-grams in both."""
    places: dict[tuple[str, ...], list[int]] = {}
    for n, gram in enumerate(zip(*(a[k:] for k in range(GRAM)), strict=False)):
        if _BREAK not in gram:
            places.setdefault(gram, []).append(n)
    if sum(len(places.get(gram, ())) for gram in zip(*(b[k:] for k in range(GRAM)), strict=False)) > _MOST_PLACES:
        return _longest_run_by_halves(a, b)
    best = 0
    before: dict[int, int] = {}
    for gram in zip(*(b[k:] for k in range(GRAM)), strict=False):
        here = {n: before.get(n - 1, 0) + 1 for n in places.get(gram, ())}
        best = max(best, *here.values()) if here else best
        before = here
    return best + GRAM - 1 if best else 0


def _longest_run_by_halves(a: Sequence[str], b: Sequence[str]) -> int:
    """Return the same for texts that say one thing over and over: by trying lengths, each in one pass over both."""
    numbers: dict[str, int] = {}
    ours = [numbers.setdefault(word, len(numbers) + 1) if word != _BREAK else -n for n, word in enumerate(a, 1)]
    theirs = [
        numbers.setdefault(word, len(numbers) + 1) if word != _BREAK else -len(a) - n for n, word in enumerate(b, 1)
    ]
    least, most = GRAM - 1, min(len(a), len(b))
    while least < most:
        length = (least + most + 1) // 2
        if _sums(ours, length).isdisjoint(_sums(theirs, length)):
            most = length - 1
        else:
            least = length
    return least if least >= GRAM else 0


def _sums(numbers: Sequence[int], length: int) -> set[int]:
    """Return the rolling hash (Karp and Rabin 1987) of every run of `length` numbers."""
    leaving = pow(_BASE, length, _PRIME)
    value, found = 0, set[int]()
    for n, number in enumerate(numbers):
        value = (value * _BASE + number - (numbers[n - length] * leaving if n >= length else 0)) % _PRIME
        if n >= length - 1:
            found.add(value)
    return found


def is_copy(text_overlap: TextOverlap) -> bool:
    """Whether the shorter text is a copy of the longer one, or of a part of it."""
    return text_overlap.contained >= threshold("copy") and text_overlap.shared >= 1


def shares_wire_text(text_overlap: TextOverlap) -> bool:
    """Whether both have enough verbatim text in common to come from one source."""
    enough = text_overlap.contained >= threshold("wire") and text_overlap.shared >= threshold("wire_grams")
    return enough or text_overlap.longest_run >= threshold("wire_run")
