"""What an article says about each of its numbers: the words near it, what it counts, and the fate of people."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.compare.terms import is_entity
from seedread.index.compare.wording_data import phrases, stem_set, threshold, word_families, word_set
from seedread.index.text.analysis import fold, stem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedread.index.compare.comparison import AnalysedArticle, Quantity
    from seedread.index.compare.terms import Term

__all__ = ["NumberContext", "NumberedArticle", "numbered_article"]

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b(?![.,]\d)")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]+")
_AGE = re.compile(r"[ -]+years?[ -]+olds?\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;]|\band\b")
"""Between a verb and a number that belongs to the next verb: one was killed, and 40 were hurt."""
_LOOK = 12
"""Characters beside a number in which a word says that it is the rest of a whole."""
_WORD = re.compile(r"[a-z]+")
_BESIDE = 30
"""Characters beside a number in which a word says whether it rose."""
_PLACES = 6
"""How many words after a number may name its place."""


class NumberContext(NamedTuple):
    """What a sentence says about one of its numbers; every word by its word family."""

    near: dict[str, int]
    """The content words next to it, and how many content words away each is; 1 is the nearest."""
    nouns: tuple[str, ...]
    """The words that may name what is counted, nearest first."""
    people: bool
    """Whether it counts people of any kind: 12 people, 12 dead, 12 Americans."""
    fate: str
    """What happened to those counted: killed, hurt, arrested; empty if the sentence does not say."""
    names: frozenset[str]
    """The names next to it."""
    following_names: frozenset[str]
    """The names shortly after it, which often say where or whose it is."""
    forecast: bool
    """Whether somebody expected it."""
    age: bool
    """Whether it is somebody's age."""
    relative: bool
    """Whether it counts only the rest of a whole: three other ministers, another 40."""
    directions: frozenset[str]
    """Whether the words beside it tell of a rise or a fall: "rises", "falls", both or neither."""


class Periods(NamedTuple):
    """The months, by their first three letters, and the years that a sentence names."""

    months: frozenset[str]
    years: frozenset[str]


@dataclass(frozen=True, slots=True)
class NumberedArticle:
    """An article with what it says about each of its numbers."""

    analysed: AnalysedArticle
    contexts: Sequence[NumberContext]
    """One for each of the article's quantities."""
    words: Mapping[int, frozenset[str]]
    """The content words of each sentence with a quantity, by word family."""
    names: Mapping[int, frozenset[str]]
    """The names in each sentence with a quantity, by word family."""
    periods: Mapping[int, Periods]
    """The months and years that each sentence with a quantity names."""
    vocabulary: frozenset[str]
    """All words of the article, by word family."""


def numbered_article(
    analysed: AnalysedArticle, terms: Sequence[Sequence[Term]], stops: frozenset[str]
) -> NumberedArticle:
    """Return an article with the context of its quantities; `terms` has those of each sentence."""
    quantities: dict[int, list[Quantity]] = {}
    for quantity in analysed.quantities:
        quantities.setdefault(quantity.sentence, []).append(quantity)
    contexts = [
        context
        for sentence, found in quantities.items()
        for context in _contexts(analysed.sentences[sentence].text, found, terms[sentence], stops)
    ]
    words = {n: frozenset(_family(term.text) for term in terms[n] if term.text not in stops) for n in quantities}
    names = {n: _names(analysed.sentences[n].text, terms[n]) for n in quantities}
    vocabulary = frozenset(_family(term.text) for own in terms for term in own)
    periods = {n: _periods(analysed.sentences[n].text) for n in quantities}
    return NumberedArticle(analysed, contexts, words, names, periods, vocabulary)


def _periods(text: str) -> Periods:
    months = {word[:3].lower() for word in _CAPITALISED.findall(text) if word.lower() in word_set("numbers", "months")}
    return Periods(frozenset(months), frozenset(_YEAR.findall(text)))


def _names(text: str, terms: Sequence[Term]) -> frozenset[str]:
    """Return the names in a sentence; its first word is one if the second begins with a capital too."""
    named = [_is_name(text, term) for term in terms]
    if len(terms) > 1 and named[1] and text[terms[0].start].isupper() and terms[0].text not in _no_names():
        named[0] = True
    return frozenset(_family(term.text) for term, is_name in zip(terms, named, strict=True) if is_name)


def _contexts(
    text: str, quantities: Sequence[Quantity], terms: Sequence[Term], stops: frozenset[str]
) -> list[NumberContext]:
    """Return the contexts of the quantities of one sentence."""
    content = _content(quantities, terms, stops)
    starts = [term.start for term in terms]
    content_starts = [term.start for term in content]
    found = []
    for quantity in quantities:
        at = bisect_left(content_starts, quantity.start)
        after = terms[bisect_left(starts, quantity.end) :][:_PLACES]
        found.append(_context(text, quantity, content, at, after))
    return found


