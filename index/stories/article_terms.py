"""The terms of articles with their weights: the words of many articles are counted and weighed at once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from seedread.index.stories.vocabulary import CAPITAL, DIGIT, SMALL

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from seedread.index.stories.rarity import Rarity
    from seedread.index.stories.vocabulary import Numbers, Vocabulary, Words

    Array: TypeAlias = NDArray[np.int64]
    Floats: TypeAlias = NDArray[np.float64]
    Flags: TypeAlias = NDArray[np.uint8]

__all__ = ["BEGINNING", "FACET", "NAME", "NUMBER", "TITLE", "ArticleTerms", "Terms", "WordsOf", "terms_of"]

_MAX_FREQUENCY = 200
"""The highest term frequency that is counted."""
_BEGINNING = 60
"""Words of the body that, with the title, are the beginning."""
_LOGS = np.array([0.0, *(1 + math.log(times) for times in range(1, _MAX_FREQUENCY + 1))])

BEGINNING, TITLE, NAME, NUMBER, FACET, _CAPITAL, _SMALL = (1 << n for n in range(7))
"""What is known of a term of an article: it is among the first words; in the title; written with a capital only, or a
leader or country; begins with a digit; is a leader or country, and no word."""

_FLAG_BITS, _STEM_BITS = 8, 32


class Terms(NamedTuple):
    """The terms of an article, by ascending numbers, with what is known of each. No function words."""

    numbers: Numbers
    flags: Flags
    rarities: Floats
    weights: Floats
    """(1 + log tf) · rarity of each word (Salton and Buckley 1988), as a vector of length 1; 0 of a facet's value."""
    beginning: Floats
    """Rarity of each word of the title and the first words of the body, as a vector of length 1; 0 of others."""

    def part(self, first: int, last: int) -> Terms:
        """Return the terms from one place to another, as views."""
        span = slice(first, last)
        return Terms(
            self.numbers[span], self.flags[span], self.rarities[span], self.weights[span], self.beginning[span]
        )


class ArticleTerms(NamedTuple):
    """What is counted of one article."""

    terms: Terms
    length: int
    """Words of title and body."""
    digits: float
    """Share of the body's words that are numbers."""


class WordsOf(NamedTuple):
    """The words of several articles."""

    title: str
    body: str
    language: str | None
    names: Collection[tuple[str, str]]
    """Facet and value of its leaders and countries."""


def terms_of(articles: Sequence[WordsOf], vocabulary: Vocabulary, rarity: Rarity) -> list[ArticleTerms]:
    """Return the terms of each article."""
    languages = [article.language for article in articles]
    titles = vocabulary.words([article.title for article in articles], languages)
    bodies = vocabulary.words([article.body for article in articles], languages)
    counted = _Counted(articles, titles, bodies, vocabulary)
    every = counted.weighed(rarity)
    bounds = np.searchsorted(counted.articles, np.arange(len(articles) + 1)).tolist()
    title_lengths, lengths = (np.bincount(words.texts, minlength=len(articles)) for words in (titles, bodies))
    digits = np.bincount(bodies.texts[bodies.begins == DIGIT], minlength=len(articles)) / np.maximum(1, lengths)
    return [
        ArticleTerms(every.part(bounds[n], bounds[n + 1]), length, share)
        for n, (length, share) in enumerate(zip((title_lengths + lengths).tolist(), digits.tolist(), strict=True))
    ]


