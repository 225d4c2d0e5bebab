"""The articles themselves: text and record compressed, a few together, checked when they are read, never pickled."""

from __future__ import annotations

import json
import zlib
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from seedread.index.engines.base import Kept

from .dictionary import Dictionary, pack_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seedread.index.engines.base import Entry

    from .segment_file import Array, SegmentFile

__all__ = ["ArticleStore", "Stored", "pack_articles"]

_TEXTS = 2
"""Texts compressed as one block: more save room, fewer save time when a list shows their passages."""
_RECORDS = 16
"""Records compressed as one block: only somebody who reads the article waits for them."""
_LEVEL = 5
_BETWEEN = "\x1e"
"""Between the texts of a block; no cleaned text holds it."""


class Stored(NamedTuple):
    """What is kept of one article: its text apart from the record, which only a reader of the article needs."""

    identity: str
    title: str
    text: str
    record: str
    """JSON."""

    @classmethod
    def of(cls, entry: Entry) -> Stored:
        """Return what is kept of an entry."""
        record = json.dumps(entry.record, ensure_ascii=False, separators=(",", ":"))
        return cls(entry.id, entry.title, entry.body, record)


def pack_articles(articles: Sequence[Stored]) -> dict[str, Array | bytes]:
    """Return the sections that hold `articles`, in their order."""
    identities = [article.identity.encode() for article in articles]
    order = np.array(sorted(range(len(identities)), key=identities.__getitem__), np.uint32)
    return {
        **pack_words("ids", identities),
        "ids.order": order,
        **pack_words("titles", [article.title.encode() for article in articles]),
        **pack_words("texts", list(_blocks([article.text for article in articles], _TEXTS))),
        **pack_words("records", list(_blocks([article.record for article in articles], _RECORDS))),
    }


def _blocks(texts: Sequence[str], size: int) -> Iterable[bytes]:
    for at in range(0, len(texts), size):
        yield zlib.compress(_BETWEEN.join(texts[at : at + size]).encode(), _LEVEL)


class ArticleStore:
    """Reads articles by their number in the segment."""

    def __init__(self, file: SegmentFile) -> None:
        self._file = file
        self._identities = Dictionary(file, "ids")
        self._order = file.array("ids.order")
        self._titles = Dictionary(file, "titles")
        self._texts = Dictionary(file, "texts")
        self._records = Dictionary(file, "records")
        # No cycle back to this object: a map must go with its last reader, not when the collector comes by.
        self._text_block = lru_cache(maxsize=32)(partial(_texts_of_block, file, self._texts))

    def __len__(self) -> int:
        return len(self._identities)

    def identity(self, n: int) -> str:
        """Return the id of an article."""
        return self._identities[n].decode()

    def find(self, identity: str) -> list[int]:
        """Return the numbers of the articles with this id; more than one where a batch gave it again."""
        wanted = identity.encode()
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

    def title(self, n: int) -> str:
        """Return the title of an article."""
        return self._titles[n].decode()

    def text(self, n: int) -> str:
        """Return the body of an article, a paragraph a line."""
        return self._text_block(n // _TEXTS)[n % _TEXTS]

    def kept(self, n: int) -> Kept:
        """Return an article as it was given."""
        record = _split(self._file, self._records[n // _RECORDS])[n % _RECORDS]
        return Kept(self.identity(n), self.title(n), self.text(n), json.loads(record))

    def articles(self, numbers: Sequence[int]) -> Iterable[Stored]:
        """Go through articles as they are stored, each block decompressed once."""
        block, records = -1, [""]
        for n in numbers:
            if n // _RECORDS != block:
                block = n // _RECORDS
                records = _split(self._file, self._records[block])
            yield Stored(self.identity(n), self.title(n), self.text(n), records[n % _RECORDS])


def _texts_of_block(file: SegmentFile, texts: Dictionary, n: int) -> list[str]:
    return _split(file, texts[n])


def _split(file: SegmentFile, compressed: bytes) -> list[str]:
    try:
        return zlib.decompress(compressed).decode().split(_BETWEEN)
    except (zlib.error, UnicodeDecodeError):
        raise file.damaged("an article in it is broken") from None
