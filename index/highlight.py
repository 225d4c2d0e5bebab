"""Finds in a text the words that a query matched, by the same analysis that indexed them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whoosh.support.levenshtein import distance

from .analysis import fold, stem, tokens
from .query import Fuzzy, Phrase, Wildcard, Word, leaves

if TYPE_CHECKING:
    from collections.abc import Callable

    from .query import Leaf, Node, Part

__all__ = ["Lighter", "hits"]


def hits(text: str, tree: Node, field: str | None = None) -> list[tuple[int, int]]:
    """Return the spans of `text` that match a leaf of `tree`, in order and apart from one another.

    `field` (title or body) leaves out what was asked of the other field only.
    """
    return [(start, end) for start, end, _ in Lighter(tree).spans(text, field)]


class Lighter:
    """Lights many texts for one query."""

    def __init__(self, tree: Node) -> None:
        self._leaves = [leaf for leaf in leaves(tree) if isinstance(leaf, Word | Wildcard | Fuzzy | Phrase)]
        self._tests = [[_test(part) for part in _parts(leaf)] for leaf in self._leaves]

    def __bool__(self) -> bool:
        """Tell whether anything can be lit."""
        return bool(self._leaves)

    def spans(self, text: str, field: str | None = None) -> list[tuple[int, int, int]]:
        """Return start, end and the number of the leaf for every match; of overlapping ones the first and longest."""
        if not self._leaves:
            return []
        found = []
        words = list(tokens(text))
        folded = [fold(text[word.start : word.end]) for word in words]
        for n, (leaf, tests) in enumerate(zip(self._leaves, self._tests, strict=True)):
            if field and leaf.field and leaf.field != field:
                continue
            found += [
                (words[at].start, words[at + len(tests) - 1].end, n)
                for at in range(len(words) - len(tests) + 1)
                if all(test(words[at + i].term, folded[at + i]) for i, test in enumerate(tests))
            ]
        return _apart(found)


def _parts(leaf: Leaf) -> tuple[Part | Fuzzy, ...]:
    if isinstance(leaf, Phrase):
        return leaf.parts
    assert isinstance(leaf, Word | Wildcard | Fuzzy)
    return (leaf,)


def _test(part: Part | Fuzzy) -> Callable[[str, str], bool]:
    """Return a test of a word by its term and its folded form."""
    if isinstance(part, Word):
        wanted = stem(part.text)
        return lambda term, _: term == wanted
    if isinstance(part, Fuzzy):
        text, edits = part.text, part.edits
        return lambda _, word: word[:1] == text[:1] and bool(distance(word, text, edits) <= edits)
    pattern = re.compile("".join({"*": ".*", "?": "."}.get(char) or re.escape(char) for char in part.pattern))
    return lambda _, word: pattern.fullmatch(word) is not None


def _apart(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    found.sort(key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int, int]] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
