"""Stories for display: articles sorted by date, copies grouped under their original."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedread.index.engines import Reader
    from seedread.index.engines.base import Row
    from seedread.index.facets import Bitset
    from seedread.index.stories.clusters import StoryClusters

__all__ = ["Stories", "Story", "StoryArticle", "list_stories", "story_of"]


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """One article of a story, with its copies."""

    id: str
    title: str
    source: str | None
    date: str | None
    """ISO, at the precision that is known."""
    copies: tuple[StoryArticle, ...] = ()
    """Copies of the same text, from other outlets or places."""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event."""

    number: int
    """Never reused in this library."""
    accounts: tuple[StoryArticle, ...]
    """The earliest first."""
    outlets: int
    """Number of different sources, including copies; articles without a source count as one."""

    @property
    def title(self) -> str:
        """The title of the first account."""
        return self.accounts[0].title

    @property
    def articles(self) -> int:
        """The number of articles, including copies."""
        return len(self.accounts) + sum(len(account.copies) for account in self.accounts)

    @property
    def dates(self) -> tuple[str | None, str | None]:
        """The first and the last known date."""
        known = [one.date for account in self.accounts for one in (account, *account.copies) if one.date]
        return (min(known), max(known)) if known else (None, None)


@dataclass(frozen=True, slots=True)
class Stories:
    """The stories of a result."""

    total: int
    """Stories with an article in the result."""
    articles: int
    """Articles of the result, including those in no story."""
    shown: tuple[Story, ...]
    """The newest first."""


def list_stories(groups: StoryClusters, reader: Reader, within: Bitset, limit: int, offset: int = 0) -> Stories:
    """Return the stories that have an article in `within`, the newest first, with all their articles."""
    found: dict[int, list[int]] = {}
    for number, members in groups.stories.items():
        documents = [n for member in members if (n := reader.document(member)) is not None]
        if len(documents) > 1 and any(within >> n & 1 for n in documents):
            found[number] = documents
    ordered = sorted(found, key=lambda number: (-_newest(reader, found[number]), number))
    shown = tuple(_story(groups, reader, number, found[number]) for number in ordered[offset : offset + limit])
    return Stories(len(found), within.bit_count(), shown)


def story_of(groups: StoryClusters, reader: Reader, article: str) -> Story | None:
    """Return the story of an article with all its articles; None if no other article is left in it."""
    number = groups.story_of(article)
    if number is None:
        return None
    documents = [n for member in groups.members(number) if (n := reader.document(member)) is not None]
    return _story(groups, reader, number, documents) if len(documents) > 1 else None


def _newest(reader: Reader, documents: Iterable[int]) -> int:
    return max(minute if (minute := reader.minute(n)) is not None else -1 for n in documents)


def _story(groups: StoryClusters, reader: Reader, number: int, documents: Iterable[int]) -> Story:
    rows = {row.id: row for row in map(reader.row, documents)}
    order = sorted(rows, key=lambda article: (rows[article].date is None, rows[article].date or "", article))
    heads: dict[str, list[str]] = {}
    for article in order:
        first = groups.first_of(article)
        head = first if first in rows else article
        heads.setdefault(head, [])
        if article != head:
            heads[head].append(article)
    accounts = tuple(
        _story_article(rows[head], tuple(_story_article(rows[copy]) for copy in heads[head]))
        for head in order
        if head in heads
    )
    return Story(number, accounts, len({_source(row) for row in rows.values()}))


def _source(row: Row) -> str | None:
    return next(iter(row.values("source")), None)


def _story_article(row: Row, copies: tuple[StoryArticle, ...] = ()) -> StoryArticle:
    return StoryArticle(row.id, row.title, _source(row), row.date, copies)
