"""Adds subscriptions to the list: single feeds, and the files of other readers."""

from __future__ import annotations

from dataclasses import dataclass, replace
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

    from seedread.index.feeds.feed import Feed

__all__ = ["Added", "read_subscriptions", "subscribe"]


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
    path: Path, wanted: Sequence[ImportedFeed], taken: Mapping[str, str], comments: Sequence[str] = ()
) -> Added:
    """Add the feeds that the list does not have, each with an ID, and comments; raises FeedListError.

    `taken` are the IDs of earlier feeds with their addresses. A feed gets none of another address: what is kept under
    an ID (articles, a password) would become its own. Comments that the file has already are not added again.
    """
    listed = {feed.url: feed for feed in read_feeds(path).feeds}
    logins = logins_file(path)
    new = _new_feeds(wanted, listed, {**taken, **feeds_with_login(logins)})
    again = [(listed[one.feed.url], one.login) for one in wanted if one.login and one.feed.url in listed]
    renewed = tuple(feed for feed, login in again if save_login(logins, feed, login))
    for one in new:
        if one.login:
            save_login(logins, one.feed, one.login)
    feeds = tuple(one.feed for one in new)
    text = path.read_text("utf-8") if path.exists() else ""
    comments = [comment for comment in comments if f"# {comment}\n" not in text]
    if feeds or comments:
        add_feeds(path, feeds, comments)
    return Added(feeds, len(wanted) - len(new), renewed)


def _new_feeds(
    wanted: Sequence[ImportedFeed], listed: Mapping[str, Feed], taken: Mapping[str, str]
) -> list[ImportedFeed]:
    """Return the feeds that are not listed, each once and with an ID that no feed of another address has."""
    taken = {**taken, **{feed.id: feed.url for feed in listed.values()}}
    ids = set(taken)
    earlier: dict[str, set[str]] = {}
    for own, url in taken.items():
        earlier.setdefault(url, set()).add(own)
    new: dict[str, ImportedFeed] = {}
    for one in wanted:
        url = one.feed.url
        if url not in listed and url not in new:
            its_own = earlier.get(url, set())
            ids -= its_own
            own = new_id(one.feed.name, url, ids)
            ids |= {*its_own, own}
            new[url] = replace(one, feed=replace(one.feed, id=own))
    return list(new.values())
