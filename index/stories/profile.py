"""What is compared of an article: its words, how it begins, names, numbers, date, source and kind."""

from __future__ import annotations

import math
from collections import Counter, OrderedDict
from dataclasses import dataclass
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.cleaning.language import stop_words
from seedread.index.stories.article_kind import kind_of, title_template
from seedread.index.stories.character_pairs import with_pairs
from seedread.index.stories.rarity import Rarity
from seedread.index.text.analysis import find_words, fold, fold_word, stem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

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
_TOGETHER = 32
"""Articles whose words are looked up at once."""
_WRITTEN_SIZE = 200_000
"""Printed words whose stem is cached."""


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
            made = self._remember(self._read(number))
        else:
            self._made.move_to_end(number)
        return made

    def each(self, numbers: Iterable[int]) -> Iterator[Profile]:
        """Yield the profiles of many documents; the rarities of their words are looked up for some at a time."""
        rest = iter(numbers)
        while some := [self._read(number) for number in islice(rest, _TOGETHER)]:
            for language in {one.article.language for one in some}:
                words = {word for one in some if one.article.language == language for word in one.counts}
                self._rarity.words(words, language)
            yield from map(self._remember, some)

    def _remember(self, read: _Read) -> Profile:
        row = self.reader.row(read.article.number)
        names = [(facet, value) for facet in _NAMES for value in row.values(facet)]
        made = self._made[read.article.number] = _profile(read, self._rarity, names)
        if len(self._made) > self._remembered:
            self._made.popitem(last=False)
        return made

    def _read(self, number: int) -> _Read:
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
        return _read(article)

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
    return _profile(_read(_Described(*own, minute, article.url)), rarity, names)


class _Read(NamedTuple):
    """The words of an article, before their rarities are looked up."""

    article: _Described
    counts: Mapping[str, int]
    """How often each stem occurs; no function words."""
    title: Sequence[str]
    beginning: Collection[str]
    capitals: Collection[str]
    """The stems that are written with a capital only."""
    digits: float
    length: int
    template: str


def _read(article: _Described) -> _Read:
    printed_title = _words(article.title, article.language) if article.titled else []
    printed_body = _words(article.body[:_MAX_CHARACTERS], article.language)
    title = [_written[word][0] for word in printed_title]
    counts, capitals, digits = _counted(Counter(printed_body), printed_title)
    for word in stop_stems(article.language) & counts.keys():
        del counts[word]
    return _Read(
        article,
        counts,
        title,
        {*title, *(_written[word][0] for word in printed_body[:_BEGINNING])} & counts.keys(),
        capitals & counts.keys(),
        digits / max(1, len(printed_body)),
        len(printed_title) + len(printed_body),
        title_template(map(fold_word, printed_title)),
    )


def _profile(read: _Read, rarity: Rarity, named: Iterable[tuple[str, str]]) -> Profile:
    article, counts, title = read.article, read.counts, read.title
    rarities = rarity.words(counts, article.language)
    names = {word: rarities[word] for word in read.capitals}
    names |= {f"{facet}:{value}": rarity.name(facet, value) for facet, value in named}
    return Profile(
        article.number,
        article.id,
        article.title,
        article.source,
        article.minute,
        kind_of(article.title if article.titled else "", article.url),
        _unit({word: _log(count) * rarities[word] for word, count in counts.items()}),
        _unit({word: rarities[word] for word in read.beginning}),
        rarities,
        names,
        read.template,
        frozenset(word for word in title if word in names),
        frozenset(word for word in title if word[0].isdigit()),
        frozenset(word for word in counts if word[0].isdigit()),
        read.digits,
        read.length,
    )


def _words(text: str, language: str | None) -> list[str]:
    words = find_words(text)
    return list(with_pairs(words)) if language in _IN_PAIRS else words


def _counted(body: Mapping[str, int], title: Iterable[str]) -> tuple[dict[str, int], set[str], int]:
    """Return how often each stem occurs, the stems that never begin with a small letter, and how many are numbers."""
    counts: dict[str, int] = {}
    capitals, small, digits = set[str](), set[str](), 0
    for word, count in body.items():
        term, first = _written[word]
        counts[term] = counts.get(term, 0) + count
        if first == _SMALL:
            small.add(term)
        elif first == _DIGIT:
            digits += count
        elif first == _CAPITAL:
            capitals.add(term)
    for word in title:
        term, first = _written[word]
        counts[term] = counts.get(term, 0) + 1
        if first == _CAPITAL:
            capitals.add(term)
    return counts, capitals - small, digits


_SMALL, _DIGIT, _CAPITAL, _OTHER = range(4)
"""What a word begins with; scripts without capitals do not mark names."""


class _Written(dict[str, tuple[str, int]]):
    """The stem of each printed word, and what it begins with; cleared when it is full."""

    def __missing__(self, word: str) -> tuple[str, int]:
        if len(self) > _WRITTEN_SIZE:
            self.clear()
        first = word[0]
        begins = _SMALL if first.islower() else _DIGIT if first.isdigit() else _CAPITAL if first.isupper() else _OTHER
        self[word] = found = stem(fold_word(word)), begins
        return found


_written = _Written()


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
    return dict(sorted(profile.weights.items(), key=itemgetter(1, 0), reverse=True)[:count])
