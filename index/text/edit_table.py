"""The table of the edit distance (`edit_distance`), filled for many words at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["edits_of"]

_Column: TypeAlias = "NDArray[np.uint16]"
"""For each of several words, its edits so far."""


def edits_of(words: Sequence[str], wanted: str, limit: int) -> _Column:
    """Return how far each of `words` is from `wanted`, anything over `limit` where that is farther.

    The table of the distance is filled row by row for all words at once, near its diagonal only: a cell further off
    than `limit` is over it.
    """
    lengths = np.array([len(word) for word in words])
    letters, sought = _letters(words, lengths), [ord(char) for char in wanted]
    far = np.full(len(words), limit + 1, np.uint16)
    rows = [[np.full(len(words), m, np.uint16) for m in range(len(wanted) + 1)]]
    found = np.where(lengths == 0, rows[0][-1], far)
    for n in range(1, len(letters) + 1):
        rows = [*rows[-2:], [far] * (len(wanted) + 1)]
        for m in range(max(n - limit, 0), min(n + limit, len(wanted)) + 1):
            rows[-1][m] = _cell(letters, sought, n, m, rows)
        found = np.where(lengths == n, rows[-1][-1], found)
    return found


def _cell(letters: NDArray[np.uint32], sought: Sequence[int], n: int, m: int, rows: Sequence[list[_Column]]) -> _Column:
    """Return how far the first `n` letters of each word are from the first `m` that are sought."""
    row, above = rows[-1], rows[-2]
    if not m:
        return above[0] + np.uint16(1)
    edits: _Column = np.minimum(
        np.minimum(above[m], row[m - 1]) + np.uint16(1), above[m - 1] + (letters[n - 1] != sought[m - 1])
    )
    if n > 1 and m > 1:
        exchanged = (letters[n - 1] == sought[m - 2]) & (letters[n - 2] == sought[m - 1])
        edits = np.where(exchanged, np.minimum(edits, rows[-3][m - 2] + np.uint16(1)), edits)
    return edits


def _letters(words: Sequence[str], lengths: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Return the letters of the words, the first ones of all in the first row; 0 behind the end of a word."""
    table = np.zeros((int(lengths.max()), len(words)), np.uint32)
    of_word = np.repeat(np.arange(len(words)), lengths)
    place = np.arange(len(of_word)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    table[place, of_word] = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), np.uint32)
    return table
