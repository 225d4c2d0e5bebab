"""Adds subscriptions to the list: single feeds, and the files of other readers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from seedread.index.feeds.feed import new_id
from seedread.index.feeds.feed_list import read_feeds
from seedread.index.feeds.feed_list_edit import add_feeds
from seedread.index.feeds.logins import feeds_with_login, logins_file, save_login
from seedread.index.feeds.newsboat_urls import from_newsboat
from seedread.index.feeds.opml import ImportedFeed, Subscriptions, from_opml, looks_like_opml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from seedread.index.feeds.feed import Feed, Login

__all__ = ["Added", "read_subscriptions", "subscribe"]

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Added:
    """The result of adding subscriptions."""

    feeds: tuple[Feed, ...]
    known: int
    """How many were in the list before."""
    logins: tuple[Feed, ...] = ()
    """Those of them that got another login."""


def read_subscriptions(raw: bytes) -> Subscriptions:
    """Return what a file of OPML or newsboat's `urls` contains; raises NotImportedError."""
    return from_opml(raw) if looks_like_opml(raw) else from_newsboat(raw)


def subscribe(
    path: Path, wanted: Sequence[ImportedFeed], comments: Sequence[str] = (), taken: Mapping[str, str] = _NONE
) -> Added:
    """Add the feeds that the list does not have, each with an ID, and comments; raises FeedListError.

    `taken` are the IDs of earlier feeds with their addresses. A feed gets none of another address: what is kept under
    an ID (articles, a password) would become its own. Comments that the file has already are not added again.
    """
    known = {feed.url: feed for feed in read_feeds(path).feeds}
    logins = logins_file(path)
    taken = {**taken, **feeds_with_login(logins), **{feed.id: feed.url for feed in known.values()}}
    new: dict[str, ImportedFeed] = {}
    with_login: list[tuple[Feed, Login]] = []
    for one in wanted:
        if old := known.get(one.feed.url):
            with_login += [(old, one.login)] if one.login else []
        elif one.feed.url not in new:
            added = _with_id(one, taken)
            taken[added.feed.id] = added.feed.url
            new[added.feed.url] = added
    for feed, login in [*with_login, *((one.feed, one.login) for one in new.values() if one.login)]:
        save_login(logins, feed, login)
    feeds = tuple(one.feed for one in new.values())
    text = path.read_text("utf-8") if path.exists() else ""
    comments = [comment for comment in comments if f"# {comment}\n" not in text]
    if new or comments:
        add_feeds(path, feeds, comments)
    return Added(feeds, len(wanted) - len(new), tuple(feed for feed, _ in with_login))


def _with_id(one: ImportedFeed, taken: Mapping[str, str]) -> ImportedFeed:
    others = {own for own, url in taken.items() if url != one.feed.url}
    return replace(one, feed=replace(one.feed, id=new_id(one.feed.name, one.feed.url, others)))
