"""The interface for commands: panes, state and workers of the main screen, messages and questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App

    from seedread.index import Library
    from seedread.index.article import Article
    from seedread.index.following.brief import Brief
    from seedread.index.query import Node
    from seedread.index.search.results import Hit
    from seedread.index.stories import Pairs, Similar
    from seedread.tui.config import Settings
    from seedread.tui.state.brief_place import BriefPlace
    from seedread.tui.state.comparer import Comparer
    from seedread.tui.state.marking import Marking
    from seedread.tui.state.messages import Request, SyncMoved
    from seedread.tui.state.name_fixes import NameFixes
    from seedread.tui.state.opening import Opening
    from seedread.tui.state.saved_searches import SavedSearches
    from seedread.tui.state.sync_status import SyncStatus
    from seedread.tui.state.views import ViewHistory
    from seedread.tui.widgets.panes import Panes
    from seedread.tui.widgets.pick_list import PickItem
    from seedread.tui.widgets.prompt_line import Question
    from seedread.tui.widgets.results_list import ResultsList
    from seedread.tui.workers.alerts import AlertWatch
    from seedread.tui.workers.feeds import FeedFetcher
    from seedread.tui.workers.library import Loader
    from seedread.tui.workers.shelf import ShelfWorker
    from seedread.tui.workers.sync import Syncer

__all__ = ["CommandContext"]

_Answer = TypeVar("_Answer")


class Pages(Protocol):
    """The screens over the main screen."""

    brief_place: BriefPlace

    def sections(self, sections: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Show a page of text; each section has a heading and labelled lines."""

    def offers(self, article: Article, similar: Sequence[Similar], opens: Callable[[str], None]) -> None:
        """Offer `similar` articles next to an article; `opens` compares it with one of them."""

    def comparison(self, article: str, others: Sequence[str], first: int = 0, comparer: Comparer | None = None) -> None:
        """Compare `article` with one of `others`, by default those of the library."""

    def pairs(self, pairs: tuple[Pairs, Pairs], picked: Callable[[str], None]) -> None:
        """Show which leaders, and which countries, are named together; `picked` gets the query of a pair."""

    def feeds(self) -> None:
        """List the feeds."""

    def brief(self, brief: Brief, article: str, opens: Callable[[str], None]) -> None:
        """Show a digest, with the cursor on `article` if a line has it; `opens` shows one of its articles."""


class CommandContext(Protocol):
    """The main screen, as far as commands know it."""

    library: Library
    settings: Settings
    shelf: ShelfWorker
    loader: Loader
    syncer: Syncer
    fetcher: FeedFetcher
    alerts: AlertWatch
    panes: Panes
    searches: SavedSearches
    marking: Marking
    name_fixes: NameFixes
    sync_status: SyncStatus
    pages: Pages
    views: ViewHistory
    opening: Opening
    progress: SyncMoved | None

    @property
    def app(self) -> App[Any]:
        """The application: clipboard, keys, quitting."""
        ...

    @property
    def rows(self) -> ResultsList:
        """The list of results."""
        ...

    @property
    def request(self) -> Request:
        """The request of the current results."""
        ...

    @property
    def ran(self) -> Node | None:
        """The resolved query."""
        ...

    @property
    def subject(self) -> Hit | Article | None:
        """The article that the keys for marks apply to."""
        ...

    @property
    def article(self) -> Article | None:
        """The article of the row."""
        ...

    @property
    def pinned(self) -> Article | None:
        """The pinned article."""
        ...

    @property
    def message(self) -> str:
        """The message in the status line."""
        ...

    @property
    def is_current(self) -> bool:
        """Whether no other screen is over this one."""
        ...

    def pin(self, article: Article | None) -> None:
        """Pin an article, or unpin it with None."""

    def follow(self, *, pin: bool = False) -> None:
        """Load the article of the row now; with `pin`, pin it too."""

    def say(self, text: str, *, error: bool = False, passing: bool = True) -> None:
        """Show a message in the status line, until the next action if `passing`; an empty one shows the keys."""

    def prompt(self, question: Question) -> None:
        """Ask a question in the prompt."""

    def confirm(self, question: str, then: Callable[[], None]) -> None:
        """Ask a question that one key answers, and continue only if it is y."""

    def search(self, request: Request, pause: float = 0.0) -> None:
        """Set `request`, and search for it."""

    def search_again(self) -> None:
        """Search the current library again, and keep the reader's place."""

    def cancel_listing(self) -> bool:
        """Cancel the list that is still being prepared; return whether there was one."""
        ...

    def ask_library(
        self, group: str, ask: Callable[[Callable[[], bool]], _Answer], show: Callable[[_Answer], None]
    ) -> None:
        """Call `ask` in a worker and `show` with its answer on the screen; a newer call of a group replaces it."""

    def pick(
        self,
        title: str,
        choices: Sequence[PickItem],
        picked: Callable[[str], None] | None = None,
        *,
        opens: Callable[[str], None] | None = None,
        moved: Callable[[str | None], None] | None = None,
    ) -> None:
        """Offer a list: `picked` gets the value that was chosen, `opens` shows one over the list.

        `moved` gets each value that the cursor comes to, and None if none is chosen.
        """

    def pick_search(
        self,
        choices: Sequence[PickItem],
        picked: Callable[[str], None],
        news: Callable[[str], None],
        alert: Callable[[str], None],
    ) -> None:
        """Offer the saved searches in a list that shows their counts and can delete one.

        `news` lists what is new in one, `alert` marks one for alerts, or no longer.
        """
