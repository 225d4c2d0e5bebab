"""What is compared of an article: its words, how it begins, names, numbers, date, source and kind."""

from __future__ import annotations

import math
from collections import Counter, OrderedDict
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.cleaning.language import stop_words
from seedread.index.stories.article_kind import kind_of, title_template
from seedread.index.stories.character_pairs import with_pairs
from seedread.index.stories.rarity import Rarity
from seedread.index.text.analysis import find_words, fold, fold_word, stem, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from seedread.index.article import Article
    from seedread.index.engines import Reader
    from seedread.index.stories.article_kind import ArticleKind

__all__ = ["Profile", "Profiles", "heaviest", "profile_of", "stop_stems"]

_MAX_CHARACTERS = 8_000
"""Characters of a body that are used: later text is rarely news."""
_MAX_FREQUENCY = 200
"""The highest term frequency that is counted."""
_BEGINNING = 60
"""Words of the body that, with the title, are the beginning."""
_NAMES = ("leader", "country")
_IN_PAIRS = frozenset(("zh", "ja"))
"""Languages whose words are compared as pairs of characters."""
_CACHE_SIZE = 4000
"""Profiles cached: those of the days being processed."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The features of one article that are compared. A word is a stem, or a pair of characters; no function words."""

    number: int
    """Document of the generation; -1 outside a library."""
    id: str
    title: str
    source: str | None
    minute: int | None
    kind: ArticleKind | None
    weights: Mapping[str, float]
    """(1 + log tf) · rarity of each word (Salton and Buckley 1988), as a vector of length 1."""
    beginning: Mapping[str, float]
    """Rarity of each word of the title and the first words of the body, as a vector of length 1."""
    rarities: Mapping[str, float]
    """Of every word of the library that was looked up, these included."""
    names: Mapping[str, float]
    """Rarity of each word that is written with a capital only, and of each leader and country."""
    template: str
    """The title without what changes from day to day; empty if that says nothing."""
    title_names: frozenset[str]
    title_numbers: frozenset[str]
    numbers: frozenset[str]
    """The numbers in the body."""
    digits: float
    """Share of the body's words that are numbers, to recognize tables."""
    length: int
    """Words of title and body."""


class Profiles:
    """Builds the profiles of one generation and caches the latest."""

    def __init__(self, reader: Reader, remembered: int = _CACHE_SIZE) -> None:
        self.reader = reader
        self._rarity = Rarity(reader)
        self._remembered = remembered
        self._made: OrderedDict[int, Profile] = OrderedDict()

    def of(self, number: int) -> Profile:
        """Return the profile of a document."""
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = self._of(number)
            if len(self._made) > self._remembered:
                self._made.popitem(last=False)
        else:
            self._made.move_to_end(number)
        return made

    def _of(self, number: int) -> Profile:
        row, kept = self.reader.row(number), self.reader.kept(number)
        article = _Described(
            number,
            kept.id,
            kept.title,
            row.titled,
            kept.body,
            next(iter(row.values("source")), None),
            next(iter(row.values("language")), None),
            self.reader.minute(number),
            kept.record.get("url"),
        )
        return _profile(article, self._rarity, [(facet, value) for facet in _NAMES for value in row.values(facet)])

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


def profile_of(article: Article, rarity: Rarity) -> Profile:
    """Return the profile of an article that need not be in a library."""
    names = [*(("leader", one.id) for one in article.leaders), *(("country", one.code) for one in article.countries)]
    minute = article.published.minute if article.published else None
    own = (-1, article.id, article.title, not article.title_is_lead, article.body, article.source, article.language)
    return _profile(_Described(*own, minute, article.url), rarity, names)


def _profile(article: _Described, rarity: Rarity, named: Iterable[tuple[str, str]]) -> Profile:
    printed_title = _words(article.title, article.language) if article.titled else []
    printed_body = _words(article.body[:_MAX_CHARACTERS], article.language)
    title = stems(map(fold_word, printed_title))
    counts, capitals, digits = _counted(Counter(printed_body), printed_title)
    for word in stop_stems(article.language) & counts.keys():
        del counts[word]
    rarities = rarity.words(counts, article.language)
    beginning = {*title, *stems(map(fold_word, printed_body[:_BEGINNING]))} & counts.keys()
    names = {word: rarities[word] for word in capitals & counts.keys()}
    names |= {f"{facet}:{value}": rarity.name(facet, value) for facet, value in named}
    return Profile(
        article.number,
        article.id,
        article.title,
        article.source,
        article.minute,
        kind_of(article.title if article.titled else "", article.url),
        _unit({word: _log(count) * rarities[word] for word, count in counts.items()}),
        _unit({word: rarities[word] for word in beginning}),
        rarities,
        names,
        title_template(map(fold_word, printed_title)),
        frozenset(word for word in title if word in names),
        frozenset(word for word in title if word[0].isdigit()),
        frozenset(word for word in counts if word[0].isdigit()),
        digits / max(1, len(printed_body)),
        len(printed_title) + len(printed_body),
    )


def _words(text: str, language: str | None) -> list[str]:
    words = find_words(text)
    return list(with_pairs(words)) if language in _IN_PAIRS else words


def _counted(body: Mapping[str, int], title: Iterable[str]) -> tuple[dict[str, int], set[str], int]:
    """Return how often each stem occurs, the stems that never begin with a small letter, and how many are numbers."""
    counts: dict[str, int] = {}
    capitals, small, digits = set[str](), set[str](), 0
    for word, count in body.items():
        term = stem(fold_word(word))
        counts[term] = counts.get(term, 0) + count
        first = word[0]
        if first.islower():
            small.add(term)
        elif first.isdigit():
            digits += count
        elif first.isupper():  # scripts without capitals do not mark names
            capitals.add(term)
    for word in title:
        term = stem(fold_word(word))
        counts[term] = counts.get(term, 0) + 1
        if word[0].isupper():
            capitals.add(term)
    return counts, capitals - small, digits


def _unit(weights: dict[str, float]) -> dict[str, float]:
    length = math.hypot(*weights.values()) or 1.0
    return {word: weight / length for word, weight in weights.items()}


class _Logs(dict[int, float]):
    """1 + log n, cached."""

    def __missing__(self, times: int) -> float:
        self[times] = found = 1 + math.log(min(times, _MAX_FREQUENCY))
        return found


_log = _Logs().__getitem__


@cache
def stop_stems(language: str | None) -> frozenset[str]:
    """Return the stems of the function words of a language; English if it is unknown."""
    return frozenset(stem(fold(word)) for word in stop_words(language or "en") or stop_words("en"))


def heaviest(profile: Profile, count: int) -> dict[str, float]:
    """Return the `count` heaviest words of an article with their weights, the heaviest first."""
    return dict(nlargest(count, profile.weights.items(), key=itemgetter(1, 0)))
