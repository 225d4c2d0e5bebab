"""Which countries and leaders a text names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .countries import countries_of, find_countries
from .leaders import find_people

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from seedread.index.article import Country, Person

__all__ = ["Names", "find_names"]


@dataclass(frozen=True, slots=True)
class Names:
    """What a text names, most mentioned first."""

    countries: tuple[Country, ...]
    leaders: tuple[Person, ...]
    officials: tuple[Person, ...]


def find_names(
    title: str, paragraphs: Sequence[str], *, dateline: str | None, published: datetime.date | None
) -> Names:
    """Return the countries and leaders of a cleaned article; `title` is empty where it only repeats the lead."""
    mentions = find_countries(title, paragraphs, dateline=dateline, year=published.year if published else None)
    leaders, officials = find_people(title, paragraphs, mentions, published=published)
    return Names(countries_of(mentions, paragraphs=paragraphs), leaders, officials)
