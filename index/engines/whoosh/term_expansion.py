"""The words of a generation, and the expansion of wildcards and fuzzy words to terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from seedread.index.engines.expansion import MAX_EXPANSION, Expansions, capped, credit_of
from seedread.index.engines.whoosh.dictionary import runs
from seedread.index.errors import stop_if
from seedread.index.query import Fuzzy, Wildcard, Word
from seedread.index.text.edit_distance import neighbours_within, other_beginnings
from seedread.index.text.glob import glob_matcher
from seedread.index.text.stemming import credit_term, joined_term, query_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from seedread.index.engines.base import Cancel
    from seedread.index.engines.whoosh.matches import TermsOf
    from seedread.index.engines.whoosh.segment import Segment
    from seedread.index.engines.whoosh.segment_file import Array

__all__ = ["Expansion", "TermExpander"]

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


class _Match(NamedTuple):
    """A word of the library that a pattern matches."""

    word: str
    edits: int
    terms: set[str]


class TermExpander:
    """Looks up words in all segments."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._languages = frozenset[str]().union(*(segment.languages for segment in segments))
        self._expanded = Expansions[Expansion]()

    def expand(self, part: Word | Wildcard | Fuzzy, cancelled: Cancel = lambda: False) -> Expansion:
        """Return the expansion of `part`; raises Cancelled."""
        return self._expanded.get(part, lambda: self._look_up(part, cancelled))

    def in_segment(self, n: int, cancelled: Cancel) -> TermsOf:
        """Return a function that returns the term numbers of a word or pattern in segment `n`."""
        return lambda part: self.expand(part, cancelled).terms[n]

    def like(self, word: str, edits: int, cancelled: Cancel = lambda: False) -> list[str]:
        """Return the words within `edits` edits; one edit for those that begin with another letter of the alphabet.

        If there are more than MAX_EXPANSION, only the nearest are returned.
        """
        matches = self._matching(word[0], lambda words: neighbours_within(words, word, edits), cancelled)
        near = {match.word: match.edits for match in matches}
        nearest = sorted(near, key=lambda found: (near[found], found))[:MAX_EXPANSION]
        return sorted({*nearest, *(other for other in other_beginnings(word) if self._has(other))})

    def _has(self, word: str) -> bool:
        return any(segment.words.find(word.encode()) >= 0 for segment in self._segments)

    def _look_up(self, part: Word | Wildcard | Fuzzy, cancelled: Cancel) -> Expansion:
        if field := credit_of(part):
            return self._look_up_credit(part, field, cancelled)
        if isinstance(part, Word):
            return self._expansion(self._terms_of(part.typed), cut=False)
        if isinstance(part, Fuzzy):
            text, edits = part.text, part.edits
            near = self._matching(
                text[:1], lambda words: neighbours_within(words, text, edits), cancelled, MAX_EXPANSION
            )
            # The word itself too, where only its stem is in the index.
            own = sorted(self._terms_of(text))
            return self._capped((*own, *(term for match in near for term in sorted(match.terms))))
        fixed = part.pattern.replace("?", "*").partition("*")[0]
        if part.pattern == f"{fixed}*":
            return self._all_with_prefix(fixed)
        fits = glob_matcher(part.pattern)
        found = self._matching(
            fixed, lambda words: ((word, 0) for word in words if fits(word)), cancelled, MAX_EXPANSION
        )
        return self._capped(term for match in found for term in sorted(match.terms))

    def _look_up_credit(self, part: Word | Wildcard | Fuzzy, field: str, cancelled: Cancel) -> Expansion:
        """Return the terms of a word or pattern in another field than the text, where words have no stems."""
        front = credit_term(field, "")
        match part:
            case Word():
                return self._expansion(frozenset((front + part.text,)), cut=False)
            case Wildcard():
                fits = glob_matcher(front + part.pattern)
                near = self._matching(front, lambda words: ((word, 0) for word in words if fits(word)), cancelled)
            case Fuzzy():
                text, edits = front + part.text, part.edits
                first = text[: len(front) + 1]
                near = self._matching(first, lambda words: neighbours_within(words, text, edits), cancelled)
        return self._capped(match.word for match in near)

    def _terms_of(self, word: str) -> frozenset[str]:
        """Return the terms that a query word means, also where the text writes it as two or three words."""
        own = query_terms(word, self._languages)
        widths = [2] * any(segment.joined[0] for segment in self._segments)
        widths += [3] * any(segment.joined[1] for segment in self._segments)
        return own.union(joined_term(term, width) for term in own for width in widths)

    def _matching(
        self,
        letters: str,
        choose: Callable[[Sequence[str]], Iterable[tuple[str, int]]],
        cancelled: Cancel,
        most: int | None = None,
    ) -> list[_Match]:
        """Return the words that begin with `letters` and that `choose` selects, in order.

        The search in each segment stops after `most` + 1 different terms.
        """
        found: dict[str, _Match] = {}
        for segment in self._segments:
            numbers = segment.words.with_prefix(letters.encode())
            seen: set[int] = set()
            for first in range(numbers.start, numbers.stop, _BATCH_SIZE):
                stop_if(cancelled)
                block = [word.decode() for word in segment.words.between(first, min(first + _BATCH_SIZE, numbers.stop))]
                chosen = {word: edits for word, edits in choose(block) if letters[:1] == "@" or word[:1] != "@"}
                if not chosen:
                    continue
                for n, word in enumerate(block, first):
                    if word in chosen:
                        terms = segment.terms_of_words(n, n + 1).tolist()
                        seen.update(terms)
                        match = found.setdefault(word, _Match(word, chosen[word], set()))
                        match.terms.update(segment.terms[term].decode() for term in terms)
                if most is not None and len(seen) > most:
                    break
        return sorted(found.values(), key=lambda one: one.word.encode())

    def _capped(self, terms: Iterable[str]) -> Expansion:
        kept, cut = capped(terms)
        return self._expansion(kept, cut=cut)

    def _expansion(self, terms: frozenset[str], *, cut: bool) -> Expansion:
        wanted = sorted(term.encode() for term in terms)
        numbers = [
            np.array([n for n in map(segment.terms.find, wanted) if n >= 0], np.int64) for segment in self._segments
        ]
        return Expansion(numbers, terms, cut)

    def _all_with_prefix(self, letters: str) -> Expansion:
        """Return the terms of all words that begin with `letters`, and of `letters` itself."""
        itself = self._expansion(self._terms_of(letters), cut=False)
        terms = []
        for segment, own in zip(self._segments, itself.terms, strict=True):
            numbers = segment.words.with_prefix(letters.encode())
            found = segment.terms_of_words(numbers.start, numbers.stop)
            terms.append(np.unique(np.concatenate((found.astype(np.int64), own))))
        stems = None
        if sum(map(len, terms)) <= MAX_EXPANSION:
            stems = frozenset(self._named(terms)) | self._terms_of(letters)
        return Expansion(terms, stems, cut=False)

    def _named(self, terms: Sequence[Array]) -> Iterator[str]:
        for segment, numbers in zip(self._segments, terms, strict=True):
            for first, last in runs(numbers):
                yield from map(bytes.decode, segment.terms.between(first, last))
