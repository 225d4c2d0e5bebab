"""Messages of widgets and workers to the main screen. An answer contains its request, to detect stale answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.message import Message

from seedread.index.facets import Selection

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seedread.index.article import Article
    from seedread.index.compare import SideBySide
    from seedread.index.errors import SeedreadError
    from seedread.index.query import Sort
    from seedread.index.search.coverage import Account
    from seedread.index.search.results import Results
    from seedread.index.shelf import Marks, SavedSearch
    from seedread.index.storage.stories_file import StorySize

__all__ = [
    "AccountsFound",
    "ArticleLoaded",
    "ArticleMoved",
    "Compared",
    "FacetsWanted",
    "LibraryAnswered",
    "LibraryMoved",
    "LoadFailed",
    "MarksChanged",
    "NamesChanged",
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
    "SelectionChanged",
    "ShelfFailed",
    "SyncEnded",
    "SyncMoved",
    "Touched",
]


NOTHING_CHOSEN = Selection()


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that determines the results."""

    text: str = ""
    selection: Selection = NOTHING_CHOSEN
    order: Sort = "relevance"
    typing: bool = False
    """Whether the last word may be incomplete."""
    folded: bool = True
    """Whether the reader wants one row for all copies of a text."""
    each_copy: bool = False
    """Whether this list alone shows every copy all the same, as it was opened at one without a row."""

    @property
    def folds(self) -> bool:
        """Whether one row stands for all copies of a text."""
        return self.folded and not self.each_copy


@dataclass
class QueryTyped(Message):
    """The text in the search line changed, or a text was pasted that is no query."""

    text: str
    pasted: bool = False


@dataclass
class FacetsWanted(Message):
    """Facets came into view that were not counted."""

    names: tuple[str, ...]


@dataclass
class RowMoved(Message):
    """The cursor of the results is on another article."""

    id: str | None
    """None if there is no row, or it is not loaded yet."""


class ArticleMoved(Message):
    """The article was scrolled, or another match in it is the current one."""


class RowOpened(Message):
    """The row under the cursor was clicked: its article gets the focus."""


@dataclass
class SelectionChanged(Message):
    """The user changes the state of a facet value, or how the values of a facet combine."""

    change: Callable[[Selection], Selection]
    """Returns the new selection for the current one."""


@dataclass
class PageWanted(Message):
    """Rows that are not loaded yet come into view."""

    offset: int


@dataclass
class PageFound(Message):
    """A page of results was loaded."""

    request: Request
    """The request that it answers."""
    offset: int
    """The row of the first hit."""
    results: Results
    serial: int
    """The number of its search: pages of different searches are never mixed."""
    everything: int
    """How many articles the library has."""
    marks: dict[str, Marks]
    """The marks of each article of the page."""
    accounts: Mapping[str, StorySize]
    """How many accounts and copies the story of an article has, if it is in one."""


@dataclass
class SearchFailed(Message):
    """A search failed."""

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
    """The check of the files against the index is done."""

    pending: bool
    keeper: str | None = None
    """The user who maintains the library, if it is another one."""


@dataclass
class SyncMoved(Message):
    """A sync made progress."""

    done: int
    total: int
    phase: str


@dataclass
class LibraryMoved(Message):
    """The library has a newer generation."""


@dataclass
class Touched(Message):
    """Something was changed outside of this screen."""

    what: Literal["files", "shelf"]
    """Files of the library, or the reader's marks."""


@dataclass
class SyncEnded(Message):
    """A sync ended."""

    summary: str
    """One line for the reader; empty if nothing changed."""
    error: bool
    problems: tuple[tuple[str, str], ...]
    """Path and reason of every file that could not be read."""
    kept: tuple[str, ...] = ()
    """Articles that were kept although the files no longer contain them, one message for each source."""
    busy: bool = False
    """Whether another process was updating the library, so that nothing was done."""


@dataclass
class LibraryAnswered(Message):
    """The library answered a command."""

    show: Callable[[], None]
    """Shows the answer, on the screen that asked."""


@dataclass
class MarksChanged(Message):
    """Marks of articles changed."""

    marks: dict[str, Marks]
    """The marks of each article that may have changed."""
    notice: str
    """What was done, for the reader."""
    tags: tuple[str, ...] | None
    """Every tag in use, if that may have changed."""


@dataclass
class SearchesKnown(Message):
    """The saved searches were loaded or changed."""

    searches: tuple[SavedSearch, ...]
    notice: str


@dataclass
class SearchesCounted(Message):
    """The results of the saved searches were counted."""

    counts: dict[str, str]
    """The text of each count, by name."""


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
    """The row that disappears; empty if one comes back."""
    into: str = ""
    """The row that it is merged into, if any."""
    facet: str = "leader"
    """The facet of the rows."""


@dataclass
class Compared(Message):
    """Two or three articles were compared."""

    articles: tuple[str, ...]
    """Their IDs."""
    shown: SideBySide


@dataclass
class AccountsFound(Message):
    """The other coverage of the event of a row's article was found."""

    serial: int
    """The number of the search that the row belongs to."""
    article: str
    accounts: tuple[Account, ...]
    marks: dict[str, Marks]
    """The marks of each of them."""