def _content(quantities: Sequence[Quantity], terms: Sequence[Term], stops: frozenset[str]) -> list[Term]:
    """Return the terms that are no function words, no part of a number, and none that makes one inexact."""
    light = stops | _hedge_stems()
    found = []
    n = 0
    for term in terms:
        while n < len(quantities) and quantities[n].end <= term.start:
            n += 1
        inside = n < len(quantities) and quantities[n].start < term.end
        if not inside and term.text not in light and not term.text[0].isdigit():
            found.append(term)
    return found


def _context(text: str, quantity: Quantity, content: Sequence[Term], at: int, after: Sequence[Term]) -> NumberContext:
    """Return the context of a quantity before the content term number `at`; `after` are all terms soon after it."""
    reach = int(threshold("number_window"))
    sides = (content[max(0, at - reach) : at][::-1], content[at : at + reach])
    before, following = ([_family(term.text) for term in side] for side in sides)
    nouns = tuple(map(_family, quantity.nouns))
    near = _distances(before, following)
    clause_begins = bool(sides[0]) and _CLAUSE.search(text, sides[0][0].end, quantity.start) is not None
    return NumberContext(
        near=near,
        nouns=nouns,
        people=_counts_people(nouns, after),
        fate=_fate(nouns, before, following, clause_begins=clause_begins),
        names=frozenset(_family(term.text) for side in sides for term in side if _is_name(text, term)),
        following_names=frozenset(
            _family(term.text) for term in after if is_entity(term.text) or text[term.start].isupper()
        ),
        forecast=not near.keys().isdisjoint(_families("forecasts")),
        age=_AGE.match(text, quantity.end) is not None,
        relative=_is_relative(text, quantity, nouns),
        directions=_directions(text, quantity),
    )


def _directions(text: str, quantity: Quantity) -> frozenset[str]:
    beside = text[max(0, quantity.start - _BESIDE) : quantity.end + _BESIDE].lower()
    words = set(_WORD.findall(beside))
    return frozenset(name for name in ("rises", "falls") if not words.isdisjoint(word_set("numbers", name)))


def _distances(*sides: Sequence[str]) -> dict[str, int]:
    """Return how far each word is from the number between two sides, which are nearest first."""
    near: dict[str, int] = {}
    for side in sides:
        for distance, word in enumerate(side, 1):
            near[word] = min(distance, near.get(word, distance))
    return near


def _is_name(text: str, term: Term) -> bool:
    """Whether a word is a name: not the first of its sentence, no day and no title."""
    if is_entity(term.text):
        return True
    return term.start > 0 and text[term.start].isupper() and term.text not in _no_names()


@cache
def _no_names() -> frozenset[str]:
    return stem_set("speech", "never_names") | stem_set("speech", "titles")


def _family(term: str) -> str:
    return word_families().get(term, term)


@cache
def _families(name: str) -> frozenset[str]:
    """Return a word list of the section [numbers] as word families."""
    return frozenset(map(_family, stem_set("numbers", name)))


@cache
def _hedge_stems() -> frozenset[str]:
    return frozenset(stem(fold(word)) for phrase in phrases("numbers", "hedges") for word in phrase.split())


def _counts_people(nouns: Sequence[str], after: Sequence[Term]) -> bool:
    if not nouns:
        return False
    fates = _families("fates")
    if nouns[0] in _families("people") or nouns[0] in fates:
        return True
    return bool(after) and is_entity(after[0].text) and (len(nouns) == 1 or nouns[1] in fates)


def _fate(nouns: Sequence[str], before: Sequence[str], after: Sequence[str], *, clause_begins: bool) -> str:
    """Return the nearest word for what happened to people; of two as near, the one that follows the number.

    `before` and `after` are the words next to the number, nearest first. If a clause begins in between, the ones before
    it count only where none follows.
    """
    fates = _families("fates")
    if nouns and nouns[0] in fates:
        return nouns[0]
    sides = (after,) if clause_begins and not fates.isdisjoint(after) else (after, before)
    ranked = [(n, side, word) for side, words in enumerate(sides) for n, word in enumerate(words)]
    return min((one for one in ranked if one[2] in fates), default=(0, 0, ""))[2]


def _is_relative(text: str, quantity: Quantity, nouns: Sequence[str]) -> bool:
    """Whether a number counts what comes on top of another number."""
    rest = word_set("numbers", "rest")
    before = text[max(0, quantity.start - _LOOK) : quantity.start].lower().split()
    after = text[quantity.end : quantity.end + _LOOK].lower()
    if (before and before[-1] in rest) or after.startswith(tuple(f" {word} " for word in rest)):
        return True
    return len(nouns) > 1 and nouns[0] in _families("rest")
