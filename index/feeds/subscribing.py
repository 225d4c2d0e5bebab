"""Adds subscriptions to the list: single feeds, and the files of other readers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seedread.index.feeds.feed import new_id
from seedread.index.feeds.feed_list import read_feeds
from seedread.index.feeds.feed_list_edit import add_feeds
from seedread.index.feeds.logins import logins_file, save_login
from seedread.index.feeds.newsboat_urls import from_newsboat
from seedread.index.feeds.opml import ImportedFeed, Subscriptions, from_opml, looks_like_opml

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from seedread.index.feeds.feed import Feed

__all__ = ["Added", "read_subscriptions", "subscribe"]


@dataclass(frozen=True, slots=True)
class Added:
    """The result of adding subscriptions."""

    feeds: tuple[Feed, ...]
    known: int
    """How many were in the list before."""


def read_subscriptions(raw: bytes) -> Subscriptions:
    """Return what a file of OPML or newsboat's `urls` contains; raises NotImportedError."""
    return from_opml(raw) if looks_like_opml(raw) else from_newsboat(raw)


def subscribe(path: Path, wanted: Sequence[ImportedFeed], comments: Sequence[str] = ()) -> Added:
    """Add the feeds that the list does not have, each with an id, and comments; raises FeedListError.

    Comments that the file has already are not added again.
    """
    known = read_feeds(path)
    taken = {feed.id for feed in known.feeds}
    urls = {feed.url for feed in known.feeds}
    new: list[ImportedFeed] = []
    for one in wanted:
        if one.feed.url not in urls:
            urls.add(one.feed.url)
            own = new_id(one.feed.name, one.feed.url, taken)
            taken.add(own)
            new.append(ImportedFeed(replace(one.feed, id=own), one.login))
    text = path.read_text("utf-8") if path.exists() else ""
    comments = [comment for comment in comments if f"# {comment}\n" not in text]
    if new or comments:
        for one in new:
            if one.login:
                save_login(logins_file(path), one.feed, one.login)
        add_feeds(path, [one.feed for one in new], comments)
    return Added(tuple(one.feed for one in new), len(wanted) - len(new))
