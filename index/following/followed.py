"""Makes `folder:` and `is:new` searchable: the feeds of a folder, and what came since the reader's last visit.

Both belong to the reader, not to the library, as marks do. They follow from the feed and the time of each article.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from seedread.index.errors import SeedreadError
from seedread.index.feeds.feed_list import read_feeds
from seedread.index.query import And, AnyValue, DocumentSet, HasValue, MarkValues, Not, Numbers, any_of
from seedread.index.shelf import attach, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from seedread.index.engines import Reader
    from seedread.index.errors import ShelfError
    from seedread.index.feeds.feed import Feed
    from seedread.index.library import Library
    from seedread.index.query import Marks, Node
    from seedread.index.search.searcher import Marked
    from seedread.index.shelf import Shelf

__all__ = ["VISIT", "FollowedArticles", "follow", "look", "new_since", "update_folders"]

VISIT = ""
"""The name under which the shelf has the last visit to a library; saved searches have their own."""
_SINCE: ContextVar[str | None] = ContextVar("since", default=None)
"""What counts as seen in place of the last visit, in the thread that counts."""


class FollowedArticles:
    """A reader's marks, with folders of feeds and what is new (`seedread.index.search.searcher.Marked`)."""

    def __init__(self, marks: Marked, folders: Mapping[str, frozenset[str]], since: str) -> None:
        """Take the feeds of each folder, and up to where the reader has seen the library (`seen`)."""
        self.since = since
        self._generation: _Generation | None = None
        """Of the library as it was last searched."""
        self._marks = marks
        self.folders = folders
        """The feeds of each folder."""

    def over(self, marks: Marked | None) -> FollowedArticles:
        """Return the same over other marks, if there are any."""
        return FollowedArticles(marks or self._marks, self.folders, self.since)

    @property
    def problem(self) -> ShelfError | None:
        """The error if the marks cannot be read."""
        return self._marks.problem

    @problem.setter
    def problem(self, problem: ShelfError | None) -> None:
        self._marks.problem = problem

    def values(self, reader: Reader) -> Marks:
        """Return the facets of the reader: marks, tags and folders."""
        marks = self._marks.values(reader)
        generation = self._generation
        if generation is None or generation.reader is not reader or generation.listed is not self.folders:
            generation = self._generation = _Generation(reader, self.folders)
        found: dict[str, MarkValues] = {**generation.folders, **marks}
        since = _SINCE.get()
        own = generation.states(self.since if since is None else since)
        if own and (states := marks.get("is")):
            found["is"] = MarkValues({**own, **states.meanings}, {**{name: name for name in own}, **states.labels})
        return found

    def close(self) -> None:
        """Close the file until it is needed again."""
        self._marks.close()

    @property
    def seen(self) -> str:
        """Up to where the library goes now: its latest time, and the articles that came then, as the shelf keeps it.

        Times are minutes, and more may come in this one.
        """
        return self._generation.seen if self._generation else ""


class _Generation:
    """What a search needs of one generation of a library; it is found once."""

    def __init__(self, reader: Reader, folders: Mapping[str, frozenset[str]]) -> None:
        self.reader = reader
        self.listed = folders
        """The feeds of each folder, as they were given."""
        facets = reader.facets()
        self._added = facets.get("added")
        self._versions = facets.get("versions")
        self._states: dict[str, dict[str, Node]] = {}
        self._newest = max(self._added.labels, default="") if self._added else ""
        """The latest time at which an article came; empty in a library without articles of feeds."""
        feeds = facets.get("feed")
        some = {name: ids.intersection(feeds.labels) for name, ids in folders.items()} if feeds else {}
        meanings: dict[str, Node] = {name: HasValue("feed", ids) for name, ids in some.items() if ids}
        self.folders = {"folder": MarkValues(meanings, {name: name for name in meanings})} if some else {}

    @property
    def seen(self) -> str:
        """The latest time, and the articles that came then; empty without any."""
        if not self._newest:
            return ""
        newest = self.reader.numbers(HasValue("added", frozenset((self._newest,))))
        return "\n".join((self._newest, *(self.reader.row(number).id for number in newest)))

    def states(self, since: str) -> dict[str, Node]:
        """Return what finds the articles that are new to a reader, if any were fetched, and those that changed."""
        if since not in self._states:
            states = {"new": self._after(since)} if self._newest else {}
            if self._versions and (self._versions.labels or states):
                states["changed"] = AnyValue("versions")
            self._states[since] = states
        return self._states[since]

    def _after(self, since: str) -> Node:
        """Return what finds the articles that came after those that a reader has seen."""
        assert self._added is not None, "it is asked for where an article came"
        time, *ids = since.split("\n")
        later = HasValue("added", frozenset(one for one in self._added.labels if one > time))
        seen = DocumentSet(Numbers.of(self.reader.documents(ids).values()))
        return any_of((later, And((HasValue("added", frozenset((time,))), Not(seen)))))


@contextmanager
def new_since(since: str) -> Iterator[None]:
    """Count articles as new that came after another time than the last visit, in this thread only."""
    token = _SINCE.set(since)
    try:
        yield
    finally:
        _SINCE.reset(token)


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


def update_folders(library: Library, feed_list: Path) -> None:
    """Use the folders that the list of feeds has now; raises FeedListError."""
    if isinstance(library.marks, FollowedArticles):
        library.marks.folders = _folders(read_feeds(feed_list).feeds)


def look(library: Library, shelf: Shelf, searched: str = VISIT) -> None:
    """Note that the reader has seen what is in the library now, at a visit or in a saved search; raises ShelfError."""
    library.search("", limit=0)
    if isinstance(library.marks, FollowedArticles) and (seen := library.marks.seen):
        shelf.look(name_of(library), searched, seen)
