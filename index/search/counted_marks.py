"""A reader's marks by name, with how many articles of a generation have each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.engines import Reader
    from seedread.index.query import Marks, MarkValues

__all__ = ["CountedMarks", "counted"]


@dataclass(frozen=True, slots=True)
class CountedMarks:
    """The values of a facet of marks (`seedread.index.facets.FacetValues`)."""

    marks: MarkValues
    reader: Reader

    @property
    def labels(self) -> Mapping[str, str]:
        """The displayed name of each value."""
        return self.marks.labels

    def count(self, value: str) -> int:
        """Return how many articles have a mark."""
        return self.reader.search(self.marks.meaning(value)).total


def counted(marks: Marks, reader: Reader) -> Mapping[str, CountedMarks]:
    """Return every facet of marks with its counts."""
    return {name: CountedMarks(values, reader) for name, values in marks.items()}
