"""The protocol of a search engine: a writer adds and removes articles, a reader sees one committed generation.

A new engine is a package beside `whoosh`, chosen in `engines.open_engine`.

An engine stores articles as records (plain JSON values) and facet values; its analyzer is
`seedread.index.text.analysis`. Documents of a generation have numbers. A set of documents never leaves the engine: it
answers with counts, and with pages of rows. Sets go in as queries, of which `DocumentSet` lists numbers.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from seedread.index.facets import Selection

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from seedread.index.facets import Facet, FacetValues
    from seedread.index.facets.periods import DateUnit
    from seedread.index.query import Marks, Node, Notice, Sort

__all__ = [
    "NOT_CHOSEN",
    "NO_MARKS",
    "WHOLE",
    "Answered",
    "Cancel",
    "Engine",
    "Entry",
    "Found",
    "Heads",
    "ListedDays",
    "Reader",
    "Record",
    "Row",
    "StoredArticle",
    "Writer",
]

Record: TypeAlias = "dict[str, Any]"
"""The fields of an article other than its text, as plain JSON values (`seedread.index.article.stored`)."""
Cancel: TypeAlias = "Callable[[], bool]"
"""Tells a long search whether it was cancelled."""
NO_MARKS: Marks = MappingProxyType({})
"""A reader without marks."""
NOT_CHOSEN = Selection()
"""No choice in any facet."""


class Entry(Protocol):
    """An article as the engine indexes it."""

    @property
    def id(self) -> str:
        """Unique in the library."""
        ...

    @property
    def title(self) -> str:
        """Searched with a higher weight, unless it only repeats the beginning of the body."""
        ...

    @property
    def titled(self) -> bool:
        """Whether the title is not just the beginning of the body."""
        ...

    @property
    def body(self) -> str:
        """Searched; phrases and nearby words do not match across a line break."""
        ...

    @property
    def credits(self) -> Mapping[str, str]:
        """The text of each further field whose words are searched (`seedread.index.query.CREDITS`)."""
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
        """Fields that are stored but not searched."""
        ...


class Heads(NamedTuple):
    """What is known of all documents without their texts, in the order of their dates; undated ones come last."""

    numbers: list[int]
    ids: list[str]
    minutes: list[int | None]
    """When each was published, as in the entry."""
    text_sums: list[int]
    """The hash of title and body of each as a number (`seedread.index.article.stored.hash_number`)."""


class ListedDays(NamedTuple):
    """The days of a list by date, in the order of the list; the undated rows come after them."""

    days: list[int]
    """Each as `datetime.date.toordinal` counts; a date known only by its month or year is its first day."""
    known: list[tuple[int, ...]]
    """How much of the dates of each is known, as the lengths of ISO forms: 4, 7 and 10, the last also with a time."""
    rows: list[int]
    """How many rows each has."""
    undated: int
    """How many rows have no date."""


class Row(Protocol):
    """A document for a result list, loaded on demand; it stays valid after its reader is closed."""

    @property
    def number(self) -> int:
        """Its document in the generation."""
        ...

    @property
    def id(self) -> str:
        """As in the entry."""
        ...

    @property
    def title(self) -> str:
        """As in the entry."""
        ...

    @property
    def titled(self) -> bool:
        """Whether the title is not just the beginning of the body."""
        ...

    @property
    def date(self) -> str | None:
        """ISO, at the precision that is known; None for an undated one."""
        ...

    @property
    def body(self) -> str:
        """As in the entry."""
        ...

    def values(self, facet: str) -> tuple[str, ...]:
        """Return the values of a facet, in the order of the entry."""
        ...


class StoredArticle(NamedTuple):
    """A stored document, as it was added."""

    id: str
    title: str
    body: str
    record: Record


class Answered(NamedTuple):
    """How many parts (shards) of an index answered."""

    parts: int
    of: int

    @property
    def complete(self) -> bool:
        """Whether all did: else there are articles that nobody counted."""
        return self.parts == self.of

    @property
    def shortfall(self) -> str:
        """What to say where a figure is shown; empty if it is whole."""
        return "" if self.complete else f"{self.parts} of {self.of} shards answered: counts are too low"


WHOLE = Answered(1, 1)


class Found(Protocol):
    """What a search found in one generation; nothing is counted before it is asked. It stays valid after close."""

    @property
    def answered(self) -> Answered:
        """The fewest parts of the index that answered any question of this search so far."""
        ...

    @property
    def total(self) -> int:
        """How many articles match the query and the choices in the facets."""
        ...

    @property
    def matched(self) -> bool:
        """Whether any article matches the query, whatever is chosen."""
        ...

    def page(self, sort: Sort, offset: int, limit: int, *, without: Collection[int] = ()) -> list[tuple[Row, float]]:
        """Return rows of the result but those of `without`, with their scores, in order; raises Cancelled.

        By relevance, the best come first. If the query has no words, similar articles come in their order, then the
        newest. By date, undated articles come last. By source or title, in alphabetical order, those without one come
        last, and those of one are newest first.
        """
        ...

    def facet(self, name: str) -> Facet:
        """Return a facet of the index, of regions or of the marks, with its counts (R2 to R7)."""
        ...

    def prepare(self, names: Collection[str]) -> None:
        """Tell which facets (`date`: the dates) will be asked for, so that they may be counted with the next page."""
        ...

    def tally(self, name: str) -> list[tuple[str, int]]:
        """Return every value of a facet in the result with its number of articles, sorted by number, then by label."""
        ...

    def pairs(self, name: str, values: Sequence[str]) -> Mapping[tuple[str, str], int]:
        """Return how many articles of the result have both of two of `values`; pairs that none has are left out."""
        ...

    def span(self, *, chosen: bool) -> tuple[datetime.date, datetime.date] | None:
        """Return the first and the last day on which an article was published; None without a date.

        The articles are those of the result, or without `chosen` those that match all choices but those of dates. A
        date known only by its month or year counts as its first day.
        """
        ...

    def dates(self, unit: DateUnit, *, chosen: bool) -> list[int]:
        """Return how many of these articles were published in each period, without gaps from the first to the last."""
        ...

    def undated(self, *, chosen: bool) -> int:
        """Return how many of these articles have no date."""
        ...

    def days(self, *, newest: bool, without: Collection[int] = ()) -> ListedDays | None:
        """Return on which days the rows are that `page` returns by date, the newest or the oldest first.

        None if the engine cannot tell how much of the dates is known.
        """
        ...

    def among(self, documents: Collection[int]) -> frozenset[int]:
        """Return those of `documents` that are in the result."""
        ...


class Reader(Protocol):
    """A snapshot of one generation of an index; used by one thread at a time."""

    generation: int
    remote: bool
    """Whether its answers come over a network."""

    @property
    def count(self) -> int:
        """How many documents are not deleted."""
        ...

    def verify(self) -> None:
        """Raise Damaged if an open file can no longer be read, for example because it was cut short."""
        ...

    def search(
        self,
        tree: Node,
        selection: Selection = NOT_CHOSEN,
        marks: Marks = ...,
        cancelled: Cancel = ...,
        *,
        partial: bool = False,
    ) -> Found:
        """Return what matches `tree` and `selection`; `FacetName` leaves must have been resolved. Raises Cancelled.

        Where a part of the index does not answer, LibraryError is raised, or with `partial` the rest is found.

        A facet that is chosen must be one of the index, of regions, of dates (`date`) or one of `marks`.
        """
        ...

    def numbers(self, tree: Node, *, oldest: bool = False) -> Iterator[int]:
        """Go through the documents that match `tree`, in the order of their numbers, or with `oldest` of their dates.

        They are read as they are asked for. Undated ones come last.
        """
        ...

    def heads(self) -> Heads:
        """Return what is known of all documents without their texts; fast in bulk."""
        ...

    def facets(self) -> Mapping[str, FacetValues]:
        """Return the facets of the index and, after `country`, the regions; like rows they stay valid after close."""
        ...

    def introduced(self) -> FacetValues:
        """Return the leaders in no data file whom articles introduce (`seedread.index.facets.fields.INTRODUCED`)."""
        ...

    def row(self, document: int) -> Row:
        """Return a document for a result list."""
        ...

    def kept(self, document: int) -> StoredArticle:
        """Return a stored document, as it was added."""
        ...

    def document(self, article_id: str) -> int | None:
        """Return the number of the article with this id."""
        ...

    def documents(self, article_ids: Collection[str]) -> dict[str, int]:
        """Return the number of each of these articles that is there; fast in bulk."""
        ...

    def expand(self, tree: Node, cancelled: Cancel = ...) -> Node:
        """Return `tree` with its wildcards and fuzzy words expanded to the stems they match in this generation.

        Raises Cancelled.
        """
        ...

    def notices(self, tree: Node) -> list[Notice]:
        """Return notices about limits, such as a wildcard that matches too many words."""
        ...

    def suggest(self, word: str, edits: int, cancelled: Cancel = ...) -> list[tuple[str, int]]:
        """Return the words at most `edits` letters away from a folded `word`, each with its number of articles.

        The words are folded and unstemmed, in no order. Those that begin with another letter, from a to z, are at most
        one edit away (`seedread.index.text.edit_distance`). If there are very many, only the nearest are returned.
        Raises Cancelled.
        """
        ...

    def frequencies(self, terms: Sequence[str]) -> list[int]:
        """Return the document frequency of each of the stems `terms`, including deleted documents; fast in bulk."""
        ...

    def closest(
        self, weights: Mapping[str, float], limit: int, minute: int | None, *, within: int, far: float
    ) -> list[tuple[int, float]]:
        """Return the `limit` documents with the highest length-normalized weight of the stems, best first.

        The weight of documents published more than `within` minutes from `minute` is multiplied by `far`. Stems are
        processed in the given order; the last ones may be skipped if they occur in very many documents.
        """
        ...

    def minute(self, document: int) -> int | None:
        """Return when a document was published, as in the entry."""
        ...

    def text_sum(self, document: int) -> int:
        """Return the hash of title and body as a number (`seedread.index.article.stored.hash_number`)."""
        ...

    def with_text_sums(self, sums: Collection[int]) -> list[int]:
        """Return the documents whose `text_sum` is one of these, in order."""
        ...

    def close(self) -> None:
        """Close the files."""
        ...


class Writer(Protocol):
    """Changes an index; only one may exist at a time. Readers see nothing before `commit`."""

    def add(self, entries: Iterable[Entry]) -> None:
        """Add articles; an article replaces an existing one with the same ID, and the last duplicate wins."""
        ...

    def remove(self, article_ids: Iterable[str]) -> None:
        """Remove articles; unknown IDs are ignored."""
        ...

    def commit(self, *, last: bool) -> int:
        """Commit all changes as a new generation and return its number; `last` allows merging segments.

        The previous generation can still be opened until `clean`.
        """
        ...

    def clean(self) -> None:
        """Remove files that the last committed generation does not need."""
        ...

    def cancel(self) -> None:
        """Discard the changes since the last commit and close the index."""
        ...


class Engine(Protocol):
    """An index at a place of its own."""

    def generation(self) -> int | None:
        """Return the newest committed generation; None if there is no index yet."""
        ...

    def reader(self, generation: int | None = None) -> Reader:
        """Open a generation (default: the newest); raises Damaged if it is missing or cannot be read."""
        ...

    def check(self, generation: int | None = None) -> int:
        """Read every byte of a generation and return how many articles it has; raises Damaged."""
        ...

    def writer(self, generation: int | None = None) -> Writer:
        """Open a writer based on a generation (default: the newest); creates the index if there is none.

        Later generations are removed. Raises Damaged if the generation is damaged.
        """
        ...
