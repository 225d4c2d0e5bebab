"""Finds the quotations that two articles share, and which article leaves words out.

Two quotations match if they have four words in a row in common; their longest common run is what both quote (shingles
as in Broder, On the resemblance and containment of documents, 1997). A side trims if the other quotes words around
that run.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.compare.comparison import SharedQuotation
from seedread.index.compare.wording_data import threshold
from seedread.index.text.analysis import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.compare.comparison import Quotation, Side

__all__ = ["find_shared_quotations"]

_MOST_PAIRS = 20_000
"""Pairs of quotations that are held against one another: two long interviews have hundreds with words in common."""
_MOST_STEPS = 5_000_000
"""Places with the same word that the matching goes through, all quotations together."""
_LONGEST = 1500
"""How many words of a quotation are compared."""


class _CommonRun(NamedTuple):
    """The longest common run of two quotations."""

    size: int
    """Words in the run."""
    a: int
    b: int
    at_a: int
    at_b: int


def find_shared_quotations(a: Sequence[Quotation], b: Sequence[Quotation]) -> tuple[SharedQuotation, ...]:
    """Return the shared quotations, in order of A; each quotation matches once, the longest runs first."""
    words_a, words_b = [_words(one) for one in a], [_words(one) for one in b]
    found = [_longest_run(words_a[i], words_b[j], i, j) for i, j in _affordable(words_a, words_b)]
    taken: list[SharedQuotation] = []
    used_a, used_b = set[int](), set[int]()
    for common in sorted(found, key=lambda one: (-one.size, one.a + one.b, one.a)):
        if common.a in used_a or common.b in used_b or common.size < threshold("quoted_gram"):
            continue
        used_a.add(common.a)
        used_b.add(common.b)
        taken.append(_shared(common, (a[common.a], words_a[common.a]), (b[common.b], words_b[common.b])))
    return tuple(sorted(taken, key=lambda one: (one.a, one.b)))


def _words(quotation: Quotation) -> list[Token]:
    return list(tokens(quotation.text))[:_LONGEST]


def _grams(words: Sequence[Token]) -> set[tuple[str, ...]]:
    size = int(threshold("quoted_gram"))
    return {tuple(word.term for word in words[n : n + size]) for n in range(len(words) - size + 1)}


def _candidates(a: Sequence[Sequence[Token]], b: Sequence[Sequence[Token]]) -> Iterator[tuple[int, int]]:
    """Go through the quotations that have a gram in common, in order of A."""
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, words in enumerate(b):
        for gram in _grams(words):
            holders[gram].append(n)
    for n, words in enumerate(a):
        for other in sorted({other for gram in _grams(words) for other in holders.get(gram, ())}):
            yield n, other


def _affordable(a: Sequence[Sequence[Token]], b: Sequence[Sequence[Token]]) -> Iterator[tuple[int, int]]:
    """Yield the candidates, without those whose words recur so often that matching them takes the square."""
    counts_a, counts_b = ([Counter(word.term for word in words) for words in side] for side in (a, b))
    left = _MOST_STEPS
    for i, j in islice(_candidates(a, b), _MOST_PAIRS):
        steps = sum(count * counts_b[j][term] for term, count in counts_a[i].items())
        if steps <= left:
            left -= steps
            yield i, j


def _longest_run(a: Sequence[Token], b: Sequence[Token], i: int, j: int) -> _CommonRun:
    matcher = SequenceMatcher(None, [word.term for word in a], [word.term for word in b], autojunk=False)
    match = matcher.find_longest_match(0, len(a), 0, len(b))
    return _CommonRun(match.size, i, j, match.a, match.b)


def _shared(common: _CommonRun, a: tuple[Quotation, list[Token]], b: tuple[Quotation, list[Token]]) -> SharedQuotation:
    more_a, more_b = len(a[1]) - common.size, len(b[1]) - common.size
    trims: set[Side] = set()
    if more_b > 0:
        trims.add("a")
    if more_a > 0:
        trims.add("b")
    return SharedQuotation(
        common.a,
        common.b,
        _text(a[0], a[1][common.at_a : common.at_a + common.size]),
        _text(b[0], b[1][common.at_b : common.at_b + common.size]),
        frozenset(trims),
    )


def _text(quotation: Quotation, run: Sequence[Token]) -> str:
    return quotation.text[run[0].start : run[-1].end]
