"""Links the countries and leaders of one article: the entry point of this package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.names.countries.country_linker import link_countries, merge_mentions
from seedread.index.names.overrides.name_rules import NO_OVERRIDES, NameOverrides
from seedread.index.names.person_linker import link_people

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from seedread.index.article import Country, Introduced, Person
    from seedread.index.names.gazetteer import Gazetteer

__all__ = ["NO_OVERRIDES", "ArticleNames", "NameOverrides", "find_names"]


@dataclass(frozen=True, slots=True)
class ArticleNames:
    """The entities that a text names, most mentioned first."""

    countries: tuple[Country, ...]
    leaders: tuple[Person, ...]
    officials: tuple[Person, ...]
    implied: tuple[Person, ...]
    """Leaders named by country and office only; not counted."""
    introduced: tuple[Introduced, ...]
    """Leaders in no data file whom the text itself introduces, before any rows are merged."""
    offices_as_of: str | None
    """The day until which the offices of its leaders are known, if the article is younger."""


def find_names(  # noqa: PLR0913 (what an article is; all but the text are named)
    title: str,
    paragraphs: Sequence[str],
    *,
    dateline: str | None,
    published: datetime.date | None,
    home: str | None = None,
    language: str | None = None,
    overrides: NameOverrides = NO_OVERRIDES,
) -> ArticleNames:
    """Return the countries and leaders of a cleaned article; pass an empty `title` where it only repeats the lead.

    `home` is the outlet's country and `language` the article's language code, where they are known. `overrides` has
    the reader's corrections.
    """
    mentions = link_countries(
        title, paragraphs, dateline=dateline, year=published.year if published else None, home=home, language=language
    )
    people = link_people(
        title,
        paragraphs,
        mentions,
        published=published,
        language=language,
        names=overrides.gazetteer,
        introduced=overrides.introduced,
    )
    leaders, officials = overrides.apply(people.leaders, people.officials, published)
    implied, _ = overrides.apply(people.implied, (), published)
    countries = merge_mentions(mentions, paragraphs=paragraphs)
    return ArticleNames(
        countries, leaders, officials, implied, people.introduced, _as_of(leaders, overrides.gazetteer, published)
    )


def _as_of(leaders: Iterable[Person], names: Gazetteer, published: datetime.date | None) -> str | None:
    """Return the last day on which offices were checked, if one of the leaders may have left office since then."""
    if published is None or published <= names.horizon:
        return None
    known = (row for person in leaders for row in names.rows_of_person(person.id))
    return names.horizon.isoformat() if any(row.in_office(published) for row in known) else None
