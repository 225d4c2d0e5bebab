"""The mean embedding of a unit's words: of all of them, of the first ones and of the last ones.

A caption or a note on the author has a typical beginning and end, but its middle reads like any paragraph.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from seedread.index.cleaning.units import EDGE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from seedread.index.cleaning.features import FloatArray
    from seedread.index.cleaning.units import TextUnit

__all__ = ["EMBEDDED", "WordRows", "mean_embeddings", "word_rows"]

EMBEDDED: tuple[str, ...] = ("all words", "first words", "last words")
"""Which words of a unit have a mean embedding."""
WordRows: TypeAlias = "tuple[NDArray[np.intp], NDArray[np.intp]]"
"""The rows of the words in the embedding table, one unit after the other, and the number of rows of each unit."""


def word_rows(units: Sequence[TextUnit], known: Mapping[str, int]) -> list[WordRows]:
    """Return for each of EMBEDDED the rows of all units; `known` gives the row of each word.

    A unit without a known word has one row, the last of the table.
    """
    whole: list[list[int]] = []
    first: list[list[int]] = []
    last: list[list[int]] = []
    for unit in units:
        own = list(map(known.get, unit.words))
        tail = own[-EDGE:] if unit.short else map(known.get, unit.last_words)
        for part, rows in ((whole, own), (first, own[:EDGE]), (last, tail)):
            part.append([row for row in rows if row is not None])
    return [_flat(part, len(known)) for part in (whole, first, last)]


def _flat(rows: Sequence[Sequence[int]], none: int) -> WordRows:
    flat = list(chain.from_iterable(own or (none,) for own in rows))
    return np.array(flat, dtype=np.intp), np.array([len(own) or 1 for own in rows], dtype=np.intp)


def mean_embeddings(table: FloatArray, parts: Sequence[WordRows], networks: int) -> FloatArray:
    """Return the mean embedding of each part, those of one network side by side: (units, values)."""
    count, values = len(parts[0][1]), table.shape[1]
    means = np.empty((count, networks, len(parts), values // networks), dtype=np.float32)
    for n, (rows, counts) in enumerate(parts):
        sums = np.add.reduceat(table.take(rows, axis=0), counts.cumsum() - counts, axis=0)
        means[:, :, n] = (sums / counts[:, None]).reshape(count, networks, -1)
    return means.reshape(count, -1)
