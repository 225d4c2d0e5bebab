"""Finds in a text the words that a query matched, by the same analysis that indexed them.

An expanded query tree highlights exactly what it found; before that, patterns are matched against the printed words.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import ahocorasick_rs

from seedread.index.query import Fuzzy, Near, Phrase, Wildcard, Word, word_leaves
from seedread.index.text.analysis import Token, find_words, fold, fold_word, next_word, stem, tokens, word_at
from seedread.index.text.edit_distance import neighbours_within
from seedread.index.text.glob import glob_matcher
from seedread.index.text.proximity import PARAGRAPH_GAP, near_places, phrase_starts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from seedread.index.query import Node, PhrasePart, WordLeaf

__all__ = ["Highlighter", "hits"]

Finder: TypeAlias = "Callable[[str, Sequence[Token]], list[int]]"
"""Returns which words of a text match a part of a query."""


def hits(text: str, tree: Node, field: str | None = None) -> list[tuple[int, int]]:
    """Return the spans of `text` that match a leaf of `tree`, in order and without overlap.

    `field` (title or body) leaves out query parts that apply to the other field only.
    """
    return [(start, end) for start, end, _ in Highlighter(tree).spans(text, field)]


class Highlighter:
    """Highlights many texts for one query."""

    def __init__(self, tree: Node) -> None:
        self._leaves = list(dict.fromkeys(word_leaves(tree)))
        self._finders = [[_finder(part) for part in _parts(leaf)] for leaf in self._leaves]
        self._sought = [[_sought(part) for part in _parts(leaf)] for leaf in self._leaves]
        self._scan = _Scan([part for parts in self._sought for part in parts if part is not None])

    def __bool__(self) -> bool:
        """Tell whether anything can be highlighted."""
        return bool(self._leaves)

    def spans(self, text: str, field: str | None = None) -> list[tuple[int, int, int]]:
        """Return start, end and the number of the leaf for every match; of overlapping matches the first and longest.

        A phrase is one span; words near one another are separate spans. No span crosses a line break.
        """
        if not self._leaves or not text:
            return []
        words = self._scan.words(text)
        found: list[tuple[int, int, int]] = []
        for n, leaf in enumerate(self._leaves):
            if field and leaf.field not in (None, field):
                continue
            sought = self._sought[n]
            if words is not None and None not in sought:
                found += (
                    _near(text, words, sought, n, leaf.distance)
                    if isinstance(leaf, Near)
                    else _follow(text, words, sought, n)
                )
            elif words is None or all(_any_is(words, part) for part in sought):
                found += self._by_words(text, n)
        return _apart(found)

    def _by_words(self, text: str, n: int) -> list[tuple[int, int, int]]:
        """Return the spans of leaf `n`, found by testing every word of the text."""
        leaf = self._leaves[n]
        found = []
        begin = 0
        for line in text.split("\n"):
            words = [Token(word.term, word.start + begin, word.end + begin) for word in tokens(line)]
            places = [find(text, words) for find in self._finders[n]]
            if isinstance(leaf, Near):
                found += [(words[at].start, words[at].end, n) for at in near_places(places, leaf.distance)]
            else:
                starts = phrase_starts(places)
                found += [(words[at].start, words[at + len(places) - 1].end, n) for at in starts]
            begin += len(line) + 1
        return found


_INSIDE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


class _Sought(NamedTuple):
    """A condition on a word: one of these stems, or, if they are too many to list, this prefix."""

    stems: frozenset[str]
    beginning: str | None = None


class _Scan:
    """Finds the words with given stems by the prefix that all words of a stem share, so most of a text is skipped."""

    def __init__(self, sought: Sequence[_Sought]) -> None:
        beginnings = {letters for part in sought for term in part.stems for letters in _beginnings(term)}
        beginnings |= {part.beginning for part in sought if part.beginning}
        # The leftmost match wins: the beginning of a word, not a part inside it.
        leftmost = ahocorasick_rs.MatchKind.LeftmostFirst
        self._automaton = ahocorasick_rs.AhoCorasick(_shortest(beginnings), leftmost) if beginnings else None
        self._meant = _Meant(sought)

    def words(self, text: str) -> dict[int, tuple[int, list[_Sought]]] | None:
        """Return the end and the met conditions of every matching word, by its start, in order.

        None if the folded text is longer or shorter.
        """
        if self._automaton is None:
            return {}
        plain = text.isascii() or not _ACCENTED.search(text)
        folded = text.lower() if plain else fold(text)
        if len(folded) != len(text):
            return None
        found = {}
        for _, start, _ in self._automaton.find_matches_as_indexes(folded):
            # Most short prefixes match inside a word.
            if start and text[start - 1] in _INSIDE and text[start] in _INSIDE:
                continue
            word = word_at(text, start)
            if word is not None and (meant := self._meant[word.group()]):
                found[start] = word.end(), meant
        return found


class _Meant(dict[str, "list[_Sought]"]):
    """The conditions that each printed word meets; computed on first use."""

    def __init__(self, sought: Sequence[_Sought]) -> None:
        super().__init__()
        self._sought = list(dict.fromkeys(sought))

    def __missing__(self, printed: str) -> list[_Sought]:
        word = fold_word(printed)
        term = stem(word)
        self[printed] = meant = [
            part
            for part in self._sought
            if term in part.stems or (part.beginning is not None and word.startswith(part.beginning))
        ]
        return meant


_ACCENTED = re.compile("[\u00aa-\u024f\u0300-\u036f\u1e00-\u1eff\ufb00-\ufb06\uff00-\uffef]")
"""Letters that folding may turn into ASCII letters."""


def _beginnings(term: str) -> tuple[str, ...]:
    """Return the prefixes of the words with this stem: Porter 2 changes at most the last letter (ministry: ministri).

    Words such as dying (stem: die) are exceptions; the shortest stems are prefixes of their words.
    """
    if len(term) < 3:
        return (term,)
    if len(term) == 3 and term.endswith("ie"):
        return term[:2], f"{term[0]}ying"
    return (term[:-1],)


def _shortest(beginnings: Iterable[str]) -> list[str]:
    """Return the `beginnings` that have no other one as a prefix."""
    kept: list[str] = []
    for letters in sorted(beginnings):
        if not kept or not letters.startswith(kept[-1]):
            kept.append(letters)
    return kept


def _follow(
    text: str, words: Mapping[int, tuple[int, list[_Sought]]], parts: Sequence[_Sought | None], n: int
) -> list[tuple[int, int, int]]:
    """Return the spans of leaf `n` in which the words of its parts follow one another on one line."""
    first, *rest = parts
    if not rest:
        return [(start, end, n) for start, (end, meant) in words.items() if first in meant]
    found = []
    for start, (first_end, meant) in words.items():
        if first not in meant:
            continue
        end = first_end
        for part in rest:
            after = next_word(text, end)
            following = words.get(after)
            if following is None or part not in following[1] or "\n" in text[end:after]:
                break
            end = following[0]
        else:
            found.append((start, end, n))
    return found


def _near(
    text: str, words: Mapping[int, tuple[int, list[_Sought]]], parts: Sequence[_Sought | None], n: int, distance: int
) -> list[tuple[int, int, int]]:
    """Return the words of leaf `n` that are near the others on one line; words between them are only counted."""
    if not all(_any_is(words, part) for part in parts):
        return []
    starts: dict[int, int] = {}
    place = before = 0
    for start, (end, _) in words.items():
        between = text[before:start]
        place += 1 + (PARAGRAPH_GAP if "\n" in between else len(find_words(between)))
        starts[place] = start
        before = end
    places = [[place for place, start in starts.items() if part in words[start][1]] for part in parts]
    return [(starts[place], words[starts[place]][0], n) for place in near_places(places, distance)]


def _any_is(words: Mapping[int, tuple[int, list[_Sought]]], part: _Sought | None) -> bool:
    return part is None or any(part in meant for _, meant in words.values())


def _sought(part: PhrasePart | Fuzzy) -> _Sought | None:
    """Return the condition to search for; None if every word must be tested."""
    if isinstance(part, Word):
        return _Sought(frozenset([stem(part.text)]))
    if part.stems is not None:
        return _Sought(part.stems)
    if isinstance(part, Wildcard) and part.pattern.endswith("*") and not re.search(r"[*?]", part.pattern[:-1]):
        return _Sought(frozenset(), part.pattern[:-1])
    return None


def _parts(leaf: WordLeaf) -> Sequence[PhrasePart | Fuzzy]:
    return leaf.parts if isinstance(leaf, Phrase | Near) else (leaf,)


def _finder(part: PhrasePart | Fuzzy) -> Finder:
    if isinstance(part, Word):
        return partial(_with_stem, frozenset([stem(part.text)]))
    if part.stems is not None:
        return partial(_with_stem, part.stems)
    if isinstance(part, Fuzzy):
        text, edits = part.text, part.edits
        return partial(_that, lambda word: word[:1] == text[:1] and any(neighbours_within([word], text, edits)))
    return partial(_that, glob_matcher(part.pattern))


def _with_stem(stems: frozenset[str], _text: str, words: Sequence[Token]) -> list[int]:
    return [at for at, word in enumerate(words) if word.term in stems]


def _that(test: Callable[[str], object], text: str, words: Sequence[Token]) -> list[int]:
    return [at for at, word in enumerate(words) if test(fold_word(text[word.start : word.end]))]


def _apart(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    found.sort(key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int, int]] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
