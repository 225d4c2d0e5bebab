"""Converts sets of articles between bitsets and boolean arrays with one item per document."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from seedread.index.engines.whoosh.facet_values import Bitset

__all__ = ["Mask", "holds", "to_bitset", "to_mask"]

Mask: TypeAlias = "NDArray[np.bool_]"


def to_bitset(mask: Mask) -> Bitset:
    """Return the documents for which `mask` is true as a bitset."""
    return int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little")


def to_mask(bitset: Bitset, count: int) -> Mask:
    """Return for each of `count` documents whether it is in `bitset`."""
    packed = np.frombuffer(bitset.to_bytes((count + 7) // 8, "little"), np.uint8)
    return np.unpackbits(packed, count=count, bitorder="little").view(np.bool_)


def holds(bitset: Bitset) -> Callable[[int], bool]:
    """Return what tells whether a document is in `bitset`; a shift of the whole set for each would take far longer."""
    inside = bitset.to_bytes(bitset.bit_length() // 8 + 1, "little")
    return lambda document: document >> 3 < len(inside) and bool(inside[document >> 3] >> (document & 7) & 1)