class _Counted:
    """Counts how often each term occurs in each article, and joins what is known of its occurrences."""

    def __init__(self, articles: Sequence[WordsOf], titles: Words, bodies: Words, vocabulary: Vocabulary) -> None:
        self._articles_read = articles
        self._vocabulary = vocabulary
        named = [(n, vocabulary.number(":".join(name))) for n, one in enumerate(articles) for name in one.names]
        places, names = np.array(named, np.int64).reshape(-1, 2).T
        occurrences = np.concatenate(
            [
                _packed(titles.texts, titles.stems, _known_of_title(titles)),
                _packed(bodies.texts, bodies.stems, _known_of_body(bodies, len(articles))),
                _packed(places, names, np.full(len(names), FACET, np.uint8)),
            ]
        )
        occurrences.sort()
        terms = occurrences >> _FLAG_BITS
        starts = np.flatnonzero(np.diff(terms, prepend=-1))
        flags = np.bitwise_or.reduceat(occurrences.astype(np.uint8), starts) if len(starts) else _NO_FLAGS
        kept = ~self._are_stops(terms[starts], flags)
        self.counts = np.diff(starts, append=len(terms))[kept]
        self.articles, self.numbers = _unpacked(terms[starts][kept])
        self.flags = self._flags(flags[kept])

    def _are_stops(self, terms: Array, flags: Flags) -> NDArray[np.bool_]:
        """Tell which terms are function words of the language of their article."""
        articles, numbers = _unpacked(terms)
        found = np.zeros(len(terms), bool)
        for language, mine in self._by_language(articles):
            found |= mine & self._vocabulary.are_stops(numbers, language)
        found &= (flags & FACET) == 0
        return found

    def _by_language(self, articles: Array) -> list[tuple[str | None, NDArray[np.bool_]]]:
        """Return for each language which of `articles`, given by their places, are in it."""
        languages = [article.language for article in self._articles_read]
        return [
            (language, np.array([one == language for one in languages], bool)[articles])
            for language in dict.fromkeys(languages)
        ]

    def _flags(self, flags: Flags) -> Flags:
        """Return what is known of each term from what its occurrences have."""
        names = ((flags & (_CAPITAL | _SMALL)) == _CAPITAL) | ((flags & FACET) > 0)
        numerals = self._vocabulary.are_numerals(self.numbers)
        kept = flags & np.uint8(BEGINNING | TITLE | FACET)
        result: Flags = (kept | np.where(names, NAME, 0) | np.where(numerals, NUMBER, 0)).astype(np.uint8)
        return result

    def weighed(self, rarity: Rarity) -> Terms:
        """Return the terms of all articles with their weights."""
        facets = (self.flags & FACET) > 0
        rarities = np.zeros(len(self.numbers))
        for language, mine in self._by_language(self.articles):
            words = mine & ~facets
            rarities[words] = rarity.words(self.numbers[words], language)
        values = np.where(facets, 0.0, _LOGS[np.minimum(self.counts, _MAX_FREQUENCY)] * rarities)
        weights = self._units(values)
        beginning = self._units(np.where((self.flags & BEGINNING) > 0, rarities, 0.0))
        named = {self._vocabulary.number(":".join(name)): rarity.name(*name)
                 for article in self._articles_read for name in article.names}  # fmt: skip
        rarities[facets] = [named[number] for number in self.numbers[facets].tolist()]
        return Terms(self.numbers, self.flags, rarities, weights, beginning)

    def _units(self, weights: Floats) -> Floats:
        """Return weights as a vector of length 1 for each article."""
        squares = np.bincount(self.articles, weights * weights, len(self._articles_read))
        lengths = np.sqrt(squares)
        lengths[lengths == 0] = 1.0
        found: Floats = weights / lengths[self.articles]
        return found


_NO_FLAGS: Flags = np.zeros(0, np.uint8)


def _packed(articles: Array, stems: NDArray[np.signedinteger], flags: Flags) -> Array:
    """Return occurrences as numbers that sort by article and term, and end in what is known of them."""
    packed: Array = (articles << (_STEM_BITS + _FLAG_BITS)) | (stems.astype(np.int64) << _FLAG_BITS) | flags
    return packed


def _unpacked(terms: Array) -> tuple[Array, Numbers]:
    """Return article and stem of each term."""
    return terms >> _STEM_BITS, (terms & ((1 << _STEM_BITS) - 1)).astype(np.int32)


def _known_of_title(words: Words) -> Flags:
    """Return what is known of each word of titles."""
    return (TITLE | BEGINNING | np.where(words.begins == CAPITAL, _CAPITAL, 0)).astype(np.uint8)


def _known_of_body(words: Words, texts: int) -> Flags:
    """Return what is known of each word of so many bodies."""
    starts = np.searchsorted(words.texts, np.arange(texts))
    places = np.arange(len(words.texts)) - starts[words.texts]
    known = np.where(words.begins == CAPITAL, _CAPITAL, np.where(words.begins == SMALL, _SMALL, 0))
    return (known | np.where(places < _BEGINNING, BEGINNING, 0)).astype(np.uint8)
