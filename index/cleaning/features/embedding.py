"""What the words of a unit tell: the mean meaning of all of them, of its first ones and of its last ones.

A caption or a note on the author begins and ends in its own way, and its middle reads like any paragraph.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from seedread.index.cleaning.features.counts import EDGE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from seedread.index.cleaning.features.counts import Features
    from seedread.index.cleaning.features.position import Array

__all__ = ["PARTS", "Rows", "rows_of", "told_of"]

PARTS: tuple[str, ...] = ("all words", "first words", "last words")
"""Of what words of a unit the mean meaning is taken."""
Rows: TypeAlias = "tuple[NDArray[np.intp], NDArray[np.intp]]"
"""Rows of words, those of one unit after those of the other, and how many each unit has."""


def rows_of(units: Sequence[Features], known: Mapping[str, int]) -> list[Rows]:
    """Return, for each of PARTS, the rows of the words of all units, and how many each unit has.

    A unit without a known word has one row, the last of the meanings.
    """
    whole: list[list[int]] = []
    first: list[list[int]] = []
    last: list[list[int]] = []
    for unit in units:
        own = list(map(known.get, unit.words))
        tail = own[-EDGE:] if unit.short else map(known.get, unit.tail)
        for part, rows in ((whole, own), (first, own[:EDGE]), (last, tail)):
            part.append([row for row in rows if row is not None])
    return [_flat(part, len(known)) for part in (whole, first, last)]


def _flat(rows: Sequence[Sequence[int]], none: int) -> Rows:
    flat = list(chain.from_iterable(own or (none,) for own in rows))
    return np.array(flat, dtype=np.intp), np.array([len(own) or 1 for own in rows], dtype=np.intp)


def told_of(meanings: Array, parts: Sequence[Rows], networks: int) -> Array:
    """Return the mean meaning of the words of each part, those of a network side by side: (units, values)."""
    means = [
        np.add.reduceat(meanings.take(rows, axis=0), np.cumsum(counts) - counts, axis=0) / counts[:, None]
        for rows, counts in parts
    ]
    count, values = means[0].shape
    ordered = np.stack(means, axis=1).reshape(count, len(parts), networks, values // networks).swapaxes(1, 2)
    return ordered.reshape(count, len(parts) * values).astype(np.float32)
