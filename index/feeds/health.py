"""What a reader should know of a feed: that it fails, is silent, or says less than it should."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from seedread.index.feeds.times import local_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from seedread.index.feeds.feed import Feed
    from seedread.index.feeds.feed_state import FeedState

__all__ = ["health", "health_of"]

_NONE: Mapping[str, Sequence[str]] = MappingProxyType({})
_SILENT = 30 * 86_400
"""Seconds without a new article after which a feed counts as silent."""


def health_of(
    feeds: Sequence[tuple[Feed, FeedState]], now: float, unread: Mapping[str, Sequence[str]] = _NONE
) -> list[list[str]]:
    """Return the clauses of `health` for each of these feeds; the last one names a feed that is the same.

    `unread` has the problems of watched pages by the id of their feed.
    """
    twins = _same_feeds(feeds)
    return [
        health(state, now, unread.get(feed.id, ())) + ([f"the same as {twins[feed.id]}"] if feed.id in twins else [])
        for feed, state in feeds
    ]


def health(state: FeedState, now: float, unread: Sequence[str] = ()) -> list[str]:
    """Return a clause for everything that is wrong with a feed, the worst first; none if all is well.

    `unread` has the problem of each watched page that could not be read the last time.
    """
    if not state.tried:
        return ["never fetched"]
    clauses = [*_failures(state)]
    if state.format != "page":  # a page is no list of items, and most pages change seldom
        clauses += [*_contents(state), *_pages(unread), *_silence(state, now)]
    return clauses


def _failures(state: FeedState) -> Iterator[str]:
    if state.errors:
        since = "" if state.gone else f"; failing since {local_day(state.failing_since)}"
        yield f"{state.problem}{since}"
    if state.moved_times:
        yield f"has moved to {state.moved_to}"


def _contents(state: FeedState) -> Iterator[str]:
    if state.items and not state.dated:
        yield "no dates"
    if state.future:
        yield f"{state.future} of {state.items} dates lie in the future"
    if state.items and state.short > state.items / 2:
        yield "summaries only"
    yield from state.notes


def _pages(unread: Sequence[str]) -> Iterator[str]:
    if unread:
        pages = "1 watched page" if len(unread) == 1 else f"{len(unread)} watched pages"
        yield f"{pages} could not be read again: {unread[-1]}"


def _silence(state: FeedState, now: float) -> Iterator[str]:
    if state.succeeded and not state.errors and state.last_new and now - state.last_new > _SILENT:
        yield f"silent since {local_day(state.last_new)}"
    elif state.succeeded and not state.items:
        yield "no items"


def _same_feeds(feeds: Sequence[tuple[Feed, FeedState]]) -> dict[str, str]:
    """Return the feeds that lead to the address of another one: the id of each with the name of the other."""
    at = {feed.url: feed for feed, _ in feeds}
    return {
        feed.id: at[state.moved_to].label
        for feed, state in feeds
        if state.moved_to in at and state.moved_to != feed.url
    }
