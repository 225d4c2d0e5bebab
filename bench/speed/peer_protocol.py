"""What a program must do to be measured beside seedread: index the same articles, and show the same for a query.

For each query it looks up what the screen shows after a keystroke: the 50 best with their titles, a highlighted snippet
of the first 20, the exact total, and the counts of every country, leader and source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from seedread.index.ingest.index_entry import IndexEntry

__all__ = ["FACETS", "IndexBuilder", "Kind", "Peer", "Query", "Searches"]

FACETS = ("country", "leader", "source")


Kind: TypeAlias = Literal["all words", "any word", "without", "phrase", "near", "beginning", "fuzzy", "everything"]
"""`without`: the first word, not the second; `near`: at most 8 words apart."""


class Query(NamedTuple):
    """A question that each program puts in its own language."""

    kind: Kind
    words: tuple[str, ...] = ()
    country: str = ""
    """The code of a country to which it is limited."""


class IndexBuilder(Protocol):
    """Builds an index."""

    def add(self, batch: Sequence[IndexEntry]) -> None:
        """Add articles, whose countries, leaders and sources are those that seedread found."""
        ...

    def finish(self) -> None:
        """Write and merge everything, and wait until that is done."""
        ...


class Searches(Protocol):
    """Searches an index."""

    def run(self, query: Query) -> int | None:
        """Return how many articles match, with all that the screen shows looked up; None: it has no such query."""
        ...


class Peer(NamedTuple):
    """A program: how it builds an index in a folder that exists, and how it searches there."""

    build: Callable[[Path], IndexBuilder]
    search: Callable[[Path], Searches]
