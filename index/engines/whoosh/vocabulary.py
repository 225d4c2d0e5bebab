"""The words of a generation as they were printed, and the terms that wildcards and fuzzy words stand for."""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from seedread.index.analysis import stem
from seedread.index.edits import within
from seedread.index.query import Fuzzy, Wildcard, Word

from .dictionary import runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .matches import TermsOf
    from .segment import Segment
    from .segment_file import Array

__all__ = ["MAX_EXPANSION", "Expansion", "Vocabulary"]

MAX_EXPANSION = 500
"""Stems that a wildcard or fuzzy word may stand for; a mere beginning may stand for any number."""
_REMEMBERED = 256


class Expansion(NamedTuple):
    """What a word or pattern stands for."""

    terms: list[Array]
    """The numbers of its terms in each segment, ascending."""
    stems: frozenset[str] | None
    """The terms themselves; None where there are more than anybody would look through."""
    cut: bool
    """Whether there are more than MAX_EXPANSION, and the rest was left out."""


class Vocabulary:
    """Looks words up in all segments."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._expanded: dict[tuple[str, int], Expansion] = {}

    def expand(self, part: Word | Wildcard | Fuzzy) -> Expansion:
        """Return what `part` stands for."""
        match part:
            case Word():
                return self._exactly(frozenset((stem(part.text),)), cut=False)
            case Wildcard():
                key = part.pattern, -1
            case Fuzzy():
                key = part.text, part.edits
        if key not in self._expanded:
            if len(self._expanded) >= _REMEMBERED:
                self._expanded.pop(next(iter(self._expanded)))
            self._expanded[key] = self._look_up(part)
        return self._expanded[key]

    def in_segment(self, n: int) -> TermsOf:
        """Return what gives the numbers of the terms of a word or pattern in segment `n`."""
        return lambda part: self.expand(part).terms[n]

    def beginning(self, letters: str) -> list[str]:
        """Return the words that begin with `letters`, in order."""
        found: set[bytes] = set()
        for segment in self._segments:
            numbers = segment.words.beginning(letters.encode())
            found.update(segment.words.between(numbers.start, numbers.stop))
        return [word.decode() for word in sorted(found)]

    def like(self, word: str, edits: int) -> list[str]:
        """Return the words at most `edits` away; of those that begin with another letter, from a to z, one away."""
        letters = [letter for letter in ascii_lowercase if letter != word[0]]
        others = {f"{letter}{rest}" for letter in letters for rest in (word, word[1:])}
        others |= {word[1:], word[1:2] + word[0] + word[2:]}
        near = {found for found, _ in within(self.beginning(word[0]), word, edits)}
        return sorted(near | {other for other in others if self._has(other)})

    def _has(self, word: str) -> bool:
        return any(segment.words.find(word.encode()) >= 0 for segment in self._segments)

    def _look_up(self, part: Wildcard | Fuzzy) -> Expansion:
        if isinstance(part, Fuzzy):
            # The word itself too, where only its stem is in the index.
            near = (word for word, _ in within(self.beginning(part.text[:1]), part.text, part.edits))
            return self._capped((part.text, *near))
        fixed = re.split(r"[*?]", part.pattern, maxsplit=1)[0]
        if part.pattern == f"{fixed}*":
            return self._all_beginning(fixed)
        pattern = re.compile("".join({"*": ".*", "?": "."}.get(char) or re.escape(char) for char in part.pattern))
        return self._capped(filter(pattern.fullmatch, self.beginning(fixed)))

    def _capped(self, words: Iterable[str]) -> Expansion:
        stems: dict[str, None] = {}
        for word in words:
            stems[stem(word)] = None
            if len(stems) > MAX_EXPANSION:
                return self._exactly(frozenset(list(stems)[:MAX_EXPANSION]), cut=True)
        return self._exactly(frozenset(stems), cut=False)

    def _exactly(self, stems: frozenset[str], *, cut: bool) -> Expansion:
        wanted = sorted(term.encode() for term in stems)
        terms = [
            np.array([n for n in map(segment.terms.find, wanted) if n >= 0], np.int64) for segment in self._segments
        ]
        return Expansion(terms, stems, cut)

    def _all_beginning(self, letters: str) -> Expansion:
        """Return every term of a word that begins with `letters`, and that of `letters` itself."""
        terms = []
        own = stem(letters).encode()
        for segment in self._segments:
            numbers = segment.words.beginning(letters.encode())
            found = segment.word_terms[numbers.start : numbers.stop]
            itself = segment.terms.find(own)
            terms.append(np.unique(np.append(found, itself) if itself >= 0 else found).astype(np.int64))
        stems = None
        if sum(map(len, terms)) <= MAX_EXPANSION:
            stems = frozenset(self._named(terms)) | {stem(letters)}
        return Expansion(terms, stems, cut=False)

    def _named(self, terms: Sequence[Array]) -> Iterator[str]:
        for segment, numbers in zip(self._segments, terms, strict=True):
            for first, last in runs(numbers):
                yield from map(bytes.decode, segment.terms.between(first, last))
