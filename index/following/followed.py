"""Makes `folder:` and `is:new` searchable: the feeds of a folder, and what came since the reader's last visit.

Both belong to the reader, not to the library, as marks do. They follow from the feed and the time of each article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.errors import SeedreadError
from seedread.index.facets import BitsetValues
from seedread.index.feeds.feed_list import read_feeds
from seedread.index.shelf import attach, library_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from seedread.index.engines import Reader
    from seedread.index.errors import ShelfError
    from seedread.index.facets import Bitset, Values
    from seedread.index.feeds.feed import Feed
    from seedread.index.library import Library
    from seedread.index.search.searcher import Marked
    from seedread.index.shelf import Shelf

__all__ = ["VISIT", "FollowedArticles", "follow", "look"]

VISIT = ""
"""The name under which the shelf has the last visit to a library; saved searches have their own."""


class FollowedArticles:
    """A reader's marks, with folders of feeds and what is new (`seedread.index.search.searcher.Marked`)."""

    def __init__(self, marks: Marked, folders: Mapping[str, frozenset[str]], since: str) -> None:
        """Take the feeds of each folder, and up to where the reader has seen the library (`seen`)."""
        self.since = since
        self._newest: tuple[Reader, str, Bitset] | None = None
        """Of the library as it was last searched: the latest time, and the articles that came then."""
        self._marks = marks
        self._folders = folders

    def over(self, marks: Marked | None) -> FollowedArticles:
        """Return the same over other marks, if there are any."""
        return FollowedArticles(marks or self._marks, self._folders, self.since)

    @property
    def problem(self) -> ShelfError | None:
        """The error if the marks cannot be read."""
        return self._marks.problem

    @problem.setter
    def problem(self, problem: ShelfError | None) -> None:
        self._marks.problem = problem

    def values(self, reader: Reader) -> Mapping[str, Values]:
        """Return the facets of the reader: marks, tags and folders."""
        marks, facets = self._marks.values(reader), reader.facets()
        found: dict[str, Values] = {}
        if self._folders and (feeds := facets.get("feed")):
            bits = {name: _union(feeds, ids) for name, ids in self._folders.items()}
            some = {name: articles for name, articles in bits.items() if articles}
            found["folder"] = BitsetValues(some, {name: name for name in some})
        found |= marks
        added = facets.get("added")
        if added and added.labels and isinstance(states := marks.get("is"), BitsetValues):
            newest = max(added.labels)
            self._newest = reader, newest, added.articles(newest)
            new = self._new(reader, added)
            changed = facets["versions"].some if "versions" in facets else 0
            own = {"new": new, "changed": changed}
            found["is"] = BitsetValues({**own, **states.bits}, {**{name: name for name in own}, **states.labels})
        return found

    def close(self) -> None:
        """Close the file until it is needed again."""
        self._marks.close()

    @property
    def seen(self) -> str:
        """Up to where the library goes now: its latest time, and the articles that came then, as the shelf keeps it.

        Times are minutes, and more may come in this one.
        """
        if self._newest is None:
            return ""
        reader, time, articles = self._newest
        return "\n".join((time, *(reader.row(n).id for n in _documents(articles))))

    def _new(self, reader: Reader, added: Values) -> Bitset:
        """Return the articles that came after those that the reader has seen."""
        time, *ids = self.since.split("\n")
        seen = 0
        for own in ids:
            number = reader.document(own)
            seen |= 1 << number if number is not None else 0
        return _union(added, (one for one in added.labels if one > time)) | (added.articles(time) & ~seen)


def _documents(articles: Bitset) -> Iterator[int]:
    while articles:
        lowest = articles & -articles
        articles ^= lowest
        yield lowest.bit_length() - 1


def _union(values: Values, chosen: Iterable[str]) -> Bitset:
    articles = 0
    for value in chosen:
        articles |= values.articles(value)
    return articles


def _folders(feeds: Sequence[Feed]) -> dict[str, frozenset[str]]:
    """Return the feeds of each folder, with those of the folders in it."""
    found: dict[str, set[str]] = {}
    for feed in feeds:
        parts = feed.folder.split("/") if feed.folder else []
        for n in range(len(parts)):
            found.setdefault("/".join(parts[: n + 1]), set()).add(feed.id)
    return {name: frozenset(ids) for name, ids in sorted(found.items())}


def follow(library: Library, shelf: Shelf, feed_list: Path | None) -> str:
    """Make marks, folders and news searchable in `library`; return the library's name on the shelf.

    A list of feeds or a shelf that cannot be read leaves folders or news out; other commands report it.
    """
    name = attach(library, shelf)
    feeds: Sequence[Feed] = ()
    since = ""
    try:
        feeds = read_feeds(feed_list).feeds if feed_list else ()
        since = shelf.looked(name, VISIT)
    except SeedreadError:
        pass
    assert library.marks is not None, "they were attached"
    library.marks = FollowedArticles(library.marks, _folders(feeds), since)
    return name


def look(library: Library, shelf: Shelf, searched: str = VISIT) -> None:
    """Note that the reader has seen what is in the library now, at a visit or in a saved search; raises ShelfError."""
    library.search("", limit=0)
    if isinstance(library.marks, FollowedArticles) and (seen := library.marks.seen):
        shelf.look(library_name(library.roots or [library.directory]), searched, seen)
