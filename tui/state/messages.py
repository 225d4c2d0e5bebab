"""What widgets and workers send to the main screen. An answer carries its question, so that a stale one is dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from textual.message import Message

from seedread.index.facets import Selection, State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seedread.index.article import Article
    from seedread.index.compare import Comparison
    from seedread.index.errors import SeedreadError
    from seedread.index.search.coverage import Account
    from seedread.index.search.results import Results
    from seedread.index.shelf import Marks, SavedSearch
    from seedread.index.storage.stories_file import StorySize

__all__ = [
    "AccountsFound",
    "ArticleLoaded",
    "Compared",
    "FacetChosen",
    "FacetModeSwitched",
    "LibraryAnswered",
    "LibraryMoved",
    "LoadFailed",
    "MarksChanged",
    "NamesChanged",
    "Order",
    "PageFound",
    "PageWanted",
    "PendingChecked",
    "QueryTyped",
    "RawLoaded",
    "Request",
    "RowMoved",
    "RowOpened",
    "Saved",
    "SearchFailed",
    "SearchesCounted",
    "SearchesKnown",
    "ShelfFailed",
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
class RowMoved(Message):
    """The cursor of the results is on another article."""

    id: str | None
    """None where there is no row, or it is still to be loaded."""


class RowOpened(Message):
    """The row under the cursor was clicked: its article is to have the focus."""


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
    everything: int
    """How many articles the library has."""
    marks: dict[str, Marks]
    """Those of each article of the page."""
    accounts: Mapping[str, StorySize]
    """How many accounts and copies the story of an article has, where it is in one."""


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
    keeper: str | None = None
    """The user who maintains the library, where that is another one."""


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
    """One line for the reader; empty: nothing changed."""
    error: bool
    problems: tuple[tuple[str, str], ...]
    """Path and reason of every file that could not be read."""
    kept: tuple[str, ...] = ()
    """What was not removed although the files do not hold it, a sentence for each source."""


@dataclass
class LibraryAnswered(Message):
    """The library answered a command."""

    show: Callable[[], None]
    """Shows the answer, on the screen that asked."""


@dataclass
class MarksChanged(Message):
    """Articles have other marks."""

    marks: dict[str, Marks]
    """The marks of each article that may have changed."""
    notice: str
    """What was done, for the reader."""
    tags: tuple[str, ...] | None
    """Every tag in use, where that may have changed."""


@dataclass
class SearchesKnown(Message):
    """The saved searches are these."""

    searches: tuple[SavedSearch, ...]
    notice: str


@dataclass
class SearchesCounted(Message):
    """It is known how many articles each saved search finds."""

    counts: dict[str, str]
    """The count of each in words, by name."""


@dataclass
class Saved(Message):
    """Articles were written to a file, or could not be."""

    summary: str
    """One line for the reader."""
    error: bool


@dataclass
class ShelfFailed(Message):
    """A mark, a note or a saved search could not be written; nothing else was lost."""

    error: SeedreadError


@dataclass
class NamesChanged(Message):
    """The reader's names.toml was written: the next sync applies it."""

    notice: str
    """What was done, for the reader."""
    gone: str = ""
    """The leader's row that is to go; empty where one comes back."""
    into: str = ""
    """The row that takes it in, if one does."""


@dataclass
class Compared(Message):
    """Two articles were laid side by side."""

    a: str
    b: str
    comparison: Comparison


@dataclass
class AccountsFound(Message):
    """It is known which other articles cover the event of a row's article."""

    serial: int
    """The run of the search that the row belongs to."""
    article: str
    accounts: tuple[Account, ...]
    marks: dict[str, Marks]
    """Those of each of them."""
