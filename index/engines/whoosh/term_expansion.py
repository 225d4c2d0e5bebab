"""The words of a generation, and the expansion of wildcards and fuzzy words to terms."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from seedread.index.engines.whoosh.dictionary import runs
from seedread.index.errors import stop_if
from seedread.index.query import Fuzzy, Wildcard, Word
from seedread.index.text.analysis import stem
from seedread.index.text.edit_distance import neighbours_within
from seedread.index.text.glob import glob_matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from seedread.index.engines.base import Cancel
    from seedread.index.engines.whoosh.matches import TermsOf
    from seedread.index.engines.whoosh.segment import Segment
    from seedread.index.engines.whoosh.segment_file import Array

__all__ = ["MAX_EXPANSION", "Expansion", "TermExpander"]

MAX_EXPANSION = 500
"""Most stems that a wildcard or fuzzy word may match; a prefix may match any number."""
_CACHE_SIZE = 256
_BATCH_SIZE = 4096
"""Words checked between two checks for cancellation."""


class Expansion(NamedTuple):
    """The terms that a word or pattern matches."""

    terms: list[Array]
    """The numbers of its terms in each segment, ascending."""
    stems: frozenset[str] | None
    """The terms themselves; None if there are too many to list."""
    cut: bool
    """Whether there were more than MAX_EXPANSION stems and the rest was dropped."""


class TermExpander:
    """Looks up words in all segments."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._expanded: dict[tuple[str, int], Expansion] = {}

    def expand(self, part: Word | Wildcard | Fuzzy, cancelled: Cancel = lambda: False) -> Expansion:
        """Return the expansion of `part`; raises Cancelled."""
        match part:
            case Word():
                return self._expansion(frozenset((stem(part.text),)), cut=False)
            case Wildcard():
                key = part.pattern, -1
            case Fuzzy():
                key = part.text, part.edits
        if key not in self._expanded:
            if len(self._expanded) >= _CACHE_SIZE:
                self._expanded.pop(next(iter(self._expanded)))
            self._expanded[key] = self._look_up(part, cancelled)
        return self._expanded[key]

    def in_segment(self, n: int, cancelled: Cancel) -> TermsOf:
        """Return a function that returns the term numbers of a word or pattern in segment `n`."""
        return lambda part: self.expand(part, cancelled).terms[n]

    def like(self, word: str, edits: int, cancelled: Cancel = lambda: False) -> list[str]:
        """Return the words within `edits` edits; one edit for those that begin with another letter, from a to z.

        If there are more than MAX_EXPANSION, only the nearest are returned.
        """
        letters = [letter for letter in ascii_lowercase if letter != word[0]]
        others = {f"{letter}{rest}" for letter in letters for rest in (word, word[1:])}
        others |= {word[1:], word[1:2] + word[0] + word[2:]}
        near = dict(self._matching(word[0], lambda words: neighbours_within(words, word, edits), cancelled))
        nearest = sorted(near, key=lambda found: (near[found], found))[:MAX_EXPANSION]
        return sorted({*nearest, *(other for other in others if self._has(other))})

    def _has(self, word: str) -> bool:
        return any(segment.words.find(word.encode()) >= 0 for segment in self._segments)

    def _look_up(self, part: Wildcard | Fuzzy, cancelled: Cancel) -> Expansion:
        if isinstance(part, Fuzzy):
            text, edits = part.text, part.edits
            near = self._matching(
                text[:1], lambda words: neighbours_within(words, text, edits), cancelled, MAX_EXPANSION
            )
            # The word itself too, where only its stem is in the index.
            return self._capped((text, *(word for word, _ in near)))
        fixed = part.pattern.replace("?", "*").partition("*")[0]
        if part.pattern == f"{fixed}*":
            return self._all_with_prefix(fixed)
        fits = glob_matcher(part.pattern)
        found = self._matching(
            fixed, lambda words: ((word, 0) for word in words if fits(word)), cancelled, MAX_EXPANSION
        )
        return self._capped(word for word, _ in found)

    def _matching(
        self,
        letters: str,
        choose: Callable[[Sequence[str]], Iterable[tuple[str, int]]],
        cancelled: Cancel,
        most: int | None = None,
    ) -> list[tuple[str, int]]:
        """Return the words that begin with `letters` and that `choose` selects, in order.

        The search in each segment stops after `most` + 1 different stems.
        """
        found: set[tuple[str, int]] = set()
        for segment in self._segments:
            numbers = segment.words.with_prefix(letters.encode())
            stems: set[str] = set()
            for first in range(numbers.start, numbers.stop, _BATCH_SIZE):
                stop_if(cancelled)
                block = segment.words.between(first, min(first + _BATCH_SIZE, numbers.stop))
                chosen = list(choose([word.decode() for word in block]))
                found.update(chosen)
                if most is not None:
                    stems.update(stem(word) for word, _ in chosen)
                    if len(stems) > most:
                        break
        return sorted(found, key=lambda one: one[0].encode())

    def _capped(self, words: Iterable[str]) -> Expansion:
        stems: dict[str, None] = {}
        for word in words:
            stems[stem(word)] = None
            if len(stems) > MAX_EXPANSION:
                return self._expansion(frozenset(list(stems)[:MAX_EXPANSION]), cut=True)
        return self._expansion(frozenset(stems), cut=False)

    def _expansion(self, stems: frozenset[str], *, cut: bool) -> Expansion:
        wanted = sorted(term.encode() for term in stems)
        terms = [
            np.array([n for n in map(segment.terms.find, wanted) if n >= 0], np.int64) for segment in self._segments
        ]
        return Expansion(terms, stems, cut)

    def _all_with_prefix(self, letters: str) -> Expansion:
        """Return the terms of all words that begin with `letters`, and of `letters` itself."""
        terms = []
        own = stem(letters).encode()
        for segment in self._segments:
            numbers = segment.words.with_prefix(letters.encode())
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
