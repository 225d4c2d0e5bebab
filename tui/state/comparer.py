"""What the compare screen needs of a library, or of the versions of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from seedread.index.compare import Comparison

__all__ = ["Comparer"]


class Comparer(Protocol):
    """Compares two articles by their IDs."""

    def compare(self, a: str, b: str) -> Comparison:
        """Compare two articles; raises NotFound."""
        ...
