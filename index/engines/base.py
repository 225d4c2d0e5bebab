"""The face of a search engine: a writer that adds and removes articles, readers that see one finished generation.

An engine knows articles only as records (plain JSON values) and facet values; it decides nothing about text
beyond `seedread.index.text.analysis`. Documents of a generation have
numbers from 0; sets of them are bitsets in plain integers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from seedread.index.facets import Bitset, Values
    from seedread.index.query import Node, Notice

__all__ = ["Cancel", "Engine", "Entry", "Kept", "Reader", "Record", "Row", "Unit", "Writer"]

Record: TypeAlias = "dict[str, Any]"
"""What is known of an article beside its text, as plain JSON values (`seedread.index.article.stored`)."""
Cancel: TypeAlias = "Callable[[], bool]"
"""Tells, from inside a long search, whether anybody still waits for it."""
Unit: TypeAlias = Literal["day", "month", "year"]
"""The periods by which dates are counted."""


class Entry(Protocol):
    """What the engine needs of an article."""

    @property
    def id(self) -> str:
        """Unique in the library."""
        ...

    @property
    def title(self) -> str:
        """Searched with a higher weight, unless it is only the beginning of the body."""
        ...

    @property
    def titled(self) -> bool:
        """Whether the title is one of its own."""
        ...

    @property
    def body(self) -> str:
        """Searched; a line break keeps the words of a phrase, and words near one another, apart."""
        ...

    @property
    def facets(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Value and label of every facet."""
        ...

    @property
    def minute(self) -> int | None:
        """When it was published, in minutes since the first day of the year 1; None when undated.

        A date known only by its month or year is the first minute of that period.
        """
        ...

    @property
    def precision(self) -> int:
        """How many characters of the date's ISO form are known: 4, 7, 10 or 16."""
        ...

    @property
    def record(self) -> Record:
        """What is not searched: kept as it is and given back."""
        ...


class Row(Protocol):
    """What a list shows of a document, looked up when it is asked for; it outlives the reader that gave it."""

    @property
    def id(self) -> str:
        """As the entry gave it."""
        ...

    @property
    def title(self) -> str:
        """As the entry gave it."""
        ...

    @property
    def titled(self) -> bool:
        """Whether the title is one of its own."""
        ...

    @property
    def date(self) -> str | None:
        """ISO, at the precision that is known; None for an undated one."""
        ...

    @property
    def body(self) -> str:
        """As the entry gave it."""
        ...

    def values(self, facet: str) -> tuple[str, ...]:
        """Return the values of a facet, in the order that the entry gave."""
        ...


class Kept(NamedTuple):
    """A document as it was given to the writer."""

    id: str
    title: str
    body: str
    record: Record


class Reader(Protocol):
    """One generation of an index, unchanged while it is held; used by one thread at a time."""

    generation: int
    everything: Bitset
    """All documents that are not deleted."""

    def verify(self) -> None:
        """Raise Damaged where what was opened is no longer there to be read, a file cut short for one."""
        ...

    def match(self, tree: Node, cancelled: Cancel) -> Bitset:
        """Return the documents that match; `Named` leaves must have been resolved. Raises Cancelled."""
        ...

    def rank(self, tree: Node, within: Bitset, limit: int, cancelled: Cancel = ...) -> list[tuple[int, float]]:
        """Return the `limit` best documents of `within` with their scores, best first.

        Where the tree asks for no word, the newest come first. Raises Cancelled.
        """
        ...

    def by_date(self, within: Bitset, limit: int, *, newest: bool) -> list[int]:
        """Return the first `limit` documents of `within` by date, undated ones last."""
        ...

    def facets(self) -> Mapping[str, Values]:
        """Return every facet's values with their documents; like rows they outlive the reader."""
        ...

    def span(self, within: Bitset) -> tuple[datetime.date, datetime.date] | None:
        """Return the first and the last day on which an article of `within` was published; None without a date.

        A date known only by its month or year counts as its first day. Like a row, this may be asked later.
        """
        ...

    def tally_dates(self, within: Bitset, unit: Unit) -> list[int]:
        """Return how many of `within` were published in each period, without gaps from the first to the last.

        Like a row, this may be asked later.
        """
        ...

    def row(self, document: int) -> Row:
        """Return what a list shows of a document."""
        ...

    def kept(self, document: int) -> Kept:
        """Return a document as it was given to the writer."""
        ...

    def document(self, article_id: str) -> int | None:
        """Return the number of the article with this id."""
        ...

    def expand(self, tree: Node, cancelled: Cancel = ...) -> Node:
        """Return `tree` with the stems that its wildcards and fuzzy words stand for here: just these are matched.

        Raises Cancelled.
        """
        ...

    def notices(self, tree: Node) -> list[Notice]:
        """Return what the engine could not do in full, such as a wildcard cut at its cap."""
        ...

    def suggest(self, word: str, edits: int, cancelled: Cancel = ...) -> list[tuple[str, int]]:
        """Return the words at most `edits` letters away from a folded `word`, each with its number of articles.

        They stand as in the texts, folded and unstemmed, in no order. Those that begin with another letter, from a to
        z, are at most one edit away. (`seedread.index.text.edit_distance` says what an edit is.) Of very many these are
        the nearest. Raises Cancelled.
        """
        ...

    def frequencies(self, terms: Sequence[str]) -> list[int]:
        """Return the number of documents, deleted ones too, with each of the stems `terms`; quick for many at once."""
        ...

    def closest(
        self, weights: Mapping[str, float], limit: int, minute: int | None, *, within: int, far: float
    ) -> list[tuple[int, float]]:
        """Return the `limit` documents in which the weighted stems weigh most for their length, best first.

        What was published more than `within` minutes from `minute` counts only `far` as much. The stems are taken in
        the order given; the last ones may be passed over where they stand in very many documents.
        """
        ...

    def minute(self, document: int) -> int | None:
        """Return when a document was published, as the entry gave it."""
        ...

    def text_sum(self, document: int) -> int:
        """Return a sum (CRC-32) of title and body, which need not be read for it: it tells what changed."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...


class Writer(Protocol):
    """Changes an index; one at a time. Nothing is seen by readers before `commit`."""

    def add(self, entries: Iterable[Entry]) -> None:
        """Add articles; one whose id is there already takes its place, the last one of a batch wins."""
        ...

    def remove(self, article_ids: Iterable[str]) -> None:
        """Remove articles; ids that are not there are passed over."""
        ...

    def commit(self, *, last: bool) -> int:
        """Make a new generation of all changes so far and return it; `last` allows the work that pays only once.

        The generation before it can still be opened, until `clean`.
        """
        ...

    def clean(self) -> None:
        """Remove what the last committed generation does not need."""
        ...

    def cancel(self) -> None:
        """Forget the changes since the last commit and let go of the index."""
        ...


class Engine(Protocol):
    """An index in a directory of its own."""

    def __init__(self, directory: Path) -> None: ...

    def generation(self) -> int | None:
        """Return the newest finished generation, None where there is no index yet."""
        ...

    def reader(self, generation: int | None = None) -> Reader:
        """Open a generation, the newest without one; raises Damaged where it is gone or cannot be read."""
        ...

    def writer(self, generation: int | None = None) -> Writer:
        """Open a writer that goes on from a generation, the newest without one; it makes the index if there is none.

        What came after that generation is removed. Raises Damaged where any byte of it is broken.
        """
        ...
