"""What widgets and workers tell the main screen. An answer carries its question, so that a stale one is dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from textual.message import Message

from seedread.index.facets import Selection, State

if TYPE_CHECKING:
    from seedread.index.article import Article
    from seedread.index.errors import SeedreadError
    from seedread.index.results import Results

__all__ = [
    "ArticleLoaded",
    "FacetChosen",
    "FacetModeSwitched",
    "LibraryMoved",
    "LoadFailed",
    "Order",
    "PageFound",
    "PageWanted",
    "PaneLeft",
    "PendingChecked",
    "QueryCommitted",
    "QueryTyped",
    "RawLoaded",
    "ReadOn",
    "Request",
    "RowMoved",
    "RowOpened",
    "RowStep",
    "SearchFailed",
    "SyncEnded",
    "SyncMoved",
]

Order: TypeAlias = Literal["relevance", "newest", "oldest"]


NOTHING_CHOSEN = Selection()


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that decides what the results are."""

    text: str = ""
    selection: Selection = NOTHING_CHOSEN
    order: Order = "relevance"
    typing: bool = False
    """Whether the last word may still grow."""


@dataclass
class QueryTyped(Message):
    """The text in the search line changed."""

    text: str


@dataclass
class QueryCommitted(Message):
    """The text in the search line is meant as it stands."""

    text: str


@dataclass
class RowStep(Message):
    """The results' cursor is to move without the focus leaving the search line."""

    step: int
    """Rows, downward positive."""


@dataclass
class RowMoved(Message):
    """The results' cursor stands on another article."""

    id: str | None
    """None where there is no row, or it is still to be loaded."""


@dataclass
class RowOpened(Message):
    """The article of the row is to have the focus."""

    id: str


@dataclass
class ReadOn(Message):
    """A page on or back is asked for where the article does not have the focus, or has no more pages."""

    pages: int
    """1 on, -1 back."""
    at_end: bool = False
    """Whether the article was at its end already: the next one is wanted."""


@dataclass
class PaneLeft(Message):
    """The focus is to go elsewhere."""

    to: Literal["results", "facets"]


@dataclass
class FacetChosen(Message):
    """A facet value is to be in another state."""

    facet: str
    value: str
    state: State


@dataclass
class FacetModeSwitched(Message):
    """Any and all are to be exchanged in a facet."""

    facet: str


@dataclass
class PageWanted(Message):
    """Rows that are not there yet come into view."""

    offset: int


@dataclass
class PageFound(Message):
    """A page of results came back."""

    request: Request
    """What was asked."""
    offset: int
    """The row of the first hit."""
    results: Results
    serial: int
    """Which run of the search it belongs to: pages of different runs are never mixed."""


@dataclass
class SearchFailed(Message):
    """A search could not be done."""

    request: Request
    error: SeedreadError
    serial: int


@dataclass
class ArticleLoaded(Message):
    """An article was read from the library."""

    id: str
    article: Article


@dataclass
class RawLoaded(Message):
    """The document of an article was read."""

    id: str
    text: str


@dataclass
class LoadFailed(Message):
    """An article or its document could not be read."""

    id: str
    error: SeedreadError


@dataclass
class PendingChecked(Message):
    """It is known whether the files differ from the index."""

    pending: bool


@dataclass
class SyncMoved(Message):
    """A sync got further."""

    done: int
    total: int
    phase: str


@dataclass
class LibraryMoved(Message):
    """The library has a newer generation."""


@dataclass
class SyncEnded(Message):
    """A sync came to its end."""

    summary: str
    """One line for the reader."""
    error: bool
    problems: tuple[tuple[str, str], ...]
    """Path and reason of every file that could not be read."""
