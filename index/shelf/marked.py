"""The user's marks as numbers of articles of one generation: what `is:unread` and `tag:gas` find."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.errors import ShelfError
from seedread.index.query import DocumentSet, MarkValues, Not, Numbers

if TYPE_CHECKING:
    from seedread.index.engines import Reader
    from seedread.index.query import Marks, Node
    from seedread.index.shelf.marks import Items
    from seedread.index.shelf.shelf import Shelf

__all__ = ["MarkedArticles"]

_STATES = {state: state for state in ("unread", "starred", "noted", "read")}


class MarkedArticles:
    """The marks of one library (`seedread.index.library.Marked`), recomputed when the library or the shelf changed."""

    def __init__(self, shelf: Shelf, library: str) -> None:
        self._shelf = shelf
        self._library = library
        self._reader: weakref.ref[Reader] | None = None
        self._version: tuple[int, ...] = ()
        self._places = _Places()
        self._values: Marks = {}
        self.problem: ShelfError | None = None
        """The error if the marks cannot be read."""

    def values(self, reader: Reader) -> Marks:
        """Return the facets `is` and `tag`; none if the shelf cannot be read."""
        try:
            version = self._shelf.version()
            same = self._reader is not None and self._reader() is reader
            if not same or version[:1] != self._version[:1]:
                self._reader, self._places = weakref.ref(reader), _Places()
            if not same or version != self._version or self.problem:
                self._values = self._read(reader)
                self._version, self.problem = version, None
        except ShelfError as error:
            self._values, self.problem = {}, error
        return self._values

    def close(self) -> None:
        """Close the file until it is needed again."""
        self._shelf.close()

    def _read(self, reader: Reader) -> Marks:
        self._places.follow(self._shelf, self._library, reader)
        marked = self._shelf.marked_items()

        def articles(items: Items) -> DocumentSet:
            return DocumentSet(self._places.numbers(items))

        read = articles(marked.read)
        states: dict[str, Node] = {
            "unread": Not(read),
            "starred": articles(marked.starred),
            "noted": articles(marked.noted),
            "read": read,
        }
        tagged = {tag: articles(items) for tag, items in sorted(marked.tags.items())}
        tags: dict[str, Node] = {tag: found for tag, found in tagged.items() if found.articles}
        return {"is": MarkValues(states, _STATES), "tag": MarkValues(tags, {tag: tag for tag in tags})}


_NOTHING = (np.zeros(0, np.int64), np.zeros(0, np.int64))


class _Places:
    """Maps items of the shelf to documents of a reader; only new items are looked up."""

    def __init__(self) -> None:
        self._count = self._newest = 0
        self._items, self._documents = _NOTHING

    def follow(self, shelf: Shelf, library: str, reader: Reader) -> None:
        """Add newly marked items, or reload all if an old item has a new place."""
        count, known = shelf.place_count(library), (self._items, self._documents)
        if count == self._count:
            return
        places = shelf.places(library, self._newest)
        if self._count + len(places) != count:
            places, known, self._count = shelf.places(library), _NOTHING, 0
        documents = reader.documents([own for _, own in places])
        found = [(item, documents[own]) for item, own in places if own in documents]
        added = np.array(found, np.int64).reshape(-1, 2).T
        self._items, self._documents = np.append(known[0], added[0]), np.append(known[1], added[1])
        self._count += len(places)
        self._newest = max((item for item, _ in places), default=self._newest)

    def numbers(self, items: Items) -> Numbers:
        """Return the documents of the items."""
        marked = np.zeros(max(self._items.max(initial=0), items.max(initial=0)) + 1, bool)
        marked[items] = True
        documents = np.sort(self._documents[marked[self._items]])
        once = documents[np.flatnonzero(np.diff(documents, prepend=-1))]  # `np.unique` imports all of numpy.ma
        return Numbers(once.astype(np.int64).tobytes())
