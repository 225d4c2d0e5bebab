"""What is compared of an article: its words, how it begins, names, numbers, date, source and kind."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from seedread.index.stories.article_kind import kind_of, title_template
from seedread.index.stories.article_terms import NAME, NUMBER, TITLE, WordsOf, terms_of
from seedread.index.stories.rarity import Rarity
from seedread.index.stories.vocabulary import Vocabulary, printed_words
from seedread.index.text.analysis import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seedread.index.article import Article
    from seedread.index.engines import Reader
    from seedread.index.stories.article_kind import ArticleKind
    from seedread.index.stories.article_terms import ArticleTerms, Terms

__all__ = ["Profile", "Profiles", "profiles_of"]

_MAX_CHARACTERS = 8_000
"""Characters of a body that are used: later text is rarely news."""
_NAMES = ("leader", "country")
_CACHE_SIZE = 4000
"""Profiles cached: those of the days being processed."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The features of one article that are compared."""

    number: int
    """Document of the generation; -1 outside a library."""
    id: str
    title: str
    source: str | None
    minute: int | None
    kind: ArticleKind | None
    template: str
    """The title without what changes from day to day; empty if that says nothing."""
    terms: Terms
    """Its words, leaders and countries, in numbers of the vocabulary."""
    numbers: int
    """How many numbers it has."""
    names_title: bool
    """Whether the title has names,"""
    numbers_title: bool
    """and whether it has numbers."""
    digits: float
    """Share of the body's words that are numbers, to recognize tables."""
    length: int
    """Words of title and body."""


class Profiles:
    """Builds the profiles of one generation and caches the latest."""

    def __init__(self, reader: Reader, remembered: int = _CACHE_SIZE) -> None:
        self.reader = reader
        self._remembered = remembered
        self._begin()

    def _begin(self) -> None:
        self.vocabulary = Vocabulary()
        self._rarity = Rarity(self.reader, self.vocabulary)
        self._made: OrderedDict[int, Profile] = OrderedDict()

    def renew(self) -> bool:
        """Begin a new vocabulary if the present one is full; tell whether earlier profiles are void."""
        if not self.vocabulary.is_full:
            return False
        self._begin()
        return True

    def of(self, number: int) -> Profile:
        """Return the profile of a document."""
        return self.of_each([number])[0]

    def of_each(self, numbers: Sequence[int]) -> list[Profile]:
        """Return the profiles of documents."""
        missing = [number for number in dict.fromkeys(numbers) if number not in self._made]
        read = {profile.number: profile for profile in self._read(missing)}
        for number in numbers:
            if number not in read:
                self._made.move_to_end(number)
        found = [read.get(number) or self._made[number] for number in numbers]
        self._made.update(read)
        while len(self._made) > self._remembered:
            self._made.popitem(last=False)
        return found

    def _read(self, numbers: Sequence[int]) -> list[Profile]:
        return _profiles([self._described(number) for number in numbers], self.vocabulary, self._rarity)

    def _described(self, number: int) -> _Described:
        row, kept = self.reader.row(number), self.reader.kept(number)
        return _Described(
            number,
            kept.id,
            kept.title,
            row.titled,
            kept.body,
            next(iter(row.values("source")), None),
            next(iter(row.values("language")), None),
            self.reader.minute(number),
            kept.record.get("url"),
            [(facet, value) for facet in _NAMES for value in row.values(facet)],
        )

    def paragraphs(self, profile: Profile) -> list[str]:
        """Return the paragraphs of an article's body."""
        return self.reader.row(profile.number).body.split("\n")


class _Described(NamedTuple):
    """An article, in a library or not."""

    number: int
    id: str
    title: str
    titled: bool
    body: str
    source: str | None
    language: str | None
    minute: int | None
    url: str | None
    names: Sequence[tuple[str, str]]
    """Facet and value of its leaders and countries."""

    @property
    def own_title(self) -> str:
        """The title, if it is not just the beginning of the body."""
        return self.title if self.titled else ""


def profiles_of(articles: Iterable[Article], vocabulary: Vocabulary, reader: Reader | None) -> list[Profile]:
    """Return the profiles of articles that need not be in a library."""
    return _profiles([_described(article) for article in articles], vocabulary, Rarity(reader, vocabulary))


def _described(article: Article) -> _Described:
    names = [*(("leader", one.id) for one in article.leaders), *(("country", one.code) for one in article.countries)]
    minute = article.published.minute if article.published else None
    own = (-1, article.id, article.title, not article.title_is_lead, article.body, article.source, article.language)
    return _Described(*own, minute, article.url, names)


def _profiles(articles: Sequence[_Described], vocabulary: Vocabulary, rarity: Rarity) -> list[Profile]:
    read = [WordsOf(one.own_title, one.body[:_MAX_CHARACTERS], one.language, one.names) for one in articles]
    return list(map(_profile, articles, terms_of(read, vocabulary, rarity)))


def _profile(article: _Described, counted: ArticleTerms) -> Profile:
    flags = counted.terms.flags
    in_title = flags[(flags & TITLE) > 0]
    return Profile(
        article.number,
        article.id,
        article.title,
        article.source,
        article.minute,
        kind_of(article.own_title, article.url),
        title_template(map(fold_word, printed_words(article.own_title, article.language))),
        counted.terms,
        int(np.count_nonzero(flags & NUMBER)),
        bool((in_title & NAME).any()),
        bool((in_title & NUMBER).any()),
        counted.digits,
        counted.length,
    )
