"""Finds the words that differ in two similar sentences: Ratcliff and Obershelp's matching blocks, from difflib."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.compare.comparison import CharSpan
    from seedread.index.compare.terms import Term

__all__ = ["token_diff"]

_LONGEST = 400
"""The longest sentence, in words: in a longer one the differences are unreadable, and slow to find."""


def token_diff(a: Sequence[Term], b: Sequence[Term]) -> tuple[tuple[CharSpan, ...], tuple[CharSpan, ...]]:
    """Return the spans of each sentence that the other does not have, adjacent ones joined; none for very long ones."""
    if max(len(a), len(b)) > _LONGEST:
        return (), ()
    ours, theirs = [term.text for term in a], [term.text for term in b]
    if ours == theirs:
        return (), ()
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    only_a: list[CharSpan] = []
    only_b: list[CharSpan] = []
    for what, from_a, to_a, from_b, to_b in matcher.get_opcodes():
        if what != "equal":
            only_a += _span(a[from_a:to_a])
            only_b += _span(b[from_b:to_b])
    return tuple(only_a), tuple(only_b)


def _span(terms: Sequence[Term]) -> list[CharSpan]:
    return [(terms[0].start, terms[-1].end)] if terms else []
