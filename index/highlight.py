"""Finds in a text the words that a query matched, by the same analysis that indexed them.

A tree that a reader has expanded lights just what it found; before that, patterns are tried on the words as they stand.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from .analysis import fold, stem, tokens
from .edits import within
from .proximity import near_places, phrase_starts
from .query import Fuzzy, Near, Phrase, Wildcard, Word, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .analysis import Token
    from .query import Node, Part

__all__ = ["Lighter", "hits"]

Finder: TypeAlias = "Callable[[str, Sequence[Token]], list[int]]"
"""Returns which words of a text a part of a query means."""


def hits(text: str, tree: Node, field: str | None = None) -> list[tuple[int, int]]:
    """Return the spans of `text` that match a leaf of `tree`, in order and apart from one another.

    `field` (title or body) leaves out what was asked of the other field only.
    """
    return [(start, end) for start, end, _ in Lighter(tree).spans(text, field)]


class Lighter:
    """Lights many texts for one query."""

    def __init__(self, tree: Node) -> None:
        found = [leaf for leaf in leaves(tree) if isinstance(leaf, Word | Wildcard | Fuzzy | Phrase | Near)]
        self._leaves = list(dict.fromkeys(found))
        self._finders = [[_finder(part) for part in _parts(leaf)] for leaf in self._leaves]

    def __bool__(self) -> bool:
        """Tell whether anything can be lit."""
        return bool(self._leaves)

    def spans(self, text: str, field: str | None = None) -> list[tuple[int, int, int]]:
        """Return start, end and the number of the leaf for every match; of overlapping ones the first and longest.

        A phrase is one span; of words near one another each is a span of its own.
        """
        if not self._leaves:
            return []
        found = []
        words = list(tokens(text))
        for n, (leaf, finders) in enumerate(zip(self._leaves, self._finders, strict=True)):
            if field and leaf.field and leaf.field != field:
                continue
            places = [find(text, words) for find in finders]
            if isinstance(leaf, Near):
                found += [(words[at].start, words[at].end, n) for at in near_places(places, leaf.distance)]
            else:
                starts = phrase_starts(places)
                found += [(words[at].start, words[at + len(places) - 1].end, n) for at in starts]
        return _apart(found)


def _parts(leaf: Word | Wildcard | Fuzzy | Phrase | Near) -> Sequence[Part | Fuzzy]:
    return leaf.parts if isinstance(leaf, Phrase | Near) else (leaf,)


def _finder(part: Part | Fuzzy) -> Finder:
    if isinstance(part, Word):
        return partial(_with_stem, frozenset([stem(part.text)]))
    if part.stems is not None:
        return partial(_with_stem, part.stems)
    if isinstance(part, Fuzzy):
        text, edits = part.text, part.edits
        return partial(_that, lambda word: word[:1] == text[:1] and any(within([word], text, edits)))
    pattern = re.compile("".join({"*": ".*", "?": "."}.get(char) or re.escape(char) for char in part.pattern))
    return partial(_that, pattern.fullmatch)


def _with_stem(stems: frozenset[str], _text: str, words: Sequence[Token]) -> list[int]:
    return [at for at, word in enumerate(words) if word.term in stems]


def _that(test: Callable[[str], object], text: str, words: Sequence[Token]) -> list[int]:
    return [at for at, word in enumerate(words) if test(fold(text[word.start : word.end]))]


def _apart(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    found.sort(key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int, int]] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
