"""The countries and leaders of one article, found together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.names.countries.country_linker import countries_of, find_countries
from seedread.index.names.overrides.name_rules import NOTHING, Knowledge
from seedread.index.names.person_linker import find_people

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
    implied: tuple[Person, ...]
    """Leaders told by country and office alone; not counted."""


def find_names(  # noqa: PLR0913 (what an article is; all but the text are named)
    title: str,
    paragraphs: Sequence[str],
    *,
    dateline: str | None,
    published: datetime.date | None,
    home: str | None = None,
    language: str | None = None,
    knowledge: Knowledge = NOTHING,
) -> Names:
    """Return the countries and leaders of a cleaned article; `title` is empty where it only repeats the lead.

    `home` is the country of the outlet and `language` the code of the article's, where they are known: titles are
    understood in English only, full names in all. `knowledge` is what the reader knows better than the package's data.
    """
    mentions = find_countries(
        title, paragraphs, dateline=dateline, year=published.year if published else None, home=home, language=language
    )
    people = find_people(
        title, paragraphs, mentions, published=published, english=language in {None, "en"}, names=knowledge.gazetteer
    )
    leaders, officials = knowledge.amend(people.leaders, people.officials, published)
    implied, _ = knowledge.amend(people.implied, (), published)
    return Names(countries_of(mentions, paragraphs=paragraphs), leaders, officials, implied)
