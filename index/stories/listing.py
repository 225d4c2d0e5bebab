"""Stories for display: articles sorted by date, copies grouped under their original."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedread.index.engines import Found, Reader
    from seedread.index.engines.base import Row
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

    def after(self, first: StoryArticle) -> str:
        """Return how long after `first` it appeared: hours where both times are known, else days; empty if undated."""
        return _lag(first.date, self.date)


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event."""

    number: int
    """Never reused in this library."""
    accounts: tuple[StoryArticle, ...]
    """The earliest first."""
    outlets: int
    """Number of different sources, including copies; articles without a source have none."""
    opinions: tuple[StoryArticle, ...] = ()
    """Opinion pieces on the event; they are no accounts of it."""
    earlier: tuple[int, str] | None = None
    """Number and title of a story of earlier days that this one goes on with."""

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

    @property
    def first(self) -> StoryArticle | None:
        """The article that appeared first, before all accounts and copies; None if the dates do not tell."""
        head, *others = (one for account in self.accounts for one in (account, *account.copies))
        return head if all(one.after(head).startswith("+") for one in others) else None

    def timing(self, account: StoryArticle) -> str:
        """Return “first” for the article that appeared first, else how long after the first account it appeared."""
        if account is self.first:
            return "first"
        return "" if account is self.accounts[0] else account.after(self.accounts[0])


@dataclass(frozen=True, slots=True)
class Stories:
    """The stories of a result."""

    total: int
    """Stories with an article in the result."""
    articles: int
    """Articles of the result, including those in no story."""
    shown: tuple[Story, ...]
    """The newest first."""


def list_stories(groups: StoryClusters, reader: Reader, found: Found, limit: int, offset: int = 0) -> Stories:
    """Return the stories that have an article in what was found, the newest first, with all their articles."""
    here = reader.documents({member for members in groups.stories.values() for member in members})
    inside = found.among(here.values())
    listed: dict[int, list[int]] = {}
    for number, members in groups.stories.items():
        documents = [here[member] for member in members if member in here]
        if len(documents) > 1 and not inside.isdisjoint(documents):
            listed[number] = documents
    ordered = sorted(listed, key=lambda number: (-_newest(reader, listed[number]), number))
    shown = tuple(_story(groups, reader, number, listed[number]) for number in ordered[offset : offset + limit])
    return Stories(len(listed), found.total, shown)


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
    # The earliest of an article and its copies stands for all.
    heads: dict[str, list[str]] = {}
    for article in order:
        heads.setdefault(groups.first_of(article), []).append(article)
    accounts = tuple(
        _story_article(rows[head], tuple(_story_article(rows[copy]) for copy in copies))
        for head, *copies in heads.values()
    )
    opinions = tuple(
        _story_article(reader.row(document))
        for article in groups.opinions_on(number)
        if (document := reader.document(article)) is not None
    )
    outlets = len({_source(row) for row in rows.values()} - {None})
    return Story(number, accounts, outlets, opinions, _earlier(groups, reader, number))


def _earlier(groups: StoryClusters, reader: Reader, number: int) -> tuple[int, str] | None:
    earlier = groups.earlier.get(number)
    members = groups.stories.get(earlier, []) if earlier else []
    here = [document for member in members if (document := reader.document(member)) is not None]
    return (earlier, reader.row(here[0]).title) if earlier and here else None


def _lag(first: str | None, later: str | None) -> str:
    """Return the time from one ISO date to another: “+2 h”, “+3 days”, or “same day” where only days are known."""
    if not first or not later or min(len(first), len(later)) < len("2024-05-06"):
        return ""
    days = (datetime.date.fromisoformat(later[:10]) - datetime.date.fromisoformat(first[:10])).days
    if min(len(first), len(later)) > len("2024-05-06"):
        minutes = (_time(later) - _time(first)) // datetime.timedelta(minutes=1)
        if minutes == 0:
            return "same time"
        if minutes < 24 * 60:
            return f"+{minutes // 60} h" if minutes >= 60 else f"+{minutes} min"
    if days == 0:
        return "same day"
    return f"+{days} day" if days == 1 else f"+{days} days"


def _time(date: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(date[:16])


def _source(row: Row) -> str | None:
    return next(iter(row.values("source")), None)


def _story_article(row: Row, copies: tuple[StoryArticle, ...] = ()) -> StoryArticle:
    return StoryArticle(row.id, row.title, _source(row), row.date, copies)
