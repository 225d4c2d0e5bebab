"""A sorted list of words, searched in the memory map; ends and first bytes of the words are held in memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.engines.whoosh.segment_file import narrow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seedread.index.engines.whoosh.segment_file import Array, Section, SegmentFile

__all__ = ["Dictionary", "pack_words", "runs", "stream_words"]

_KEY = 8
"""Bytes of a word that are compared as a number."""


def pack_words(name: str, words: Sequence[bytes]) -> dict[str, Array | bytes]:
    """Return the sections of `words`, in their order."""
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    return {f"{name}.bytes": b"".join(words), f"{name}.lengths": narrow(lengths)}


def stream_words(name: str, words: Iterable[bytes]) -> Iterator[tuple[str, Section]]:
    """Return the same sections for a stream of words, without holding all in memory."""
    lengths = array("I")

    def noted() -> Iterator[bytes]:
        for word in words:
            lengths.append(len(word))
            yield word

    yield f"{name}.bytes", noted()
    yield f"{name}.lengths", narrow(np.array(lengths))


def runs(numbers: Array) -> list[tuple[int, int]]:
    """Return ascending numbers as runs of consecutive ones: pairs of the first and one past the last."""
    if not len(numbers):
        return []
    cuts = np.flatnonzero(np.diff(numbers) != 1)
    firsts, lasts = numbers[np.append(0, cuts + 1)], numbers[np.append(cuts, len(numbers) - 1)] + 1
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


class Dictionary:
    """Words sorted by their bytes; also used as a plain list of words."""

    def __init__(self, file: SegmentFile, name: str) -> None:
        self._bytes = file.pieces(f"{name}.bytes")
        self._ends = np.cumsum(file.array(f"{name}.lengths"), dtype=np.uint32)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, n: int) -> bytes:
        start = int(self._ends[n - 1]) if n else 0
        return bytes(self._bytes.bytes(start, int(self._ends[n])))

    def __iter__(self) -> Iterator[bytes]:
        return self.between(0, len(self))

    def between(self, first: int, last: int) -> Iterator[bytes]:
        """Yield the words from `first` up to `last`."""
        if last <= first:
            return
        base = start = int(self._ends[first - 1]) if first else 0
        words = self._bytes.bytes(base, int(self._ends[last - 1]))
        for end in self._ends[first:last].tolist():
            yield bytes(words[start - base : end - base])
            start = end

    def texts(self) -> list[str]:
        """Return all words as text, which is much faster than one after the other."""
        ends = self._ends.tolist()
        whole = bytes(self._bytes.bytes(0, ends[-1])) if ends else b""
        if not whole.isascii():
            return [word.decode() for word in self]
        text = whole.decode("ascii")
        return [text[start:end] for start, end in pairwise((0, *ends))]

    def packed(self, first: int, last: int) -> tuple[Array, Array]:
        """Return the concatenated letters of the words from `first` up to `last`, and the end of each word."""
        start = int(self._ends[first - 1]) if first else 0
        return self._bytes.array(start, int(self._ends[last - 1])), self._ends[first:last].astype(np.int64) - start

    def find(self, word: bytes) -> int:
        """Return the number of `word`, or -1."""
        n = self.at_least(word)
        return n if n < len(self) and self[n] == word else -1

    def at_least(self, word: bytes) -> int:
        """Return the number of the first word that is not before `word`."""
        key = np.uint64(int.from_bytes(word[:_KEY].ljust(_KEY, b"\0"), "big"))
        low = int(self._keys.searchsorted(key))
        return bisect_left(self, word, low, int(self._keys.searchsorted(key, side="right")))

    @cached_property
    def _keys(self) -> Array:
        """The first bytes of each word as one number, to narrow a search quickly."""
        letters = np.frombuffer(self._bytes.all(), np.uint8)
        starts = np.append(np.uint32(0), self._ends[:-1]) if len(self._ends) else self._ends
        keys = np.zeros(len(starts), np.uint64)
        for n in range(_KEY):
            at = starts + np.uint32(n)
            keys = keys << np.uint64(8) | np.where(at < self._ends, letters[np.minimum(at, len(letters) - 1)], 0)
        return keys

    def with_prefix(self, prefix: bytes) -> range:
        """Return the numbers of the words that begin with `prefix`."""
        first = self.at_least(prefix)
        last = self.at_least(prefix + b"\xff" * 8)
        return range(first, last)
