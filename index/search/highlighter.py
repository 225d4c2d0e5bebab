"""Finds in a text the words that a query matched, by the same analysis that indexed them.

An expanded query tree highlights exactly what it found; before that, patterns are matched against the printed words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import ahocorasick_rs

from seedread.index.query import CREDITS, Fuzzy, Near, Phrase, Wildcard, Word, word_leaves
from seedread.index.text.analysis import fold, parts_of_run, positions, run_pattern, terms_of
from seedread.index.text.chunks import SIGNS
from seedread.index.text.edit_distance import neighbours_within
from seedread.index.text.glob import glob_matcher
from seedread.index.text.proximity import near_places, phrase_spans
from seedread.index.text.stemming import STEMMED, has_variants, joined_term, query_terms, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from seedread.index.query import Node, PhrasePart, WordLeaf
    from seedread.index.text.analysis import Position

__all__ = ["Highlighter", "hits"]

Finder: TypeAlias = "Callable[[Sequence[Position]], list[tuple[int, int]]]"
"""Returns which words of a text match a part of a query, each with how many words it covers."""
Span: TypeAlias = tuple[int, int, int]
"""Start, end and the number of the leaf."""


def hits(text: str, tree: Node, field: str | None = None, language: str | None = None) -> list[tuple[int, int]]:
    """Return the spans of `text` that match a leaf of `tree`, in order and without overlap.

    `field` (title or body) leaves out query parts that apply to the other field only; `language` is the article's.
    """
    return [(start, end) for start, end, _ in Highlighter(tree).spans(text, field, language)]


class Highlighter:
    """Highlights many texts for one query."""

    def __init__(self, tree: Node) -> None:
        self._leaves = list(dict.fromkeys(word_leaves(tree)))
        self._finders: dict[str | None, list[list[Finder]]] = {}
        self._sought = [[_sought(part) for part in _parts(leaf)] for leaf in self._leaves]
        self._scan = _Scan([part for parts in self._sought for part in parts if part is not None])

    def __bool__(self) -> bool:
        """Tell whether anything can be highlighted."""
        return bool(self._leaves)

    def spans(self, text: str, field: str | None = None, language: str | None = None) -> list[Span]:
        """Return start, end and the number of the leaf for every match; of overlapping matches the first and longest.

        A phrase is one span; words near one another are separate spans. No span crosses a line break. `language` is
        that of the article (ISO 639-1).
        """
        if not self._leaves or not text:
            return []
        words = None if language in STEMMED else self._scan.words(text)
        found: list[Span] = []
        for n, leaf in enumerate(self._leaves):
            if field and leaf.field not in (None, field):
                continue
            sought = self._sought[n]
            if words is None or None in sought:
                found += self._by_words(text, n, language)
            elif isinstance(leaf, Phrase | Near):
                found += self._by_places(text, words, n)
            else:
                found += [(word.start, word.end, n) for word in words if sought[0] in word.meant]
        return _apart(found)

    def _by_places(self, text: str, words: Sequence[_Found], n: int) -> Iterator[Span]:
        """Yield the spans of leaf `n`, a phrase or words near one another, in the places that have all its words."""
        leaf = self._leaves[n]
        wanted = [part for part in self._sought[n] if part is not None]
        lines = _with_all(wanted, _in_lines(text, words))
        groups = (
            lines
            if isinstance(leaf, Near)
            else _with_all(wanted, (row for line in lines for row in _in_rows(text, line)))
        )
        for group in groups:
            begin, end = _around("\n" if isinstance(leaf, Near) else " ", text, group)
            found = self._in_line(text[begin:end], leaf, wanted)
            yield from ((begin + at, begin + to, n) for at, to in found)

    def _in_line(self, line: str, leaf: WordLeaf, wanted: Sequence[_Sought]) -> Iterator[tuple[int, int]]:
        """Yield the spans of a leaf in a line; only words that meet its conditions are looked at."""
        places: list[list[tuple[int, int]]] = [[] for _ in wanted]
        starts: dict[int, int] = {}
        ends: dict[int, int] = {}
        first = 0
        for run in run_pattern(line).finditer(line):
            parts = parts_of_run(run.group())
            for word in self._scan.meant[run.group()]:
                at = first + word.part
                starts[at] = run.start() + word.start
                ends[at + 1] = run.start() + parts[word.part].end
                ends[at + word.width] = run.start() + word.end
                for own, part in zip(places, wanted, strict=True):
                    if part in word.meant:
                        own.append((at, word.width))
            first += len(parts)
        yield from ((starts[at], ends[end]) for at, end in _rows(leaf, places))

    def _by_words(self, text: str, n: int, language: str | None) -> Iterator[Span]:
        """Yield the spans of leaf `n`, found by testing every word of the text."""
        leaf = self._leaves[n]
        begin = 0
        for line in text.split("\n"):
            words = list(positions(line, language))
            places = [find(words) for find in self._finders_in(language)[n]]
            for at, end in _rows(leaf, places):
                yield begin + words[at].start, begin + words[end - 1].end, n
            begin += len(line) + 1

    def _finders_in(self, language: str | None) -> list[list[Finder]]:
        if language not in self._finders:
            self._finders[language] = [[_finder(part, language) for part in _parts(leaf)] for leaf in self._leaves]
        return self._finders[language]


def _with_all(wanted: Collection[_Sought], groups: Iterable[list[_Found]]) -> Iterator[list[_Found]]:
    """Yield the groups of words that meet all conditions together."""
    return (words for words in groups if set().union(*(word.meant for word in words)).issuperset(wanted))


def _in_lines(text: str, words: Iterable[_Found]) -> Iterator[list[_Found]]:
    """Yield the words of each line that has some."""
    line: list[_Found] = []
    end = -1
    for word in words:
        if word.start > end:
            if line:
                yield line
            line, end = [], text.find("\n", word.start)
            end = len(text) if end < 0 else end
        line.append(word)
    if line:
        yield line


def _in_rows(text: str, line: Iterable[_Found]) -> Iterator[list[_Found]]:
    """Yield the words of a line in rows in which they follow one another."""
    row: list[_Found] = []
    end = -1
    for word in line:
        if row and word.start > end and _is_word_between(text, end, word.start):
            yield row
            row = []
        row.append(word)
        end = max(end, word.end)
    if row:
        yield row


def _is_word_between(text: str, end: int, start: int) -> bool:
    """Tell whether a word is between two places in a line; no, where a run of words goes on for `_NEAR` characters."""
    if start - end == 1 and text[end] == " ":
        return False
    if _WORD_ALONE.search(text, end, min(start, end + _NEAR)):
        return True
    low = max(0, end - _NEAR)
    at = max(text.rfind(" ", low, end), text.rfind("\n", low, end)) + 1
    if not at and low:
        return False
    for run in run_pattern(text).finditer(text, at, at + _NEAR):
        begin = run.start()
        if begin >= start or run.end() == at + _NEAR:
            break
        if any(end <= begin + part.start and begin + part.end <= start for part in parts_of_run(run.group())):
            return True
    return False


def _around(sign: str, text: str, words: Sequence[_Found]) -> tuple[int, int]:
    """Return where the text around words of a line begins and ends: at the next `sign`, or with the line."""
    first, last = words[0].start, max(word.end for word in words)
    line_begin, line_end = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    line_end = len(text) if line_end < 0 else line_end
    begin, end = text.rfind(sign, line_begin, first) + 1, text.find(sign, last, line_end)
    return begin or line_begin, line_end if end < 0 else end


def _rows(leaf: WordLeaf, places: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Return first word and end of each match, given the places of each part and how many words it covers there."""
    if not isinstance(leaf, Near):
        return phrase_spans(places)
    ends: defaultdict[int, int] = defaultdict(int)
    for at, width in chain.from_iterable(places):
        ends[at] = max(ends[at], at + width)
    # A word may fit one part twice, alone and joined with the next: it is one place.
    near = near_places([{at for at, _ in part} for part in places], leaf.distance)
    return [(at, ends[at]) for at in near]


