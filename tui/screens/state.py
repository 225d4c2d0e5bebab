"""The main screen's state: what is asked, found and read. It goes down to the panes, messages come up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from textual.containers import Container
from textual.reactive import var
from textual.worker import Worker, WorkerState

from seedread.index.errors import QueryError
from seedread.index.search.date_histogram import Histogram
from seedread.index.search.query_entities import QueryEntities, query_entities
from seedread.tui.config import Settings
from seedread.tui.render.filter_summary import filter_summary
from seedread.tui.screens.asking import AskingScreen
from seedread.tui.state.debounce import Pause
from seedread.tui.state.messages import Request
from seedread.tui.state.result_pages import PAGE, ResultPages
from seedread.tui.widgets.article_pane import ArticlePane, Highlights
from seedread.tui.widgets.facet_list import FacetList
from seedread.tui.widgets.results_list import ResultsList
from seedread.tui.widgets.search_box import SearchBox
from seedread.tui.widgets.status_line import SearchPrefix, StatusLine, TopCount
from seedread.tui.workers.library import Loader
from seedread.tui.workers.shelf import Desk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.widget import Widget

    from seedread.index import Library
    from seedread.index.article import Article
    from seedread.index.facets import Facet
    from seedread.index.query import Node
    from seedread.index.shelf import Marks
    from seedread.tui.render.cells import Span
    from seedread.tui.state import messages
    from seedread.tui.widgets.prompt_line import Question

__all__ = ["ReaderState"]

DEFAULTS = Settings()

TYPING_PAUSE = 0.06
"""Seconds without a key before a search starts while somebody types."""


class ReaderState(AskingScreen, inherit_bindings=False):
    """Search line, panes and status line with the state behind them; what keys do stands in MainScreen."""

    focused: var[Widget | None] = var(None, init=False)  # pyright: ignore[reportIncompatibleVariableOverride]
    """Textual's own, but without its drawing the whole screen when the focus moves."""
    request: var[Request] = var(Request(), init=False)
    """What the results are to answer."""
    facets: var[Mapping[str, Facet]] = var({}, init=False)
    ran: var[Node | None] = var(None, init=False)
    """The query as it ran."""
    sought: var[QueryEntities] = var(frozenset(), init=False)
    """The countries and leaders it asks for."""
    lit: var[Highlights] = var(Highlights(), init=False)
    """What is lit in the articles: the two, once the article has followed."""
    article: var[Article | None] = var(None, init=False)
    """The article of the row."""
    pinned: var[Article | None] = var(None, init=False)
    """The article it is compared with."""
    fault: var[Span | None] = var(None, init=False)
    """The part of the query that cannot be understood."""
    said: var[str] = var("", init=False)
    """What the status line says in place of the keys."""
    error: var[bool] = var(default=False, init=False)
    progress: var[messages.SyncMoved | None] = var(None, init=False)
    """How far a sync is; None: none is running."""

    def __init__(self, library: Library, query: str = "", settings: Settings = DEFAULTS) -> None:
        """Show `library`, searching for `query`."""
        super().__init__()
        self.library = library
        self.settings = settings
        self.desk = Desk(self, library)
        self.loader = Loader(self, library, self.desk)
        self.set_reactive(ReaderState.request, Request(order=settings.start.order))
        self.marks: dict[str, Marks] = {}
        """Those of every article that came in."""
        self._query = query
        self._everything = 0
        """Articles in the library."""
        self._looked = False
        """Whether the files were looked at since the start."""
        self._passing = True
        self._fresh = False
        """Whether the row that comes next is that of other results: nobody moved the cursor there."""
        self._typed = Pause(self)
        self._keep: tuple[str, str] | None = None
        """The article of the row and that under the cursor, another one where accounts stand open beneath."""

    def compose(self) -> ComposeResult:
        """Search line, panes, status line."""
        with Container(id="top"):
            yield SearchPrefix(id="prompt")
            yield SearchBox(self._query, id="box").data_bind(ReaderState.fault)
            yield TopCount(id="count")
        with Container(id="panes"):
            yield FacetList(id="facets").data_bind(ReaderState.facets)
            yield ResultsList(id="results", dated=self.settings.screen.time_strip)
            with Container(id="reading"):
                yield ArticlePane(self.marks, id="article").data_bind(ReaderState.lit, ReaderState.article)
                yield ArticlePane(self.marks, id="pinned").data_bind(ReaderState.lit, article=ReaderState.pinned)
        yield StatusLine(id="status").data_bind(ReaderState.said, ReaderState.error, ReaderState.progress)
        yield from self.compose_asking()

    @property
    def rows(self) -> ResultsList:
        """The list of results."""
        return self.query_one("#results", ResultsList)

    @property
    def facet_list(self) -> FacetList:
        """The list of facets."""
        return self.query_one("#facets", FacetList)

    @property
    def box(self) -> SearchBox:
        """The search line."""
        return self.query_one("#box", SearchBox)

    def say(self, text: str, *, error: bool = False, passing: bool = True) -> None:
        """Say something in the status line, until the reader goes on if it is `passing`; nothing: the keys show."""
        self.error = error
        self.said = text
        self._passing = passing

    def hush(self) -> None:
        """Take back what was said in passing."""
        if self.said and self._passing:
            self.say("")

    def put(self, question: Question) -> None:
        """Ask something at the bottom; what was said in passing is over."""
        self.hush()
        super().put(question)

    def ask(self, request: Request, pause: float = 0.0) -> None:
        """Make `request` the one to answer, and search once nothing else came for `pause` seconds."""
        self.hush()
        self.request = request
        self._keep = None
        if pause:
            self._typed.then(pause, self._search)
        else:
            self._search()

    def ask_again(self) -> None:
        """Search for the same in what the library is now, keeping the reader's place."""
        self._keep = self.rows.standing or self._keep
        self.loader.search(self.request, self.rows.pages.place(self.rows.row).n // PAGE * PAGE)

    def _search(self) -> None:
        self._typed.cancel()
        self.loader.search(self.request)

    def on_query_typed(self, message: messages.QueryTyped) -> None:
        """Search while somebody types."""
        if message.text == self.box.value != self.request.text:
            self.ask(replace(self.request, text=message.text, typing=True), TYPING_PAUSE)

    def on_facet_chosen(self, message: messages.FacetChosen) -> None:
        """Include or exclude a value."""
        selection = self.request.selection.set(message.facet, message.value, message.state)
        self.ask(replace(self.request, selection=selection))

    def on_facet_mode_switched(self, message: messages.FacetModeSwitched) -> None:
        """Exchange any and all."""
        self.ask(replace(self.request, selection=self.request.selection.switch_mode(message.facet)))

    def on_page_wanted(self, message: messages.PageWanted) -> None:
        """Load rows that come into view."""
        self.loader.page(self.request, message.offset)

    def on_page_found(self, message: messages.PageFound) -> None:
        """Show a result, or another page of it."""
        if message.serial != self.loader.serial or message.request != self.request:
            return
        results, pages = message.results, self.rows.pages
        if message.serial == pages.serial:
            if results.generation != pages.generation:
                self.ask_again()
                return
            pages.add(results, message.offset, message.accounts)
            self.marks.update(message.marks)
            self.rows.page_arrived()
            return
        self.fault = None
        self.ran = results.tree
        self.sought = query_entities(results.tree, message.request.selection)
        self.facets = results.facets
        if results.notices or not self._passing:
            self.say(" · ".join(notice.message for notice in results.notices), passing=False)
        self.marks.update(message.marks)
        pages = ResultPages(results, message.offset, message.serial, self.marks, message.accounts)
        row = 0
        if self._keep is not None:
            for article in pages.open_as(self.rows.pages):
                self.loader.accounts(article, results.tree)
            found = pages.row(*self._keep)
            row = self.rows.row if found is None else found
        top = self.query_one(TopCount)
        top.chosen = filter_summary(self.request.selection, results.facets, self.library.searched)
        self._everything = message.everything
        self.rows.empty = self._empty()
        self._fresh = True
        self.rows.show(pages, row)
        self.rows.show_dates(results.dates)
        self._keep = None
        order = self.request.order
        counted = (results.total, message.everything, "" if order == "relevance" else order)
        top.counted = counted

    def _empty(self) -> str:
        if self._everything:
            filters = filter_summary(self.request.selection, self.facets)
            return f"No article matches with {filters}. Esc shows all." if filters else "No article matches."
        return "There is no article here." if self._looked else "Nothing is read yet."

    def has_looked(self) -> None:
        """Take note that the files were looked at: from now on an empty library is one."""
        self._looked = True
        self.rows.empty = self._empty()

    def on_search_failed(self, message: messages.SearchFailed) -> None:
        """Say what is wrong: a wrong query has no rows, and where the library fails the last results stay."""
        if message.serial != self.loader.serial:
            return
        error = message.error
        self.fault = None
        if isinstance(error, QueryError):
            self.fault = error.start, error.end
            self._show_none()
        self.say(error.message, error=True, passing=False)

    def _show_none(self) -> None:
        """Show no row and no number: nothing was searched. The facets stay, so that a choice can still be changed."""
        self.ran = None
        self.sought = frozenset()
        self._keep = None
        self._fresh = True
        self.rows.empty = ""
        self.rows.show(ResultPages(serial=self.loader.serial))
        self.rows.show_dates(Histogram())
        self.query_one(TopCount).counted = None

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say it when a worker fails in a way nobody foresaw: silence would look like a search without an end."""
        if event.state is WorkerState.ERROR:
            error = cast("BaseException", event.worker.error)
            self.say(f"Internal error ({event.worker.name}): {type(error).__name__}: {error}", error=True)
