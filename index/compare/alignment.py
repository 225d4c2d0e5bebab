"""Which sentences of two articles are worded alike: IDF-weighted Dice coefficients, taken greedily one to one.

DESIGN.md, Compare; the coefficient is that of Dice, Measures of the amount of ecologic association (1945), with words
weighted by their rarity in the two articles (Sparck Jones 1972), so that what both speak of throughout tells little.
Words of one family ("ties", "relations") count as one where sentences are looked for; how alike two sentences are
called is decided by the words themselves, and where only families tell, they are at most related.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .data_file import bound, families
from .terms import Term, is_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .result import Likeness

__all__ = [
    "Aligned",
    "Matrix",
    "align",
    "dice",
    "distinct",
    "in_families",
    "likeness_of",
    "similarities",
    "term_weights",
]

Matrix = NDArray[Any]
"""Sentences of A by sentences of B."""
_MOST_PAIRS = 1_000_000
"""Pairs of like sentences that are gone through one by one."""
Words: TypeAlias = "tuple[str, ...]"
"""The different terms of a sentence."""


class Aligned(NamedTuple):
    """Two sentences that are worded alike."""

    a: int
    b: int
    score: float


def distinct(sentences: Iterable[Sequence[Term]]) -> list[Words]:
    """Return the different terms of each sentence."""
    return [tuple(dict.fromkeys(term.text for term in terms)) for terms in sentences]


def in_families(sentences: Iterable[Words]) -> list[Words]:
    """Return the terms of each sentence with the family in place of every word that has one."""
    family = families()
    return [tuple(dict.fromkeys([family.get(term, term) for term in terms])) for terms in sentences]


def term_weights(a: Sequence[Words], b: Sequence[Words], stops: frozenset[str]) -> dict[str, float]:
    """Return the weight of every term: log(1 + sentences / those with the term), counted where it is more frequent."""
    ours, theirs = (Counter(chain.from_iterable(sentences)) for sentences in (a, b))
    count = max(len(a), len(b), 1)
    light = bound("stop_word")
    weights = {term: math.log1p(count / max(ours[term], theirs[term])) for term in ours.keys() | theirs.keys()}
    return {term: weight * light if term in stops else weight for term, weight in weights.items()}


def _sentences_with(sentences: Iterable[Words]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for n, terms in enumerate(sentences):
        for term in terms:
            found[term].append(n)
    return found


def similarities(
    a: Sequence[Words], b: Sequence[Words], weights: Mapping[str, float], stops: frozenset[str]
) -> tuple[Matrix, Matrix]:
    """Return the Dice coefficient of every two sentences, and how many words they share that tell something.

    Only terms that both have are looked at, each where it stands.
    """
    ours, theirs = _sentences_with(a), _sentences_with(b)
    shared = np.zeros((len(a), len(b)), np.float32)
    telling = np.zeros((len(a), len(b)), np.uint16)
    for term in sorted(ours.keys() & theirs.keys()):
        rows, columns = np.array(ours[term])[:, None], theirs[term]
        shared[rows, columns] += np.float32(weights[term])
        if term not in stops and not is_name(term):
            telling[rows, columns] += 1
    total = _lengths(a, weights)[:, None] + _lengths(b, weights)[None, :]
    return 2 * shared / np.maximum(total, np.float32(1e-9)), telling


def _lengths(sentences: Sequence[Words], weights: Mapping[str, float]) -> Matrix:
    return np.array([math.fsum([weights[term] for term in terms]) for terms in sentences], np.float32)


def dice(a: Words, b: Words, weights: Mapping[str, float]) -> float:
    """Return the Dice coefficient of the words of two sentences."""
    total = math.fsum(weights[term] for term in (*a, *b))
    return min(1.0, 2 * math.fsum(weights[term] for term in set(a) & set(b)) / total) if total else 0.0


def likeness_of(score: float) -> Likeness:
    """Return what a coefficient is called."""
    if score >= bound("verbatim"):
        return "verbatim"
    return "close" if score >= bound("close") else "related"


def _few(alike: Matrix) -> Matrix:
    """Return which sentences may be paired: in texts that repeat one thing, those equally far down in both."""
    if np.count_nonzero(alike) <= _MOST_PAIRS:
        return alike
    down_a, down_b = (np.arange(count, dtype=np.float32) / max(count, 1) for count in alike.shape)
    reach = _MOST_PAIRS / 2 / alike.size
    near: Matrix = alike & (np.abs(down_a[:, None] - down_b[None, :]) <= reach)
    return near


def align(scores: Matrix, telling: Matrix) -> list[Aligned]:
    """Take the best two sentences, then the best of those that are left, and so on: each stands in one pair.

    Of equal ones those are taken that stand equally far down in their articles. In order of A.
    """
    alike = (scores >= bound("related")) & (telling >= bound("shared_words"))
    alike |= (scores >= bound("related_long")) & (telling >= bound("shared_words_long"))
    rows, columns = np.nonzero(_few(alike | (scores >= bound("verbatim"))))
    found = scores[rows, columns]
    apart = np.abs(rows / max(len(scores), 1) - columns / max(scores.shape[1], 1))
    order = np.lexsort((columns, rows, apart, -np.round(found, 5)))
    free_a, free_b = [True] * scores.shape[0], [True] * scores.shape[1]
    pairs: list[Aligned] = []
    for row, column, score in zip(rows[order].tolist(), columns[order].tolist(), found[order].tolist(), strict=True):
        if free_a[row] and free_b[column]:
            free_a[row] = free_b[column] = False
            pairs.append(Aligned(row, column, min(score, 1.0)))
    return sorted(pairs)