_INSIDE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


_WORD_ALONE = re.compile(r" [A-Za-z]+ ")
"""What is certainly a word: seen without a look at the run that it is in."""
_NEAR = 200
"""Characters in which a word between two others is looked for: in a text with spaces there is one."""


class _Sought(NamedTuple):
    """A condition on a word: one of these terms, or, if they are too many to list, this prefix."""

    terms: frozenset[str]
    beginning: str | None = None


class _Found(NamedTuple):
    """A word of a text that meets conditions."""

    start: int
    end: int
    part: int
    """Which word of its run it begins with."""
    width: int
    """How many words it is written as."""
    meant: frozenset[_Sought]


class _Scan:
    """Finds the words with given stems by the prefix that all words of a stem share, so most of a text is skipped."""

    def __init__(self, sought: Sequence[_Sought]) -> None:
        beginnings = {letters for part in sought for term in part.terms for letters in _beginnings(term)}
        beginnings |= {part.beginning for part in sought if part.beginning}
        # The leftmost match wins: the beginning of a word, not a part inside it.
        leftmost = ahocorasick_rs.MatchKind.LeftmostFirst
        self._patterns = _shortest(beginnings)
        self._whole = len(self._patterns)
        self._patterns += _parted(self._patterns)
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns, leftmost) if beginnings else None
        self.meant = _Meant(sought, self._automaton)

    def words(self, text: str) -> list[_Found] | None:
        """Return every matching word with the conditions that it meets, in order.

        None if a word of the text may look otherwise than its terms.
        """
        if self._automaton is None:
            return []
        folded = text.lower() if text.isascii() or not _FOLDED.search(text) else fold(text)
        if len(folded) != len(text) or not (text.isascii() or not has_variants(text)):
            return None
        places = [
            start
            for pattern, start, _ in self._automaton.find_matches_as_indexes(folded)
            # Most short prefixes match inside a word.
            if pattern >= self._whole or not (start and text[start - 1] in _INSIDE and text[start] in _INSIDE)
        ]
        return list(self._at(text, places))

    def _at(self, text: str, places: Iterable[int]) -> Iterator[_Found]:
        """Yield what the runs around these places contain."""
        search, meant, space = run_pattern(text).search, self.meant, text.rfind
        scanned = 0
        for place in places:
            if place < scanned:
                continue
            run = search(text, max(scanned, space(" ", scanned, place) + 1))
            while run and run.end() <= place:
                run = search(text, run.end())
            if run:
                begin, scanned = run.span()
                for start, end, part, width, found in meant[run.group()]:
                    yield _Found(begin + start, begin + end, part, width, found)


