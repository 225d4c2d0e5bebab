"""The similarity of two articles: their words, the leaders and countries they name, and their dates.

Words and names are compared separately, as in Kumaran and Allan, Text classification and named entities for new event
detection (SIGIR 2004): articles about one event share both, articles on one topic only the words.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.stories.bounds import bounds
from seedread.index.stories.idf import IdfTable
from seedread.index.stories.vectors import Vector, cosine, to_vector

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.article import Article
    from seedread.index.engines import Reader

__all__ = ["Profile", "Profiles", "Similarity", "profile_of", "similarity_between"]

_DAY = 1440
_NAMES = ("leader", "country")
_CACHE_SIZE = 4000
"""Profiles cached: those of the days being processed."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The features of one article that are compared."""

    number: int
    """Document of the generation."""
    id: str
    title: str
    source: str | None
    minute: int | None
    vector: Vector
    names: Mapping[tuple[str, str], float]
    """Weight of every leader and country, by facet and value."""


@dataclass(frozen=True, slots=True)
class Similarity:
    """The similarity of two articles, feature by feature."""

    words: float
    """Cosine of their words."""
    names: float | None
    """Cosine of their leaders and countries; None if one of them names none."""
    leaders: int
    """Leaders that both name."""
    title: int
    """Rare words that both have in their titles."""
    days: int | None
    """Days between them; None where one has no date."""

    @property
    def likeness(self) -> float:
        """One score to sort by, 0 to 1: the geometric mean of both cosines, lower if they are days apart."""
        mixed = self.words if self.names is None else math.sqrt(self.words * self.names)
        limits = bounds("candidates")
        return mixed * (limits["far"] if self.days is not None and self.days > limits["days"] else 1.0)


class Profiles:
    """Builds the profiles of one generation and caches the latest."""

    def __init__(self, reader: Reader, remembered: int = _CACHE_SIZE) -> None:
        self.reader = reader
        self._counts = IdfTable(reader)
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
        row = self.reader.row(number)
        return Profile(
            number,
            row.id,
            row.title,
            next(iter(row.values("source")), None),
            self.reader.minute(number),
            to_vector(
                row.title if row.titled else "", row.body, next(iter(row.values("language")), None), self._counts
            ),
            {(facet, value): self._counts.name(facet, value) for facet in _NAMES for value in row.values(facet)},
        )

    def by_id(self, article_id: str) -> Profile | None:
        """Return the profile of an article; None if it was removed."""
        number = self.reader.document(article_id)
        return None if number is None else self.of(number)

    def paragraphs(self, profile: Profile) -> list[str]:
        """Return the paragraphs of an article's body."""
        return self.reader.row(profile.number).body.split("\n")

    @property
    def rare(self) -> float:
        """The IDF from which a word counts as rare."""
        return self._counts.rare


def profile_of(article: Article, counts: IdfTable) -> Profile:
    """Return the profile of an article that need not be in a library."""
    names = [*(("leader", one.id) for one in article.leaders), *(("country", one.code) for one in article.countries)]
    return Profile(
        -1,
        article.id,
        article.title,
        article.source,
        article.published.minute if article.published else None,
        to_vector("" if article.title_is_lead else article.title, article.body, article.language, counts),
        {(facet, value): counts.name(facet, value) for facet, value in names},
    )


def similarity_between(a: Profile, b: Profile, rare: float) -> Similarity:
    """Return the similarity of two articles; `rare` is the IDF from which a word counts as rare."""
    days = None if a.minute is None or b.minute is None else abs(a.minute // _DAY - b.minute // _DAY)
    title = sum(1 for term in a.vector.title & b.vector.title if a.vector.rarities.get(term, 0.0) >= rare)
    leaders = sum(1 for name in a.names.keys() & b.names.keys() if name[0] == "leader")
    return Similarity(cosine(a.vector, b.vector), _names(a.names, b.names), leaders, title, days)


def _names(a: Mapping[tuple[str, str], float], b: Mapping[tuple[str, str], float]) -> float | None:
    if not a or not b:
        return None
    shared = math.fsum(a[name] * b[name] for name in a.keys() & b.keys())
    return shared / math.sqrt(math.fsum(w * w for w in a.values()) * math.fsum(w * w for w in b.values()))
