"""Documents by their numbers: how a set of articles is handed to an engine, whatever the engine makes of it."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Numbers"]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of documents of one generation, ascending and without repetition; equal ones hash alike."""

    packed: bytes = b""
    """Integers of eight bytes in the order of the machine, as `numpy.frombuffer` takes them."""

    @staticmethod
    def of(numbers: Iterable[int]) -> Numbers:
        """Return these numbers, in any order."""
        return Numbers(array("q", sorted(set(numbers))).tobytes())

    def __iter__(self) -> Iterator[int]:
        """Go through the numbers in ascending order."""
        return iter(memoryview(self.packed).cast("q"))

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.packed)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.packed) >> 3
