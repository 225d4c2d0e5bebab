"""Counts and lists what came since a reader last looked, for each saved search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.following.followed import VISIT, new_since
from seedread.index.search.selection_query import split
from seedread.index.shelf import name_of

if TYPE_CHECKING:
    from seedread.index.library import Library
    from seedread.index.search.results import Results
    from seedread.index.shelf import SavedSearch, Shelf

__all__ = ["all_news", "news_of", "news_since"]

_MOST = 1000
"""Articles that are listed."""


def news_of(library: Library, shelf: Shelf, search: SavedSearch, limit: int = _MOST) -> Results:
    """Return what came since the reader last looked at a search, else at the library, the newest first.

    Raises QueryError and ShelfError.
    """
    name = name_of(library)
    since = shelf.looked(name, search.name) or shelf.looked(name, VISIT)
    return news_since(library, search, since, limit)


def news_since(library: Library, search: SavedSearch, since: str, limit: int = _MOST) -> Results:
    """Return what a search finds that came after `since` (`FollowedArticles.seen`), the newest first."""
    text, selection = split(search.query)
    query = f"({text}) is:new" if text.strip() not in ("", "*") else "is:new"
    with new_since(since):
        return library.search(query, selection, sort="newest", limit=limit)


def all_news(library: Library) -> int:
    """Return how many articles came since the reader's last visit."""
    return library.search("is:new", limit=0).total
