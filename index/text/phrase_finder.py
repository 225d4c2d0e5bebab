"""Tells whether a text has one of many words or phrases: one pass over the text, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ahocorasick_rs

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["PhraseFinder", "at_word_boundaries"]


class PhraseFinder:
    """A set of words, phrases and beginnings of words, which end in "*". Case counts."""

    def __init__(self, phrases: Iterable[str]) -> None:
        known = sorted(phrases)
        self._whole = [not phrase.endswith("*") for phrase in known]
        self._automaton = ahocorasick_rs.AhoCorasick([phrase.rstrip("*") for phrase in known])

    def is_in(self, text: str) -> bool:
        """Whether `text` has one of the phrases as words of their own."""
        return any(
            at_word_boundaries(text, start, end if self._whole[index] else len(text))
            for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
        )


def at_word_boundaries(text: str, start: int, end: int) -> bool:
    """Whether no letter, digit or underscore is next to a span."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before == "_") and not (after.isalnum() or after == "_")
