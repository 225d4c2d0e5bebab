"""How much of a sentence is new to the other article: its words, names and numbers that the other does not have."""

from __future__ import annotations

import math
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from seedread.index.compare.terms import is_entity
from seedread.index.compare.wording_data import stem_set, threshold, word_families
from seedread.index.text.analysis import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from seedread.index.article import Article
    from seedread.index.compare.alignment import SentenceTerms
    from seedread.index.compare.comparison import Sentence
    from seedread.index.compare.terms import Term

__all__ = ["Novelty", "are_only_here", "by_importance", "new_names", "new_words", "novelties"]

_HEADLINE = 0.6
"""Share of capitalised words from which capitals tell no names."""
_FACTS = 2
"""How many new names and numbers make a sentence important; more do not make it more so."""

NewName: TypeAlias = "tuple[str, ...]"
"""The words of a name that the other article does not have."""


class Novelty(NamedTuple):
    """How much of a sentence is new to the other article."""

    share: float
    """Share of the weight of all its words, 0 to 1."""
    words: int
    """How many of its words are new, without function words and words of report."""


def new_words(own: Iterable[SentenceTerms], other: Iterable[SentenceTerms]) -> set[str]:
    """Return the words of one article that the other does not have, nor a word of their family."""
    family = word_families()
    known = {family.get(word, word) for words in other for word in words}
    return {word for words in own for word in words if family.get(word, word) not in known}


def novelties(
    own: Sequence[SentenceTerms], new: set[str], weights: Mapping[str, float], stops: frozenset[str]
) -> list[Novelty]:
    """Return the novelty of each sentence; `new` are the words that the other article does not have."""
    return [_novelty(words, new, weights, stops) for words in own]


def _novelty(words: SentenceTerms, new: set[str], weights: Mapping[str, float], stops: frozenset[str]) -> Novelty:
    found = [word for word in words if word in new]
    weight = math.fsum([weights[word] for word in found])
    total = math.fsum([weights[word] for word in words])
    return Novelty(weight / total if total else 0.0, sum(word not in stops for word in found))


def new_names(
    article: Article, sentences: Sequence[Sentence], terms: Sequence[Sequence[Term]], new: set[str]
) -> list[list[NewName]]:
    """Return for each sentence the names among the words `new` that the other article does not have.

    The article's own source is no news, and a title before a name is no name.
    """
    new = new - stem_set("speech", "titles") - stem_set("speech", "never_names")
    new -= {token.term for token in tokens(article.source or "")}
    capitals = [_capitals(sentence.text, own) for sentence, own in zip(sentences, terms, strict=True)]
    inside = {term.text for own, found in zip(terms, capitals, strict=True) for term in found if term is not own[0]}
    return [
        _runs(own, {term for term in found if term.text in inside and term.text in new})
        for own, found in zip(terms, capitals, strict=True)
    ]


def _capitals(text: str, terms: Sequence[Term]) -> list[Term]:
    """Return the terms that begin with a capital letter, none for a headline."""
    found = [term for term in terms if is_entity(term.text) or text[term.start].isupper()]
    return found if len(found) <= max(2, _HEADLINE * len(terms)) else []


def _runs(terms: Sequence[Term], names: set[Term]) -> list[NewName]:
    """Return each run of `names` among the terms of a sentence."""
    runs = groupby(terms, key=names.__contains__)
    return [tuple(term.text for term in run) for is_name, run in runs if is_name]


def are_only_here(own: Sequence[Novelty], names: Sequence[Sequence[NewName]]) -> set[int]:
    """Return the sentences of which the other article tells little.

    Most of their words are new, or fewer are if a new name that the article repeats is among them.
    """
    mentions = Counter(word for found in names for name in found for word in name)
    return {
        n
        for n, (new, found) in enumerate(zip(own, names, strict=True))
        if new.words >= threshold("only_words")
        and (
            new.share >= threshold("only")
            or (new.share >= threshold("only_named") and any(mentions[word] > 1 for name in found for word in name))
        )
    }


def by_importance(
    only: Iterable[int], names: Sequence[Sequence[NewName]], numbers: Mapping[int, int]
) -> tuple[int, ...]:
    """Return sentences by how many new names and numbers they have; of two with as many, the earlier one is first.

    News tells what is important first. `numbers` counts the new numbers of each sentence.
    """
    return tuple(sorted(only, key=lambda n: (-min(len(names[n]) + numbers.get(n, 0), _FACTS), n)))
