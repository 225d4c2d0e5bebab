"""The reader's marks as sets of articles of one generation: what `is:unread` and `tag:gas` find, and their counts."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from seedread.index.errors import ShelfError
from seedread.index.facets import BitsetValues, from_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from seedread.index.engines import Reader
    from seedread.index.facets import Bitset, Values

    from .shelf import Shelf

__all__ = ["MarkedArticles"]

_STATES = {state: state for state in ("unread", "starred", "noted", "read")}


_MANY = 0.1
"""Part of the articles from which it is quicker to look at all of them once than to look marked ones up."""


class MarkedArticles:
    """The marks of one library (`seedread.index.library.Marked`), worked out anew when either of the two moved on."""

    def __init__(self, shelf: Shelf, library: str) -> None:
        self._shelf = shelf
        self._library = library
        self._reader: weakref.ref[Reader] | None = None
        self._version: tuple[int, ...] | None = None
        self._numbers: dict[str, int | None] = {}
        self._complete = False
        """Whether every article is among those numbers."""
        self._values: Mapping[str, Values] = {}
        self.problem: ShelfError | None = None
        """Why there are no marks, where they cannot be read."""

    def values(self, reader: Reader) -> Mapping[str, Values]:
        """Return the facets `is` and `tag`; none where the shelf cannot be read."""
        try:
            version = self._shelf.version()
            same = self._reader is not None and self._reader() is reader
            if not same:
                self._reader, self._numbers, self._complete = weakref.ref(reader), {}, False
            if not same or version != self._version or self.problem:
                self._values = self._read(reader)
                self._version, self.problem = version, None
        except ShelfError as error:
            self._values, self.problem = {}, error
        return self._values

    def close(self) -> None:
        """Let go of the file until it is asked again."""
        self._shelf.close()

    def _read(self, reader: Reader) -> Mapping[str, Values]:
        ids = self._shelf.marked_ids(self._library)
        if not self._complete and len(ids.read) > _MANY * reader.everything.bit_count():
            self._numbers, self._complete = _numbers(reader), True
        read = self._bitset(reader, ids.read)
        states = {
            "unread": reader.everything & ~read,
            "starred": self._bitset(reader, ids.starred),
            "noted": self._bitset(reader, ids.noted),
            "read": read,
        }
        tags = {tag: self._bitset(reader, marked) for tag, marked in ids.tags.items()}
        return {"is": BitsetValues(states, _STATES), "tag": BitsetValues(tags, {tag: tag for tag in tags})}

    def _bitset(self, reader: Reader, ids: Iterable[str]) -> Bitset:
        numbers = self._numbers
        for own in ids:
            if own not in numbers:
                numbers[own] = reader.document(own)
        return from_numbers([number for own in ids if (number := numbers[own]) is not None])


def _numbers(reader: Reader) -> dict[str, int | None]:
    """Return the document of every article by its id."""
    count = reader.everything.bit_length()
    alive = reader.everything.to_bytes((count + 7) >> 3, "little")
    return {reader.row(n).id: n for n in range(count) if alive[n >> 3] >> (n & 7) & 1}
