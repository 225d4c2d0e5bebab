"""Finds in a text the words that a query matched, by the same analysis that indexed them.

A tree that a reader has expanded lights just what it found; before that, patterns are tried on the words as they stand.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import ahocorasick_rs

from .analysis import fold, next_word, stem, token_at, tokens
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
        stems = [[_stems(part) for part in _parts(leaf)] for leaf in self._leaves]
        self._known = [[some for some in parts if some is not None] for parts in stems]
        """The stems of each part of each leaf, as far as they are known."""
        self._whole = [None not in parts for parts in stems]
        self._scan = _Scan({term for parts in self._known for some in parts for term in some})

    def __bool__(self) -> bool:
        """Tell whether anything can be lit."""
        return bool(self._leaves)

    def spans(self, text: str, field: str | None = None) -> list[tuple[int, int, int]]:
        """Return start, end and the number of the leaf for every match; of overlapping ones the first and longest.

        A phrase is one span; of words near one another each is a span of its own.
        """
        if not self._leaves or not text:
            return []
        candidates = self._scan.tokens(text)
        words: list[Token] | None = None
        found: list[tuple[int, int, int]] = []
        for n, leaf in enumerate(self._leaves):
            if field and leaf.field not in (None, field):
                continue
            if candidates is not None:
                if self._whole[n] and not isinstance(leaf, Near):
                    found += _follow(text, candidates, self._known[n], n)
                    continue
                there = {token.term for token in candidates.values()}
                if any(there.isdisjoint(some) for some in self._known[n]):
                    continue
            words = list(tokens(text)) if words is None else words
            found += self._by_words(text, words, n)
        return _apart(found)

    def _by_words(self, text: str, words: list[Token], n: int) -> list[tuple[int, int, int]]:
        """Return the spans of leaf `n`, from every word of the text."""
        leaf = self._leaves[n]
        places = [find(text, words) for find in self._finders[n]]
        if isinstance(leaf, Near):
            return [(words[at].start, words[at].end, n) for at in near_places(places, leaf.distance)]
        starts = phrase_starts(places)
        return [(words[at].start, words[at + len(places) - 1].end, n) for at in starts]


class _Scan:
    """Finds the words with given stems by what all words of a stem begin with: most of a text is never looked at."""

    def __init__(self, terms: set[str]) -> None:
        self._terms = terms
        self._automaton = ahocorasick_rs.AhoCorasick(sorted(set(map(_beginning, terms)))) if terms else None

    def tokens(self, text: str) -> dict[int, Token] | None:
        """Return the words by their place; None where places in the folded text would not be places in the text."""
        if self._automaton is None:
            return {}
        folded = fold(text)
        if len(folded) != len(text):
            return None
        found = {}
        for _, start, _ in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start not in found:
                word = token_at(text, start)
                if word is not None and word.term in self._terms:
                    found[start] = word
        return found


_IRREGULAR = {"die": "d", "lie": "l", "tie": "t"}


def _beginning(term: str) -> str:
    """Return what every word with this stem begins with: Porter 2 changes the last letter at most (ministry: ministri).

    Its exceptions are dying, lying and tying.
    """
    return _IRREGULAR.get(term) or (term[:-1] if len(term) > 2 else term[:1])


def _follow(text: str, words: dict[int, Token], parts: Sequence[frozenset[str]], n: int) -> list[tuple[int, int, int]]:
    """Return the spans of leaf `n` in which words of all parts follow one another."""
    found = []
    for word in words.values():
        if word.term not in parts[0]:
            continue
        end = word.end
        for some in parts[1:]:
            following = words.get(next_word(text, end))
            if following is None or following.term not in some:
                break
            end = following.end
        else:
            found.append((word.start, end, n))
    return found


def _stems(part: Part | Fuzzy) -> frozenset[str] | None:
    return frozenset([stem(part.text)]) if isinstance(part, Word) else part.stems


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
