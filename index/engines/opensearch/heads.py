"""What is known of articles without their texts: of the last ones asked for, and read ahead in the order of a walk."""

from __future__ import annotations

from array import array
from itertools import islice
from typing import TYPE_CHECKING, Any

from seedread.index.engines.opensearch.requests import numbered
from seedread.index.engines.opensearch.rows import HEAD_FIELDS, Head, head_of
from seedread.index.query import Numbers

if TYPE_CHECKING:
    from seedread.index.engines.opensearch.snapshot import Snapshot

__all__ = ["KnownHeads", "Walk"]

_MOST = 100_000
"""Heads that are remembered: some 30 MB."""
_AHEAD = 1_000
_BY_NUMBER = [{"n": "asc"}]


class Walk:
    """The documents that were gone through last, in their order: who asks for one will ask for the next ones too."""

    def __init__(self) -> None:
        self._documents = array("i")
        self._at = 0

    def begin(self) -> None:
        """Begin another walk."""
        self._documents, self._at = array("i"), 0

    def add(self, document: int) -> None:
        """Go to a document."""
        self._documents.append(document)

    def following(self, document: int, count: int) -> list[int]:
        """Return `document` and those after it, `count` in all; only itself if it is not asked for in order."""
        for first in (self._at, 0):
            for at in range(first, min(first + 2 * count, len(self._documents))):
                if self._documents[at] == document:
                    self._at = at
                    return self._documents[at : at + count].tolist()
        return [document]


class KnownHeads:
    """The heads of the articles of one generation."""

    def __init__(self, articles: Snapshot, walk: Walk, most: int = _MOST) -> None:
        self._articles = articles
        self._walk = walk
        self._most = most
        self._known: dict[int, Head] = {}

    def learn(self, hit: dict[str, Any]) -> tuple[int, Head]:
        """Remember a hit with `HEAD_FIELDS`, and return number and head."""
        if len(self._known) >= self._most:
            self._known = dict(islice(self._known.items(), self._most // 2, None))
        number, head = head_of(hit)
        self._known[number] = head
        return number, head

    def of(self, document: int) -> Head:
        """Return the head of a document."""
        if document not in self._known:
            wanted = numbered(Numbers.of(self._walk.following(document, min(_AHEAD, self._most // 2))))
            for hit in self._articles.hits(wanted, _BY_NUMBER, HEAD_FIELDS):
                self.learn(hit)
        return self._known[document]
