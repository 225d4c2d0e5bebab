"""Writes the new address of a feed that moved into the list, once the server has said so often enough."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from seedread.index.feeds.feed import origin
from seedread.index.feeds.feed_list import FeedListError, read_feeds
from seedread.index.feeds.feed_list_edit import move_feed
from seedread.index.feeds.logins import feeds_with_login, logins_file
from seedread.index.feeds.outcome import MOVES_NEEDED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from seedread.index.feeds.feed import Feed
    from seedread.index.feeds.fetch_state import FetchState
    from seedread.index.feeds.fetcher import FeedResult

__all__ = ["rewrite_moved"]


def rewrite_moved(path: Path, results: Sequence[FeedResult], state: FetchState) -> list[str]:
    """Change the entries of feeds that moved for good; return a sentence for each, changed or not.

    What a reader gave for one host (a password, the permission to ask a private address) is not passed on to another.
    """
    told = []
    for result in results:
        if result.fetched and result.state.moved_times >= MOVES_NEEDED and not result.state.errors:
            try:
                told.append(_rewrite(path, result, state))
            except FeedListError as error:
                told.append(f"{result.feed.label} has moved to {result.state.moved_to}. {error.message}")
    return told


def _rewrite(path: Path, result: FeedResult, state: FetchState) -> str:
    """Change the entry of one feed, if it may be changed; return what happened. Raises FeedListError."""
    feed, new = result.feed, result.state.moved_to
    if other := read_feeds(path).with_url(new):
        return f"{feed.label} has moved to the address of {other.label}: remove one of them."
    if given := _given(path, feed, new):
        return (
            f"{feed.label} has moved to {new}, another host. Its entry was not changed, because {given} is for the old "
            f"one. If you trust the new one, add it with `seedread add` and drop {feed.id}."
        )
    move_feed(path, feed, new)
    state.set_feed(feed.id, replace(result.state, url=new, moved_to="", moved_times=0))
    return f"{feed.label} has moved to {new}; its entry in {path} was changed."


def _given(path: Path, feed: Feed, new: str) -> str:
    """Return what a reader gave for the old host of a feed and not for the new one; empty for nothing."""
    if origin(new) != origin(feed.url):
        if feed.password_command:
            return "its `password_command`"
        if feed.id in feeds_with_login(logins_file(path)):
            return "its password"
    return "`allow_private`" if feed.allow_private and urlsplit(new).hostname != urlsplit(feed.url).hostname else ""
