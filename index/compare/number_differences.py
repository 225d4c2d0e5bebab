"""Finds where two articles give different numbers for one thing.

Two numbers of one unit are candidates if they count the same noun, or people with the same fate, and neither article
has the other's number. A linear model over readable features then decides whether both are of one thing; its weights,
in data/wording.toml, were fitted to pairs of numbers that were read. Contradictions of this kind are described by
de Marneffe, Rafferty and Manning, Finding contradictions in text (ACL 2008).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from seedread.index.compare.amounts import find_amounts
from seedread.index.compare.comparison import NumberDifference
from seedread.index.compare.number_agreement import agreeing, any_agrees
from seedread.index.compare.wording_data import threshold, weight, word_families
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


_Rivals = Counter[tuple[str, str]]
"""How many values there are of each unit near each word, and of each noun."""


class _Candidate(NamedTuple):
    score: float
    a: int
    b: int


def number_differences(a: NumberedArticle, b: NumberedArticle) -> tuple[NumberDifference, ...]:
    """Return the differences, in order of A; each value is in one of them at most."""
    amounts = _amounts(a.analysed), _amounts(b.analysed)
    rivals = _rivals(a), _rivals(b)
    found = [
        _Candidate(round(score, 6), n, m)
        for n, m in _near_one_word(a, b)
        if _may_be_one(_Number.of(a, n), _Number.of(b, m))
        and a.analysed.quantities[n].value not in amounts[1][b.analysed.quantities[m].sentence]
        and b.analysed.quantities[m].value not in amounts[0][a.analysed.quantities[n].sentence]
        and (score := _score(_Number.of(a, n), _Number.of(b, m), rivals)) > 0
    ]
    return tuple(sorted(_best(a.analysed, b.analysed, found), key=lambda one: (one.a, one.b)))


def unmatched_figures(own: AnalysedArticle, other: AnalysedArticle, paired: Iterable[int]) -> tuple[int, ...]:
    """Return the quantities of one article that agree with none of the other; no small counts, and none of `paired`."""
    known = agreeing(own.quantities, other.quantities) | set(paired)
    return tuple(n for n, quantity in enumerate(own.quantities) if n not in known and not _is_small(quantity))


class _Number(NamedTuple):
    """A quantity in its sentence."""

    quantity: Quantity
    context: NumberContext
    words: frozenset[str]
    """The content words of its sentence."""

    @classmethod
    def of(cls, article: NumberedArticle, n: int) -> _Number:
        quantity = article.analysed.quantities[n]
        return cls(quantity, article.contexts[n], article.words[quantity.sentence])


def _amounts(analysed: AnalysedArticle) -> dict[int, frozenset[float]]:
    """Return all values in each sentence with a quantity, also of those that count nothing: six of the eight."""
    numbers = {quantity.sentence for quantity in analysed.quantities}
    return {n: frozenset(one.value for one in find_amounts(analysed.sentences[n].text)) for n in numbers}


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
    values = {(one.unit, one.value) for one in other.analysed.quantities if not _is_small(one)}
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


def _is_small(quantity: Quantity) -> bool:
    return not quantity.unit and quantity.value <= _SMALL


def _kinds(quantity: Quantity, context: NumberContext) -> set[str]:
    """Return the words that tell the kind of a number: what it counts; of a greater one, every word near it."""
    words = (*context.nouns, context.fate, *(() if _is_small(quantity) else context.near))
    return {word for word in words if word}


def _may_be_one(a: _Number, b: _Number) -> bool:
    """Whether nothing speaks against two numbers of one unit being of one thing.

    What speaks against it: another noun or fate, percentages of different wholes, different names behind them, only one
    is a forecast, or one is more than twice the other.
    """
    low, high = sorted((a.quantity.value, b.quantity.value))
    if high > threshold("number_ratio") * low or a.context.forecast != b.context.forecast:
        return False
    if _apart(a.quantity.of, b.quantity.of) or _apart(a.context.following_names, b.context.following_names):
        return False
    people = a.context.people or b.context.people
    if a.context.age or b.context.age:
        return False
    if a.context.fate != b.context.fate and (people or (a.context.fate and b.context.fate)):
        return False
    return bool(a.quantity.unit) or _count_one_kind(a.context, b.context)


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both have words and share none."""
    return bool(a and b) and a.isdisjoint(b)


