"""The countries and leaders of one article, found together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .countries import countries_of, find_countries
from .knowledge import NOTHING, Knowledge
from .leaders import find_people

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from seedread.index.article import Country, Person

__all__ = ["NOTHING", "Knowledge", "Names", "find_names"]


@dataclass(frozen=True, slots=True)
class Names:
    """What a text names, most mentioned first."""

    countries: tuple[Country, ...]
    leaders: tuple[Person, ...]
    officials: tuple[Person, ...]


def find_names(
    title: str,
    paragraphs: Sequence[str],
    *,
    dateline: str | None,
    published: datetime.date | None,
    knowledge: Knowledge = NOTHING,
) -> Names:
    """Return the countries and leaders of a cleaned article; `title` is empty where it only repeats the lead.

    `knowledge` is what the reader knows better than the package's data.
    """
    mentions = find_countries(title, paragraphs, dateline=dateline, year=published.year if published else None)
    people = find_people(title, paragraphs, mentions, published=published, names=knowledge.gazetteer)
    return Names(countries_of(mentions, paragraphs=paragraphs), *knowledge.amend(*people, published))
