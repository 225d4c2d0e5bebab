"""A sorted list of words, searched where it lies: only where each word ends is held in memory."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np

from .segment_file import narrow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .segment_file import Array, SegmentFile

__all__ = ["Dictionary", "pack_words"]


def pack_words(name: str, words: Sequence[bytes]) -> dict[str, Array | bytes]:
    """Return the sections that hold `words`, in their order."""
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    return {f"{name}.bytes": b"".join(words), f"{name}.lengths": narrow(lengths)}


class Dictionary:
    """Words in the order of their bytes; also the plain list of words that `pack_words` was given."""

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
        """Go through the words from `first` up to `last`."""
        if last <= first:
            return
        base = start = int(self._ends[first - 1]) if first else 0
        words = self._bytes.bytes(base, int(self._ends[last - 1]))
        for end in self._ends[first:last].tolist():
            yield bytes(words[start - base : end - base])
            start = end

    def find(self, word: bytes) -> int:
        """Return the number of `word`, -1 where it is not there."""
        n = self.at_least(word)
        return n if n < len(self) and self[n] == word else -1

    def at_least(self, word: bytes) -> int:
        """Return the number of the first word that is not before `word`."""
        return bisect_left(self, word)

    def beginning(self, prefix: bytes) -> range:
        """Return the numbers of the words that begin with `prefix`."""
        first = self.at_least(prefix)
        last = self.at_least(prefix + b"\xff" * 8)
        return range(first, last)
