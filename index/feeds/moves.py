"""Writes the new address of a feed that moved into the list, once the server has said so often enough."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.feeds.feed_list import FeedListError, read_feeds
from seedread.index.feeds.feed_list_edit import move_feed
from seedread.index.feeds.outcome import MOVES_NEEDED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from seedread.index.feeds.fetch_state import FetchState
    from seedread.index.feeds.fetcher import FeedResult

__all__ = ["rewrite_moved"]


def rewrite_moved(path: Path, results: Sequence[FeedResult], state: FetchState) -> list[str]:
    """Change the entries of feeds that moved for good; return a sentence for each, changed or not."""
    told = []
    for result in results:
        feed, new = result.feed, result.state.moved_to
        if result.state.moved_times < MOVES_NEEDED or result.state.errors:
            continue
        if other := read_feeds(path).with_url(new):
            told.append(f"{feed.label} has moved to the address of {other.label}: remove one of them.")
            continue
        try:
            move_feed(path, feed, new)
        except FeedListError as error:
            told.append(f"{feed.label} has moved to {new}. {error.message}")
            continue
        state.set_feed(feed.id, replace(result.state, url=new, moved_to="", moved_times=0))
        told.append(f"{feed.label} has moved to {new}; its entry in {path} was changed.")
    return told
