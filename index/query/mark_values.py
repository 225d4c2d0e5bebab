"""A facet that no index holds: values of the reader's own, each with the query that finds its articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from seedread.index.query.numbers import Numbers
from seedread.index.query.tree import DocumentSet, Or

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from seedread.index.query.tree import Node

__all__ = ["MarkValues", "Marks", "any_of"]


@dataclass(frozen=True, slots=True)
class MarkValues:
    """The values of one facet of marks."""

    meanings: Mapping[str, Node] = field(default_factory=dict)
    """What finds the articles of each value."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """The displayed name of each value."""

    def meaning(self, value: str) -> Node:
        """Return what finds the articles of a value; nothing finds those of an unknown one."""
        return self.meanings.get(value, any_of(()))

    @property
    def any_value(self) -> Node:
        """What finds the articles that have any value."""
        return any_of(self.meanings.values())


Marks: TypeAlias = "Mapping[str, MarkValues]"
"""The facets of a reader's marks by name."""


def any_of(meanings: Iterable[Node]) -> Node:
    """Return what finds the articles of any of the meanings; without one it finds none."""
    distinct = tuple(dict.fromkeys(meanings))
    if not distinct:
        return DocumentSet(Numbers())
    return distinct[0] if len(distinct) == 1 else Or(distinct)
