"""Stores the articles: text and record are compressed, verified when read, and never pickled."""

from __future__ import annotations

import heapq
import json
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from seedread.index.engines.base import StoredArticle
from seedread.index.engines.whoosh.compression import CompressedTexts, compressed, merged
from seedread.index.engines.whoosh.dictionary import Dictionary, pack_words, stream_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from seedread.index.engines.base import Entry
    from seedread.index.engines.whoosh.segment_file import Array, Section, SegmentFile

__all__ = ["ArticleStore", "PackedArticle", "merge_articles", "pack_articles"]

_FEW = 50
"""Up to this share of the articles of a segment, it is faster to look up each ID by itself."""


class PackedArticle(NamedTuple):
    """The stored fields of one article; the text is separate from the record, which is rarely needed."""

    identity: str
    title: str
    text: str
    record: str
    """JSON."""

    @classmethod
    def of(cls, entry: Entry) -> PackedArticle:
        """Return the stored fields of an entry."""
        record = json.dumps(entry.record, ensure_ascii=False, separators=(",", ":"))
        return cls(entry.id, entry.title, entry.body, record)


def pack_articles(
    articles: Sequence[PackedArticle], dictionaries: Mapping[str, bytes]
) -> Iterator[tuple[str, Section]]:
    """Return the sections of `articles`, in their order; `dictionaries` are those of an `ArticleStore`."""
    identities = [article.identity.encode() for article in articles]
    yield from pack_words("ids", identities).items()
    yield "ids.order", np.array(sorted(range(len(identities)), key=identities.__getitem__), np.uint32)
    yield from pack_words("titles", [article.title.encode() for article in articles]).items()
    yield from compressed("texts", [article.text for article in articles], dictionaries.get("texts", b""))
    yield from compressed("records", [article.record for article in articles], dictionaries.get("records", b""))


def merge_articles(stores: Sequence[ArticleStore], chosen: Sequence[Array]) -> Iterator[tuple[str, Section]]:
    """Yield the sections of the `chosen` articles of each store; neither texts nor names are held in memory."""
    yield from stream_words("ids", _each(ArticleStore.identities, stores, chosen))
    yield "ids.order", _order(stores, chosen)
    yield from stream_words("titles", _each(ArticleStore.titles, stores, chosen))
    yield from merged("texts", [store.texts for store in stores], chosen)
    yield from merged("records", [store.records for store in stores], chosen)


def _each(
    names: Callable[[ArticleStore], Iterable[bytes]], stores: Sequence[ArticleStore], chosen: Sequence[Array]
) -> Iterator[bytes]:
    """Yield the names of the `chosen` articles."""
    for store, numbers in zip(stores, chosen, strict=True):
        wanted = np.zeros(len(store), bool)
        wanted[numbers] = True
        yield from compress(names(store), wanted.tolist())


def _order(stores: Sequence[ArticleStore], chosen: Sequence[Array]) -> Array:
    """Return the numbers of the `chosen` articles in the order of their IDs."""
    count = sum(map(len, chosen))
    firsts = np.cumsum([0, *map(len, chosen)])
    sorted_each = (store.sorted_identities(numbers, int(first))
                   for store, numbers, first in zip(stores, chosen, firsts, strict=False))  # fmt: skip
    return np.fromiter((number for _, number in heapq.merge(*sorted_each)), np.uint32, count)


class ArticleStore:
    """Reads articles by their number in the segment."""

    def __init__(self, file: SegmentFile) -> None:
        self._identities = Dictionary(file, "ids")
        self._order = file.array("ids.order")
        self._titles = Dictionary(file, "titles")
        self.texts = CompressedTexts(file, "texts")
        self.records = CompressedTexts(file, "records")

    def __len__(self) -> int:
        return len(self._identities)

    @property
    def dictionaries(self) -> dict[str, bytes]:
        """The compression dictionaries of texts and records."""
        return {"texts": self.texts.dictionary, "records": self.records.dictionary}

    def identity(self, n: int) -> str:
        """Return the ID of an article."""
        return self._identities[n].decode()

    def identities(self) -> Iterator[bytes]:
        """Yield the ID of every article, in the order of their numbers."""
        return iter(self._identities)

    def ids(self) -> list[str]:
        """Return the same as text, faster for all than for each."""
        return self._identities.texts()

    def titles(self) -> Iterator[bytes]:
        """Yield the title of every article, in the order of their numbers."""
        return iter(self._titles)

    def sorted_identities(self, chosen: Array, first: int) -> Iterator[tuple[bytes, int]]:
        """Yield the IDs of some articles, sorted, with their numbers if the first of them has the number `first`."""
        numbers = np.full(len(self), -1, np.int64)
        numbers[chosen] = np.arange(first, first + len(chosen))
        for n in self._order.tolist():
            if (number := int(numbers[n])) >= 0:
                yield self._identities[n], number

    def find(self, identity: str) -> list[int]:
        """Return the numbers of the articles with this ID; more than one if a batch had duplicates."""
        wanted = identity.encode(errors="backslashreplace")  # an ID with a lone surrogate is never found
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._identities[int(self._order[middle])] < wanted:
                low = middle + 1
            else:
                high = middle
        found = []
        while low < len(self) and self._identities[int(self._order[low])] == wanted:
            found.append(int(self._order[low]))
            low += 1
        return found

    def find_each(self, identities: Collection[str]) -> list[int]:
        """Return the numbers of the articles with any of these IDs."""
        if len(identities) * _FEW < len(self):
            return [n for identity in identities for n in self.find(identity)]
        wanted = {identity.encode(errors="backslashreplace") for identity in identities}
        hashes = np.fromiter(map(hash, wanted), np.int64, len(wanted))
        near = np.flatnonzero(np.isin(self._hashes, hashes)).tolist()
        return [n for n in near if self._identities[n] in wanted]

    @cached_property
    def _hashes(self) -> Array:
        """A number for each ID, in this process."""
        return np.fromiter(map(hash, self._identities), np.int64, len(self))

    def title(self, n: int) -> str:
        """Return the title of an article."""
        return self._titles[n].decode()

    def text(self, n: int) -> str:
        """Return the body of an article, one paragraph per line."""
        return self.texts[n]

    def kept(self, n: int) -> StoredArticle:
        """Return an article as it was added."""
        return StoredArticle(self.identity(n), self.title(n), self.text(n), json.loads(self.records[n]))
