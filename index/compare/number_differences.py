"""Finds where two articles give different numbers for one thing.

Two numbers of one unit with a word near both are candidates if neither article has the other's number. The model in
`one_thing` decides, and the likeliest pairs are taken first.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from seedread.index.compare.comparison import NumberDifference
from seedread.index.compare.number_agreement import agreeing, any_agrees
from seedread.index.compare.one_thing import count_rivals, is_small, may_be_one_thing, number_in, one_thing_score
from seedread.index.compare.wording_data import word_families
from seedread.index.text.analysis import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seedread.index.compare.comparison import AnalysedArticle, Quantity
    from seedread.index.compare.number_context import NumberContext, NumberedArticle

__all__ = ["number_differences", "unmatched_figures"]

_MOST = 40
"""How many numbers may share a word near them: more are a table, in which nothing tells what is meant."""
_SMALL = 12
"""Counts up to this mean little alone: two leaders, three days."""
_Key: TypeAlias = tuple[str, str, str]
"""Unit, reference unit and a word near the number."""


class _Candidate(NamedTuple):
    score: float
    a: int
    b: int


def number_differences(a: NumberedArticle, b: NumberedArticle) -> tuple[NumberDifference, ...]:
    """Return the differences, in order of A; each value is in one of them at most."""
    rivals = count_rivals(a), count_rivals(b)
    found = []
    for n, m in _near_one_word(a, b):
        ours, theirs = number_in(a, n, b), number_in(b, m, a)
        if may_be_one_thing(ours, theirs) and (score := one_thing_score(ours, theirs, rivals)) > 0:
            found.append(_Candidate(round(score, 6), n, m))
    return tuple(sorted(_best(a.analysed, b.analysed, found), key=lambda one: (one.a, one.b)))


def unmatched_figures(own: NumberedArticle, other: NumberedArticle, paired: Iterable[int]) -> tuple[int, ...]:
    """Return the quantities of one article that agree with none of the other; no small counts, and none of `paired`."""
    quantities, amounts = own.analysed.quantities, frozenset().union(*other.analysed.amounts)
    known = agreeing(quantities, other.analysed.quantities) | set(paired)
    return tuple(
        n
        for n, one in enumerate(quantities)
        if n not in known and not is_small(one) and (one.unit or one.value not in amounts)
    )


def _near_one_word(a: NumberedArticle, b: NumberedArticle) -> set[tuple[int, int]]:
    """Return the numbers of quantities of both articles that have a unit and a word near them in common."""
    ours, theirs = _by_near_word(a, b), _by_near_word(b, a)
    shared = (key for key in ours.keys() & theirs.keys() if max(len(ours[key]), len(theirs[key])) <= _MOST)
    return {(n, m) for key in shared for n in ours[key] for m in theirs[key]}


def _by_near_word(own: NumberedArticle, other: NumberedArticle) -> dict[_Key, list[int]]:
    """Return the quantities whose value the other article does not have, by unit and each word near them."""
    known = _known(own, other)
    found: defaultdict[_Key, list[int]] = defaultdict(list)
    for n, (quantity, context) in enumerate(zip(own.analysed.quantities, own.contexts, strict=True)):
        if n not in known and not context.relative:
            for word in context.near:
                found[quantity.unit, quantity.per, word].append(n)
    return found


def _known(own: NumberedArticle, other: NumberedArticle) -> set[int]:
    """Return the quantities whose value the other article has.

    It has a small count, or a rounded form of a value, only if a word near both says that they are of one kind.
    """
    values = {(one.unit, one.value) for one in other.analysed.quantities if not is_small(one)}
    of_one_kind = _by_kind(other)
    return {
        n
        for n, (one, context) in enumerate(zip(own.analysed.quantities, own.contexts, strict=True))
        if (one.unit, one.value) in values
        or any(any_agrees(one, of_one_kind.get((one.unit, word), ())) for word in _kinds(one, context))
    }


def _by_kind(article: NumberedArticle) -> dict[tuple[str, str], list[Quantity]]:
    """Return the quantities of each unit and kind, by value."""
    found: defaultdict[tuple[str, str], list[Quantity]] = defaultdict(list)
    for one, context in zip(article.analysed.quantities, article.contexts, strict=True):
        for word in _kinds(one, context):
            found[one.unit, word].append(one)
    return {kind: sorted(quantities, key=lambda one: one.value) for kind, quantities in found.items()}


def _kinds(quantity: Quantity, context: NumberContext) -> set[str]:
    """Return the words that tell the kind of a number: what it counts; of a greater one, every word near it."""
    words = (*context.nouns, context.fate, *(() if is_small(quantity) else context.near))
    return {word for word in words if word}


def _best(a: AnalysedArticle, b: AnalysedArticle, found: list[_Candidate]) -> Iterator[NumberDifference]:
    """Yield the likeliest pair of values, then the likeliest of the rest, and so on."""
    used: set[tuple[str, str, float]] = set()
    for _, n, m in sorted(found, key=lambda one: (-one.score, one.a + one.b, abs(one.a - one.b))):
        ours, theirs = a.quantities[n], b.quantities[m]
        values = {("a", ours.unit, ours.value), ("b", theirs.unit, theirs.value)}
        if used.isdisjoint(values):
            used |= values
            yield NumberDifference(n, m, _printed(a, ours, theirs), _printed(b, theirs, ours))


def _printed(analysed: AnalysedArticle, own: Quantity, other: Quantity) -> str:
    """Return the nouns of both as the sentence of one prints them, else its unit, else its own noun."""
    family = word_families()
    theirs = {family.get(noun, noun) for noun in other.nouns}
    shared = {noun for noun in own.nouns if family.get(noun, noun) in theirs}
    wanted = shared or (set() if own.unit else set(own.nouns[:1]))
    rest = analysed.sentences[own.sentence].text[own.end :]
    for is_noun, run in groupby(tokens(rest), key=lambda token: token.term in wanted):
        if is_noun:
            first, *more = run
            return rest[first.start : (more or [first])[-1].end]
    return own.unit
