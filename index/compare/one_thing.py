"""Tells whether two numbers of two articles are of one thing, by what their sentences say about them.

A linear model over readable features; its weights, in data/wording.toml, were fitted to pairs of numbers that were
read. Contradictions of this kind are described by de Marneffe, Rafferty and Manning, Finding contradictions in text
(ACL 2008).
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.compare.wording_data import threshold, weight

if TYPE_CHECKING:
    from seedread.index.compare.comparison import Quantity
    from seedread.index.compare.number_context import NumberContext, NumberedArticle, Periods

__all__ = ["NumberInSentence", "Rivals", "count_rivals", "is_small", "may_be_one_thing", "number_in", "one_thing_score"]

_SMALL = 12
"""Counts up to this mean little alone: two leaders, three days."""
_SHARED = 8
"""How many shared words count."""
_NEAREST = 2.0
"""How much shared words near both numbers count at most."""
Rivals = Counter[tuple[str, str]]
"""How many values an article has of each unit near each word, and of each noun."""


class NumberInSentence(NamedTuple):
    """A quantity with what its sentence says."""

    quantity: Quantity
    context: NumberContext
    words: frozenset[str]
    """The content words of the sentence."""
    amounts: frozenset[float]
    """All values in the sentence."""
    own_names: frozenset[str]
    """The names in the sentence that the other article does not have."""
    periods: Periods
    """The months and years that the sentence names."""
    own_years: frozenset[str]
    """Those of the years that the other article does not have."""


def number_in(article: NumberedArticle, n: int, other: NumberedArticle) -> NumberInSentence:
    """Return quantity `n` of an article, seen from the other article."""
    quantity = article.analysed.quantities[n]
    at = quantity.sentence
    return NumberInSentence(
        quantity,
        article.contexts[n],
        article.words[at],
        article.analysed.amounts[at],
        article.names[at] - other.vocabulary,
        article.periods[at],
        article.periods[at].years - other.vocabulary,
    )


def is_small(quantity: Quantity) -> bool:
    """Whether a quantity is a count that means little alone."""
    return not quantity.unit and quantity.value <= _SMALL


def may_be_one_thing(a: NumberInSentence, b: NumberInSentence) -> bool:
    """Whether nothing speaks against two numbers of one unit being of one thing.

    What speaks against it: either sentence has the other's number too, another noun or fate, percentages of different
    wholes, different names behind them, only one is a forecast, one is an age, or one is more than twice the other.
    Names in both sentences that the other article has nowhere: two banks, two bonds, two towns. Other months, or a year
    that the other article has nowhere. A rise and a fall.
    """
    if a.quantity.value in b.amounts or b.quantity.value in a.amounts:
        return False
    if _other_subject(a, b) or a.context.age or b.context.age:
        return False
    low, high = sorted((a.quantity.value, b.quantity.value))
    if high > threshold("number_ratio") * low or a.context.forecast != b.context.forecast:
        return False
    people = a.context.people or b.context.people
    if a.context.fate != b.context.fate and (people or (a.context.fate and b.context.fate)):
        return False
    return bool(a.quantity.unit) or _count_one_kind(a.context, b.context)


def _other_subject(a: NumberInSentence, b: NumberInSentence) -> bool:
    """Whether names, periods, directions or wholes say that two numbers are of different things."""
    if (a.own_names and b.own_names) or a.own_years or b.own_years:
        return True
    pairs = (
        (a.periods.months, b.periods.months),
        (a.context.directions, b.context.directions),
        (a.quantity.of, b.quantity.of),
        (a.context.following_names, b.context.following_names),
    )
    return any(_apart(ours, theirs) for ours, theirs in pairs)


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both have words and share none."""
    return bool(a and b) and a.isdisjoint(b)


def _count_one_kind(a: NumberContext, b: NumberContext) -> bool:
    return not set(a.nouns).isdisjoint(b.nouns) or (a.people and b.people and bool(a.fate))


def count_rivals(article: NumberedArticle) -> Counter[tuple[str, str]]:
    """Count the different values of each unit near each word, and those of each noun."""
    values = {
        (quantity.unit, word, quantity.value)
        for quantity, context in zip(article.analysed.quantities, article.contexts, strict=True)
        for word in (context.near if quantity.unit else context.nouns)
    }
    return Counter((unit, word) for unit, word, _ in values)


def one_thing_score(a: NumberInSentence, b: NumberInSentence, rivals: tuple[Rivals, Rivals]) -> float:
    """Return how likely two numbers are of one thing: 0 is the bound."""
    features = _features(a, b, rivals)
    return weight("one_thing", "bias") + math.fsum(
        weight("one_thing", name) * value for name, value in features.items()
    )


def _features(a: NumberInSentence, b: NumberInSentence, rivals: tuple[Rivals, Rivals]) -> dict[str, float]:
    unit = a.quantity.unit
    near = a.context.near.keys() & b.context.near.keys()
    nouns = near if unit else set(a.context.nouns) & set(b.context.nouns) or near
    return {
        "ratio": math.log2(max(a.quantity.value, b.quantity.value) / min(a.quantity.value, b.quantity.value)),
        "late": math.log1p(a.quantity.sentence + b.quantity.sentence),
        "rivals": math.log2(min(max(1, rivals[0][unit, word] * rivals[1][unit, word]) for word in nouns)),
        "shared": min(len(a.words & b.words), _SHARED),
        "fate": float(bool(a.context.fate) and a.context.fate == b.context.fate),
        "small": float(is_small(a.quantity) and is_small(b.quantity)),
        "other_names": float(not (a.context.names <= b.words and b.context.names <= a.words)),
        "near": min(_NEAREST, math.fsum(1 / (a.context.near[word] + b.context.near[word]) for word in near)),
    }
