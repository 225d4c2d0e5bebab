"""Sums up the feeds of a list for their reader: articles, news, times, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.feeds.feed_list import read_feeds
from seedread.index.feeds.feed_state import FeedState
from seedread.index.feeds.fetch_state import FetchState
from seedread.index.feeds.health import health_of
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from seedread.index.feeds.feed import Feed
    from seedread.index.library import Library

__all__ = ["FeedSummary", "feed_overview"]


@dataclass(frozen=True, slots=True)
class FeedSummary:
    """One feed as its reader sees it."""

    feed: Feed
    name: str
    state: FeedState
    articles: int
    """How many of its articles the library has."""
    new: int
    """How many of these came since the last visit."""
    wrong: tuple[str, ...]
    """A clause for everything that is wrong with it, the worst first."""


def feed_overview(library: Library, feed_list: Path, state_file: Path, now: float) -> list[FeedSummary]:
    """Return the feeds of a list in its order; raises SeedreadError."""
    feeds = read_feeds(feed_list).feeds
    states, unread = _states(feeds, state_file, now)
    wrong = health_of(list(zip(feeds, states, strict=True)), now, unread)
    articles, new = _by_feed(library, ""), _by_feed(library, "is:new")
    return [
        FeedSummary(
            feed,
            safe_line(feed.name or state.title or feed.id),
            state,
            articles.get(feed.id, 0),
            new.get(feed.id, 0),
            tuple(clauses),
        )
        for feed, state, clauses in zip(feeds, states, wrong, strict=True)
    ]


def _states(feeds: Sequence[Feed], state_file: Path, now: float) -> tuple[list[FeedState], dict[str, list[str]]]:
    """Return the state of each feed, and the problems of watched pages by the id of their feed."""
    if not state_file.exists():
        return [FeedState()] * len(feeds), {}
    with FetchState(state_file) as known:
        return [known.feed(feed.id) for feed in feeds], known.unread_pages(feeds, now)


def _by_feed(library: Library, query: str) -> Mapping[str, int]:
    """Return how many articles of a query each feed has."""
    facets = library.search(query, limit=0).facets
    return {value.value: value.count for value in facets["feed"].values} if "feed" in facets else {}
