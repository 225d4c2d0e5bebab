"""The user's marks as sets of articles of one generation: the values of `is:unread` and `tag:gas`, and their counts."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.errors import ShelfError
from seedread.index.facets import BitsetValues
from seedread.index.facets.masks import to_bitset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.engines import Reader
    from seedread.index.facets import Bitset, Values
    from seedread.index.shelf.marks import Items
    from seedread.index.shelf.shelf import Shelf

__all__ = ["MarkedArticles"]

_STATES = {state: state for state in ("unread", "starred", "noted", "read")}


_MANY = 0.1
"""Share of marked articles from which scanning all articles is faster than looking up each marked one."""


class MarkedArticles:
    """The marks of one library (`seedread.index.library.Marked`), recomputed when the library or the shelf changed."""

    def __init__(self, shelf: Shelf, library: str) -> None:
        self._shelf = shelf
        self._library = library
        self._reader: weakref.ref[Reader] | None = None
        self._version: tuple[int, ...] = ()
        self._places = _Places()
        self._values: Mapping[str, Values] = {}
        self.problem: ShelfError | None = None
        """The error if the marks cannot be read."""

    def values(self, reader: Reader) -> Mapping[str, Values]:
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

    def _read(self, reader: Reader) -> Mapping[str, Values]:
        self._places.follow(self._shelf, self._library, reader)
        marked, bitset = self._shelf.marked_items(), self._places.bitset
        read = bitset(marked.read)
        states = {
            "unread": reader.everything & ~read,
            "starred": bitset(marked.starred),
            "noted": bitset(marked.noted),
            "read": read,
        }
        tags = {tag: found for tag, items in sorted(marked.tags.items()) if (found := bitset(items))}
        return {"is": BitsetValues(states, _STATES), "tag": BitsetValues(tags, {tag: tag for tag in tags})}


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
        many = len(places) > _MANY * reader.everything.bit_count()
        document = _numbers(reader).get if many else reader.document
        found = [(item, number) for item, own in places if (number := document(own)) is not None]
        added = np.array(found, np.int64).reshape(-1, 2).T
        self._items, self._documents = np.append(known[0], added[0]), np.append(known[1], added[1])
        self._count += len(places)
        self._newest = max((item for item, _ in places), default=self._newest)

    def bitset(self, items: Items) -> Bitset:
        """Return the documents of the items."""
        marked = np.zeros(max(self._items.max(initial=0), items.max(initial=0)) + 1, bool)
        marked[items] = True
        documents = self._documents[marked[self._items]]
        mask = np.zeros(documents.max(initial=-1) + 1, bool)
        mask[documents] = True
        return to_bitset(mask)


def _numbers(reader: Reader) -> dict[str, int]:
    """Return the document of every article by its id."""
    count = reader.everything.bit_length()
    alive = reader.everything.to_bytes((count + 7) >> 3, "little")
    return {reader.row(n).id: n for n in range(count) if alive[n >> 3] >> (n & 7) & 1}
