"""Sets of document numbers as bitsets in plain integers, there and back, as slowly and plainly as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["from_numbers", "numbers"]

_ONES = [tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]


def from_numbers(documents: Sequence[int]) -> int:
    """Return the bitset of the given numbers, in time linear in the highest one."""
    if not documents:
        return 0
    packed = bytearray((max(documents) >> 3) + 1)
    for number in documents:
        packed[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(packed, "little")


def numbers(bitset: int) -> Iterator[int]:
    """Go through the numbers of a bitset in ascending order."""
    packed = bitset.to_bytes((bitset.bit_length() + 7) >> 3, "little")
    for at, byte in enumerate(packed):
        if byte:
            base = at << 3
            for bit in _ONES[byte]:
                yield base + bit
