"""A text as the servers index it, a word after the other, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.engines.opensearch.mapping import COVERED, TERMS
from seedread.index.text.analysis import positions
from seedread.index.text.stemming import credit_term, width_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["AnalysedText", "credit_terms", "places"]


class AnalysedText:
    """The words of the texts of one article, with what they add to the vocabulary."""

    def __init__(self, language: str | None) -> None:
        self._language = language
        self.vocabulary: set[tuple[str, str]] = set()
        """Each folded word with one of its terms."""

    def line(self, text: str) -> str:
        """Return the words of a title or paragraph: blanks between words, `TERMS` between the terms of one."""
        words = []
        covered = 0
        for place in positions(text, self._language):
            terms = (*place.terms, COVERED) if covered else place.terms
            widest = max(map(width_of, place.terms))
            covered = max(covered - 1, widest - 1)
            words.append(TERMS.join(terms))
            for width, word in enumerate(place.words, 1):
                self.vocabulary.update((word, term) for term in place.terms if width_of(term) == width)
        return " ".join(words)


def credit_terms(credits_: Mapping[str, str]) -> list[str]:
    """Return the terms of the further fields of an article."""
    return sorted({credit_term(field, word) for field, text in credits_.items()
                   for place in positions(text) for word in place.words})  # fmt: skip


def places(line: str) -> list[frozenset[str]]:
    """Return the terms of each word of an analysed line."""
    return [frozenset(word.split(TERMS)) for word in line.split()]
