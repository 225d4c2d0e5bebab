"""Aligns the similar sentences of two articles: IDF-weighted Dice coefficients, matched greedily one to one.

The coefficient is from Dice, Measures of the amount of ecologic association (1945). Words are weighted by their rarity
in the two articles (Sparck Jones 1972), so that their common topic counts little. Words of one family ("ties",
"relations") count as one when sentences are aligned. The words themselves decide the wording class; sentences that only
word families align are at most related.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from seedread.index.compare.terms import Term, is_entity
from seedread.index.compare.wording_data import threshold, word_families

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from seedread.index.compare.comparison import Wording

__all__ = [
    "AlignedSentences",
    "Matrix",
    "align",
    "by_word_family",
    "classify_wording",
    "dice",
    "distinct",
    "similarities",
    "term_weights",
]

Matrix = NDArray[Any]
"""Rows are the sentences of A, columns those of B."""
SentenceTerms: TypeAlias = "tuple[str, ...]"
"""The distinct terms of a sentence."""
_MOST_PAIRS = 1_000_000
"""Pairs of similar sentences that are looked at one by one."""


class AlignedSentences(NamedTuple):
    """Two aligned sentences."""

    a: int
    b: int
    score: float


def distinct(sentences: Iterable[Sequence[Term]]) -> list[SentenceTerms]:
    """Return the distinct terms of each sentence."""
    return [tuple(dict.fromkeys(term.text for term in terms)) for terms in sentences]


def by_word_family(sentences: Iterable[SentenceTerms]) -> list[SentenceTerms]:
    """Return the distinct terms of each sentence, with each word replaced by its word family, if it has one."""
    family = word_families()
    return [tuple(dict.fromkeys([family.get(term, term) for term in terms])) for terms in sentences]


def term_weights(a: Sequence[SentenceTerms], b: Sequence[SentenceTerms], stops: frozenset[str]) -> dict[str, float]:
    """Return the weight of every term: log(1 + sentences / sentences with it), by the article with more of these."""
    ours, theirs = (Counter(chain.from_iterable(sentences)) for sentences in (a, b))
    count = max(len(a), len(b), 1)
    light = threshold("stop_word")
    weights = {term: math.log1p(count / max(ours[term], theirs[term])) for term in ours.keys() | theirs.keys()}
    return {term: weight * light if term in stops else weight for term, weight in weights.items()}


def _sentences_with(sentences: Iterable[SentenceTerms]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for n, terms in enumerate(sentences):
        for term in terms:
            found[term].append(n)
    return found


def similarities(
    a: Sequence[SentenceTerms], b: Sequence[SentenceTerms], weights: Mapping[str, float], stops: frozenset[str]
) -> tuple[Matrix, Matrix, Matrix]:
    """Return for every two sentences the Dice coefficient, the content words that they share, and the entities.

    Only the terms of both articles are visited.
    """
    ours, theirs = _sentences_with(a), _sentences_with(b)
    shared = np.zeros((len(a), len(b)), np.float32)
    telling, named = np.zeros((len(a), len(b)), np.uint16), np.zeros((len(a), len(b)), np.uint16)
    for term in sorted(ours.keys() & theirs.keys()):
        rows, columns = np.array(ours[term])[:, None], theirs[term]
        shared[rows, columns] += np.float32(weights[term])
        if is_entity(term):
            named[rows, columns] += 1
        elif term not in stops:
            telling[rows, columns] += 1
    total = _lengths(a, weights)[:, None] + _lengths(b, weights)[None, :]
    return 2 * shared / np.maximum(total, np.float32(1e-9)), telling, named


def _lengths(sentences: Sequence[SentenceTerms], weights: Mapping[str, float]) -> Matrix:
    return np.array([math.fsum([weights[term] for term in terms]) for terms in sentences], np.float32)


def dice(a: SentenceTerms, b: SentenceTerms, weights: Mapping[str, float]) -> float:
    """Return the Dice coefficient of the words of two sentences."""
    total = math.fsum(weights[term] for term in (*a, *b))
    return min(1.0, 2 * math.fsum(weights[term] for term in set(a) & set(b)) / total) if total else 0.0


def classify_wording(score: float) -> Wording:
    """Return the wording class of a coefficient."""
    if score >= threshold("verbatim"):
        return "verbatim"
    return "close" if score >= threshold("close") else "related"


def _few(alike: Matrix) -> Matrix:
    """Return the sentences that may be paired: in repetitive texts, those at similar positions."""
    if np.count_nonzero(alike) <= _MOST_PAIRS:
        return alike
    down_a, down_b = (np.arange(count, dtype=np.float32) / max(count, 1) for count in alike.shape)
    reach = _MOST_PAIRS / 2 / alike.size
    near: Matrix = alike & (np.abs(down_a[:, None] - down_b[None, :]) <= reach)
    return near


def align(scores: Matrix, telling: Matrix, named: Matrix) -> list[AlignedSentences]:
    """Return the best pair of sentences, then the best pair of the rest, and so on; each sentence is in one pair.

    Of equal pairs, the one at similar positions in the two articles wins. The result is in order of A.
    """
    alike = (scores >= threshold("related")) & (telling >= threshold("shared_words"))
    alike |= (scores >= threshold("related_few")) & (telling >= threshold("shared_words_few"))
    alike |= (scores >= threshold("related_long")) & (telling + named >= threshold("shared_words_long"))
    rows, columns = np.nonzero(_few(alike | (scores >= threshold("verbatim"))))
    found = scores[rows, columns]
    apart = np.abs(rows / max(len(scores), 1) - columns / max(scores.shape[1], 1))
    order = np.lexsort((columns, rows, apart, -np.round(found, 5)))
    free_a, free_b = [True] * scores.shape[0], [True] * scores.shape[1]
    pairs: list[AlignedSentences] = []
    for row, column, score in zip(rows[order].tolist(), columns[order].tolist(), found[order].tolist(), strict=True):
        if free_a[row] and free_b[column]:
            free_a[row] = free_b[column] = False
            pairs.append(AlignedSentences(row, column, min(score, 1.0)))
    return sorted(pairs)