class _Meant(dict[str, "tuple[_Found, ...]"]):
    """The words of each run that meet conditions; computed on first use."""

    def __init__(self, sought: Sequence[_Sought], automaton: ahocorasick_rs.AhoCorasick | None) -> None:
        super().__init__()
        self._sought = list(dict.fromkeys(sought))
        self._automaton = automaton

    def __missing__(self, run: str) -> tuple[_Found, ...]:
        # Every word of the run, and every joined one, is a part of its letters.
        letters = fold(run).translate(_NO_SIGNS)
        if self._automaton is None or not self._automaton.find_matches_as_indexes(letters):
            self[run] = ()
            return ()
        parts = parts_of_run(run)
        found = []
        for n, part in enumerate(parts):
            widths: defaultdict[int, set[_Sought]] = defaultdict(set)
            spelled = ((part.word, 1), *((joined.word, joined.width) for joined in part.joined))
            terms = terms_of(part, None)
            for one in self._sought:
                for term in one.terms.intersection(terms):
                    widths[width_of(term)].add(one)
                if one.beginning is not None:
                    for width in (width for word, width in spelled if word.startswith(one.beginning)):
                        widths[width].add(one)
            found += [
                _Found(part.start, parts[n + width - 1].end, n, width, frozenset(meant))
                for width, meant in sorted(widths.items())
            ]
        self[run] = made = tuple(found)
        return made


_NO_SIGNS = str.maketrans("", "", SIGNS)
_FOLDED = re.compile("[^\x00-\x7f‘’“”–—•…€£]")
"""Letters that folding may change."""


def _parted(beginnings: Iterable[str]) -> list[str]:
    """Return two letters of a beginning with a sign between, for words that are written so: cease-fire, U.S."""
    pairs = {letters[n : n + 2] for letters in beginnings for n in range(len(letters) - 1)}
    return [f"{pair[0]}{sign}{pair[1]}" for pair in sorted(pairs) for sign in SIGNS]


def _beginnings(term: str) -> tuple[str, ...]:
    """Return the prefixes of the words with this stem: Porter 2 changes at most the last letter (ministry: ministri).

    Words such as dying (stem: die) are exceptions; the shortest stems are prefixes of their words. Words of other
    languages are found otherwise.
    """
    if ":" in term:
        return ()
    term = term.lstrip("-")
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


def _sought(part: PhrasePart | Fuzzy) -> _Sought | None:
    """Return the condition to search for; None if every word must be tested."""
    if part.stems is not None:
        return _Sought(part.stems)
    if isinstance(part, Word):
        return _Sought(_terms_of(part, None))
    if isinstance(part, Wildcard) and part.pattern.endswith("*") and not re.search(r"[*?]", part.pattern[:-1]):
        return _Sought(frozenset(), part.pattern[:-1])
    return None


def _terms_of(word: Word, language: str | None) -> frozenset[str]:
    """Return the terms of a word that was not expanded."""
    if word.field in CREDITS:
        return frozenset()
    own = query_terms(word.typed, frozenset({language} if language else ()))
    return own.union(joined_term(term, width) for term in own for width in (2, 3))


def _parts(leaf: WordLeaf) -> Sequence[PhrasePart | Fuzzy]:
    return leaf.parts if isinstance(leaf, Phrase | Near) else (leaf,)


def _finder(part: PhrasePart | Fuzzy, language: str | None) -> Finder:
    if part.stems is not None:
        return partial(_with_term, part.stems)
    if isinstance(part, Word):
        return partial(_with_term, _terms_of(part, language))
    if isinstance(part, Fuzzy):
        text, edits = part.text, part.edits
        return partial(_that, lambda word: word[:1] == text[:1] and any(neighbours_within([word], text, edits)))
    return partial(_that, glob_matcher(part.pattern))


def _with_term(terms: frozenset[str], words: Sequence[Position]) -> list[tuple[int, int]]:
    return [
        (at, width)
        for at, word in enumerate(words)
        if not terms.isdisjoint(word.terms)
        for width in {width_of(term) for term in terms.intersection(word.terms)}
    ]


def _that(test: Callable[[str], object], words: Sequence[Position]) -> list[tuple[int, int]]:
    return [
        (at, width) for at, position in enumerate(words) for width, word in enumerate(position.words, 1) if test(word)
    ]


def _apart(found: list[Span]) -> list[Span]:
    found.sort(key=lambda span: (span[0], -span[1]))
    kept: list[Span] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
