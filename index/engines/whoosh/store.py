"""The articles themselves: text and record compressed, a few together, checked when they are read, never pickled."""

from __future__ import annotations

import json
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from seedread.index.engines.base import Kept

from .dictionary import Dictionary, pack_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seedread.index.engines.base import Entry

    from .segment_file import Array, SegmentFile

__all__ = ["ArticleStore", "Stored", "pack_articles"]

_TOGETHER = 4
"""Articles compressed as one block: more save room, fewer save time when one is read."""
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
        **pack_words("texts", list(_blocks([article.text for article in articles]))),
        **pack_words("records", list(_blocks([article.record for article in articles]))),
    }


def _blocks(texts: Sequence[str]) -> Iterable[bytes]:
    for at in range(0, len(texts), _TOGETHER):
        yield zlib.compress(_BETWEEN.join(texts[at : at + _TOGETHER]).encode(), _LEVEL)


class ArticleStore:
    """Reads articles by their number in the segment."""

    def __init__(self, file: SegmentFile) -> None:
        self._file = file
        self._identities = Dictionary(file, "ids")
        self._order = file.array("ids.order")
        self._titles = Dictionary(file, "titles")
        self._texts = Dictionary(file, "texts")
        self._records = Dictionary(file, "records")
        self._text_block = lru_cache(maxsize=32)(lambda n: self._block(self._texts[n]))

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
        return self._text_block(n // _TOGETHER)[n % _TOGETHER]

    def kept(self, n: int) -> Kept:
        """Return an article as it was given."""
        record = self._block(self._records[n // _TOGETHER])[n % _TOGETHER]
        return Kept(self.identity(n), self.title(n), self.text(n), json.loads(record))

    def articles(self, numbers: Sequence[int]) -> Iterable[Stored]:
        """Go through articles as they are stored, each block decompressed once."""
        block, records = -1, [""]
        for n in numbers:
            if n // _TOGETHER != block:
                block = n // _TOGETHER
                records = self._block(self._records[block])
            yield Stored(self.identity(n), self.title(n), self.text(n), records[n % _TOGETHER])

    def _block(self, compressed: bytes) -> list[str]:
        try:
            return zlib.decompress(compressed).decode().split(_BETWEEN)
        except (zlib.error, UnicodeDecodeError):
            raise self._file.damaged("an article in it is broken") from None