def _count_one_kind(a: NumberContext, b: NumberContext) -> bool:
    return not set(a.nouns).isdisjoint(b.nouns) or (a.people and b.people and bool(a.fate))


def _rivals(article: NumberedArticle) -> Counter[tuple[str, str]]:
    """Count the different values of each unit near each word, and those of each noun."""
    values = {
        (quantity.unit, word, quantity.value)
        for quantity, context in zip(article.analysed.quantities, article.contexts, strict=True)
        for word in (context.near if quantity.unit else context.nouns)
    }
    return Counter((unit, word) for unit, word, _ in values)


def _score(a: _Number, b: _Number, rivals: tuple[_Rivals, _Rivals]) -> float:
    """Return how likely two numbers are of one thing: 0 is the bound."""
    features = _features(a, b, rivals)
    return weight("one_thing", "bias") + math.fsum(
        weight("one_thing", name) * value for name, value in features.items()
    )


def _features(a: _Number, b: _Number, rivals: tuple[_Rivals, _Rivals]) -> dict[str, float]:
    unit = a.quantity.unit
    near = a.context.near.keys() & b.context.near.keys()
    nouns = near if unit else set(a.context.nouns) & set(b.context.nouns) or near
    return {
        "ratio": math.log2(max(a.quantity.value, b.quantity.value) / min(a.quantity.value, b.quantity.value)),
        "late": math.log1p(a.quantity.sentence + b.quantity.sentence),
        "rivals": math.log2(min(max(1, rivals[0][unit, word] * rivals[1][unit, word]) for word in nouns)),
        "shared": min(len(a.words & b.words), 8),
        "fate": float(bool(a.context.fate) and a.context.fate == b.context.fate),
        "small": float(_is_small(a.quantity) and _is_small(b.quantity)),
        "other_names": float(not (a.context.names <= b.words and b.context.names <= a.words)),
        "near": min(2.0, math.fsum(1 / (a.context.near[word] + b.context.near[word]) for word in near)),
    }


def _best(a: AnalysedArticle, b: AnalysedArticle, found: list[_Candidate]) -> Iterator[NumberDifference]:
    """Yield the likeliest pair of values, then the likeliest of the rest, and so on."""
    used: set[tuple[str, str, float]] = set()
    for _, n, m in sorted(found, key=lambda one: (-one.score, one.a + one.b, abs(one.a - one.b))):
        ours, theirs = (
            ("a", a.quantities[n].unit, a.quantities[n].value),
            ("b", b.quantities[m].unit, b.quantities[m].value),
        )
        if used.isdisjoint((ours, theirs)):
            used |= {ours, theirs}
            noun = _noun(a.quantities[n], b.quantities[m])
            yield NumberDifference(n, m, _printed(a, n, noun), _printed(b, m, noun))


def _noun(a: Quantity, b: Quantity) -> str:
    """Return the nearest noun that both have, the nearest of A if they share only a word family."""
    family = word_families()
    theirs = {family.get(noun, noun) for noun in b.nouns}
    return next((noun for noun in a.nouns if family.get(noun, noun) in theirs), "")


def _printed(analysed: AnalysedArticle, n: int, noun: str) -> str:
    """Return the noun as the sentence prints it, the unit if there is none."""
    quantity = analysed.quantities[n]
    rest = analysed.sentences[quantity.sentence].text[quantity.end :]
    family = word_families()
    wanted = family.get(noun, noun)
    for token in tokens(rest):
        if family.get(token.term, token.term) == wanted:
            return rest[token.start : token.end]
    return quantity.unit
