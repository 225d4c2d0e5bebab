"""The main screen: its panes, and the state behind them. State goes down to the panes, messages come up.

What keys do is in tui/commands/: this screen is the context that commands work on.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.containers import Container
from textual.reactive import var
from textual.worker import Worker, WorkerState, get_current_worker

from seedread.index.errors import Cancelled, QueryError, SeedreadError
from seedread.index.search.date_histogram import Histogram
from seedread.index.search.names_to_highlight import QueryEntities, query_entities
from seedread.tui.commands import COMMANDS, names, search_line, sync
from seedread.tui.commands.alerts import look_for_alerts
from seedread.tui.commands.feeds import after_fetch
from seedread.tui.commands.marks import count_marks, mark_visited
from seedread.tui.commands.opening import show_first
from seedread.tui.commands.reading import open_article
from seedread.tui.commands.saved_searches import search_choices
from seedread.tui.config import Settings
from seedread.tui.keys.dispatch import LISTINGS, key_of
from seedread.tui.render.empty_list import no_articles, no_matches
from seedread.tui.render.filter_summary import filter_summary
from seedread.tui.render.position import row_position
from seedread.tui.screens.pages import Pages, unless_none
from seedread.tui.screens.pick import PickScreen
from seedread.tui.screens.saved_searches import SavedSearchScreen
from seedread.tui.state.day_headings import DayHeadings
from seedread.tui.state.debouncer import Debouncer
from seedread.tui.state.marking import Marking
from seedread.tui.state.messages import LibraryAnswered, LoadFailed, Request
from seedread.tui.state.name_fixes import NameFixes
from seedread.tui.state.opening import Opening
from seedread.tui.state.result_pages import PAGE, ResultPages, arrivals
from seedread.tui.state.row_follower import RowFollower
from seedread.tui.state.saved_searches import SavedSearches
from seedread.tui.state.sync_status import SyncStatus
from seedread.tui.state.views import View, ViewHistory
from seedread.tui.widgets.article_pane import ArticlePane, Highlights
from seedread.tui.widgets.facet_list import FacetList
from seedread.tui.widgets.panes import Panes
from seedread.tui.widgets.prompt_bar import PromptBar
from seedread.tui.widgets.quiet_focus import QuietFocusScreen
from seedread.tui.widgets.results_list import ResultsList
from seedread.tui.widgets.search_box import SearchBox
from seedread.tui.widgets.status_line import Counted, SearchPrefix, StatusLine, TopCount
from seedread.tui.workers.alerts import AlertWatch
from seedread.tui.workers.feeds import FeedFetcher
from seedread.tui.workers.library import Loader
from seedread.tui.workers.shelf import ShelfWorker
from seedread.tui.workers.sync import Syncer
from seedread.tui.workers.watch import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.message import Message

    from seedread.index import Library
    from seedread.index.article import Article
    from seedread.index.facets import Facet
    from seedread.index.query import Node
    from seedread.index.search.results import Hit, Results
    from seedread.index.shelf import Marks
    from seedread.tui.commands.context import CommandContext
    from seedread.tui.keys.bindings import Place
    from seedread.tui.render.cells import Span
    from seedread.tui.state import messages
    from seedread.tui.widgets.pick_list import PickItem
    from seedread.tui.widgets.prompt_line import Question

__all__ = ["MainScreen"]

DEFAULTS = Settings()

SETTLED = 0.15
"""Seconds without a move after which the position is shown."""
TYPING_PAUSE = 0.06
"""Seconds without a key before a search starts during typing."""
OPENING = 0.3
"""Seconds that the first screen is delayed while it is empty."""

_Answer = TypeVar("_Answer")


class MainScreen(QuietFocusScreen, inherit_bindings=False):
    """Search, facets, results, article, and a second article to compare."""

    places: ClassVar[tuple[Place, ...]] = ("anywhere",)
    commands: ClassVar[Mapping[str, Callable[..., None]]] = COMMANDS
    """The functions for actions that the pane with the focus does not run itself."""

    request: var[Request] = var(Request(), init=False)
    """The request of the current results."""
    facets: var[Mapping[str, Facet]] = var({}, init=False)
    ran: var[Node | None] = var(None, init=False)
    """The resolved query."""
    sought: var[QueryEntities] = var(frozenset(), init=False)
    """The countries and leaders in the query."""
    lit: var[Highlights] = var(Highlights(), init=False)
    """What is highlighted in the articles: the two above, updated when the article is loaded."""
    article: var[Article | None] = var(None, init=False)
    """The article of the row."""
    pinned: var[Article | None] = var(None, init=False)
    """The pinned article."""
    fault: var[Span | None] = var(None, init=False)
    """The invalid part of the query."""
    message: var[str] = var("", init=False)
    """The message in the status line, in place of the keys."""
    error: var[bool] = var(default=False, init=False)
    first: var[bool] = var(default=True, init=False)
    """Whether there is no view to go back to."""
    position: var[str] = var("", init=False)
    """Where the reader is, once the article has settled."""
    progress: var[messages.SyncMoved | None] = var(None, init=False)
    """The progress of a sync; None if none is running."""

    def __init__(
        self,
        library: Library,
        query: str = "",
        sync_command: Sequence[str] = (),
        settings: Settings = DEFAULTS,
        opening: Opening | None = None,
    ) -> None:
        """Show `library`, searching for `query`; `sync_command` replaces `seedread index` in tests."""
        super().__init__()
        self.library = library
        self.settings = settings
        self.opening = opening or Opening()
        self.shelf = ShelfWorker(self, library)
        self.loader = Loader(self, library, self.shelf, self._counted)
        self.syncer = Syncer(self, library, sync_command)
        self.alerts = AlertWatch(self, library)
        self.fetcher = FeedFetcher(self, library, settings, partial(after_fetch, self.context))
        self.watcher = Watcher(self, library)
        self.panes = Panes(self, has_pinned=lambda: self.pinned is not None, entered=self._pane_entered)
        self.searches = SavedSearches()
        self.marking = Marking()
        self.name_fixes = NameFixes()
        self.sync_status = SyncStatus()
        self.pages = Pages(self)
        self.views = ViewHistory(lambda: self.view, self.show_view)
        self.set_reactive(MainScreen.request, Request(order=settings.start.order))
        self.marks: dict[str, Marks] = {}
        """The marks of every loaded article."""
        self._query = query
        self._results: Results | None = None
        """The newest results."""
        self._everything = 0
        """Articles in the library."""
        self._passing = True
        """Whether the message disappears at the next action of the reader."""
        self._fresh = False
        """Whether the next cursor move comes from new results and not from the reader."""
        self._typed = Debouncer(self)
        self._settling = Debouncer(self)
        self._follower = RowFollower(self, lambda: hit.id if (hit := self.rows.hit) else None, self.loader.article)
        self._opening = ExitStack()
        self._search_list: PickScreen | None = None
        """The list of saved searches, while it is open."""
        self._keep: tuple[str, str] | None = None
        """The article of the row and the one under the cursor; they differ on other coverage below a row."""
        self._left_at: tuple[int, int] | None = None
        """The number of the reader's result, and of all, before the library moved on; None once the reader moves."""
        self.arrived = ""
        """How many rows are new above and below the reader's."""
        self._returning: View | None = None
        """The view to show once its results are here."""

    def compose(self) -> ComposeResult:
        """Search line, panes, status line."""
        with Container(id="top"):
            yield SearchPrefix(id="prompt")
            yield SearchBox(self._query, id="box").data_bind(MainScreen.fault)
            yield TopCount(id="count")
        with Container(id="panes"):
            yield FacetList(id="facets").data_bind(MainScreen.facets)
            yield ResultsList(id="results", dated=self.settings.screen.time_strip)
            with Container(id="reading"):
                numbers = self.settings.screen.link_numbers
                article = ArticlePane(self.marks, id="article", numbers=numbers)
                pinned = ArticlePane(self.marks, id="pinned", numbers=numbers)
                yield article.data_bind(MainScreen.lit, MainScreen.article)
                yield pinned.data_bind(MainScreen.lit, article=MainScreen.pinned)
        yield StatusLine(id="status").data_bind(
            MainScreen.error, MainScreen.progress, MainScreen.first, MainScreen.position, said=MainScreen.message
        )
        yield PromptBar(id="asking")

    def on_mount(self) -> None:
        """Show the current library at once, and check for changes meanwhile."""
        # Draw nothing until the first article is loaded or a moment has passed, so that the first screen is sent once.
        self._opening.enter_context(self.app.batch_update())
        self.set_timer(OPENING, self._opening.close)
        self.set_focus(self.rows)
        show_first(self.context, self._query)
        self.syncer.look()
        self.shelf.load()
        self.watcher.start()
        self.fetcher.start()
        look_for_alerts(self.context)

    def on_unmount(self) -> None:
        """Stop the workers, and write the last marks."""
        self.watcher.stop()
        self.loader.stop()
        self.syncer.stop()
        self.fetcher.stop()
        self.shelf.finish()

    @property
    def context(self) -> CommandContext:
        """This screen as the commands see it."""
        return cast("CommandContext", self)  # type checkers differ on whether Textual's `var` satisfies a protocol

    # The panes

    @property
    def rows(self) -> ResultsList:
        """The list of results."""
        return self.panes.rows

    @property
    def subject(self) -> Hit | Article | None:
        """The article that keys such as `f` apply to."""
        reading = self.panes.reading.article if self.panes.in_article else None
        return reading or self.rows.hit

    def on_resize(self) -> None:
        """Rearrange the panes."""
        self.panes.arrange()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Update the panes after a key or the mouse moved the focus."""
        self.views.in_typing &= self.panes.in_box
        self.panes.focus_moved(event.widget)

    def _pane_entered(self) -> None:
        self.clear_message()
        mark_visited(self.context)
        self.on_article_moved()
        count_marks(self.context)

    # Messages and questions

    def say(self, text: str, *, error: bool = False, passing: bool = True) -> None:
        """Show a message in the status line, until the next action if `passing`; an empty one shows the keys."""
        self.error = error
        self.message = text
        self._passing = passing

    def clear_message(self) -> None:
        """Clear a passing message."""
        if self.message and self._passing:
            self.say("")

    def prompt(self, question: Question) -> None:
        """Ask a question in the prompt."""
        self.clear_message()
        self.query_one(PromptBar).prompt(question)

    def confirm(self, question: str, then: Callable[[], None]) -> None:
        """Ask a question that one key answers, and continue only if it is y."""
        self.clear_message()
        self.query_one(PromptBar).confirm(question, then)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Report an unexpected error of a worker; without a report the search would seem endless."""
        if event.state is WorkerState.ERROR:
            error = cast("BaseException", event.worker.error)
            self.say(f"Internal error ({event.worker.name}): {type(error).__name__}: {error}", error=True)

    def ask_library(
        self, group: str, ask: Callable[[Callable[[], bool]], _Answer], show: Callable[[_Answer], None]
    ) -> None:
        """Call `ask` in a worker and `show` with its answer here; a newer call replaces an older one of the same group.

        `ask` gets a function that tells whether it is cancelled.
        """

        def work() -> None:
            worker = get_current_worker()

            def cancelled() -> bool:
                return worker.is_cancelled

            try:
                message: Message = LibraryAnswered(partial(show, ask(cancelled)))
            except Cancelled:
                return
            except SeedreadError as error:
                message = LoadFailed("", error)
            if not cancelled():
                self.post_message(message)

        self.run_worker(work, name=group, group=group, thread=True, exclusive=True, exit_on_error=False)

    def cancel_listing(self) -> bool:
        """Cancel the list that is still being prepared; return whether there was one."""
        pending = [each for each in self.workers if each.group in LISTINGS and not each.is_finished]
        for worker in pending:
            worker.cancel()
        if pending:
            self.say("")
        return bool(pending)

    def on_library_answered(self, message: messages.LibraryAnswered) -> None:
        """Show the answer."""
        message.show()

    # Screens over this one

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
        self.app.push_screen(PickScreen(title, choices, opens=opens, moved=moved), unless_none(picked))

    def pick_search(
        self,
        choices: Sequence[PickItem],
        picked: Callable[[str], None],
        news: Callable[[str], None],
        alert: Callable[[str], None],
    ) -> None:
        """Offer the saved searches; `news` lists what is new in one, `alert` marks one for alerts, or no longer."""

        def closed(name: str | None) -> None:
            self._search_list = None
            if name is not None:
                picked(name)

        self._search_list = SavedSearchScreen(choices, self.shelf.forget_search, news, alert)
        self.app.push_screen(self._search_list, closed)

    # Searching

    @property
    def view(self) -> View:
        """What is searched for, and the reader's place in it."""
        if self._returning and self._returning.shows(self.request):
            return self._returning  # its results are not here yet
        rows = self.rows
        return View(self.request, rows.hit.id if rows.hit else None, rows.row, rows.top)

    def show_view(self, view: View) -> None:
        """Search for what a view shows, and go to its place."""
        self.clear_message()
        self.request = view.request
        self.panes.box.fill(view.request.text)
        self._keep = (view.article, view.article) if view.article else None
        self._returning, self._left_at = view, None
        self._typed.cancel()
        self.loader.search(view.request, view.row // PAGE * PAGE)

    def search(self, request: Request, pause: float = 0.0) -> None:
        """Set `request`, and search once no newer one has come for `pause` seconds; copies fold as the reader wants."""
        request = replace(request, each_copy=False)
        self.panes.box.offered.meant = ""
        self.clear_message()
        self.views.leave_for(request)
        self.request = request
        self._keep = self._returning = self._left_at = None
        self._typed.cancel()
        if pause:
            self._typed.call_later(pause, partial(self.loader.search, request))
        else:
            self.loader.search(request)

    def search_again(self) -> None:
        """Search the current library again, and keep the reader's place, or the one that they are on the way to."""
        is_here = self.rows.pages.serial == self.loader.serial and not self._typed.waits
        if is_here:  # else the rows are of an earlier search
            self._keep = self.rows.standing or self._keep
        row = self.rows.pages.place(self.rows.row).n if is_here or self._keep else 0
        self.loader.search(self.request, (self._returning.row if self._returning else row) // PAGE * PAGE)

    def on_query_typed(self, message: messages.QueryTyped) -> None:
        """Search during typing; the article is loaded after a pause, as the next key may change the first row."""
        self._follower.wait_longer()
        if message.pasted:
            search_line.search_pasted(self.context, message.text)
        elif message.text == self.panes.box.value != self.request.text:
            self.search(replace(self.request, text=message.text, typing=True), TYPING_PAUSE)

    def on_selection_changed(self, message: messages.SelectionChanged) -> None:
        """Search with other values chosen."""
        self.search(replace(self.request, selection=message.change(self.request.selection)))

    def on_page_wanted(self, message: messages.PageWanted) -> None:
        """Load rows that come into view."""
        self.loader.page(self.request, message.offset)

    def on_page_found(self, message: messages.PageFound) -> None:
        """Show a result, or another page of it."""
        if message.serial != self.loader.serial or message.request != self.request:
            return
        results, pages = message.results, self.rows.pages
        if message.serial != pages.serial:
            self._show_results(message)
        elif results.generation != pages.generation:
            self.search_again()
        else:
            pages.add(results, message.offset, message.accounts)
            self.marks.update(message.marks)
            self.rows.page_arrived()

    def _show_results(self, message: messages.PageFound) -> None:
        results = message.results
        self.fault = None
        self.ran = results.tree
        self.sought = query_entities(results.tree, message.request.selection)
        self._results = results
        self._show_counts(results)
        if results.notices or not self._passing:
            search_line.say_notices(self.context, results.text, results.notices)
        self.marks.update(message.marks)
        self._everything = message.everything
        self.show_empty()
        pages = ResultPages(results, message.offset, message.serial, self.marks, message.accounts)
        if self.settings.screen.day_headings:
            pages.headings = DayHeadings(results.days)
        self._show_rows(pages)
        self.rows.show_dates(results.dates)
        order = self.request.order
        self.query_one(TopCount).counted = Counted(
            results.total, message.everything, results.folded, "" if order == "relevance" else order
        )

    def _counted(self, request: Request) -> set[str]:
        """Return the facets of a request whose counts show, with the dates, which also lead from period to period."""
        return {"date", *self.panes.facet_list.counted, *(name for name, _ in request.selection)}

    def on_facets_wanted(self, message: messages.FacetsWanted) -> None:
        """Have facets counted that came into view."""
        if (results := self._results) is None:
            return

        def count(_: object) -> SeedreadError | None:
            try:
                results.count(message.names)
            except Cancelled:
                raise
            except SeedreadError as error:
                return error
            return None

        self.ask_library("facets", count, partial(self._facets_counted, results))

    def _facets_counted(self, results: Results, error: SeedreadError | None) -> None:
        if results is not self._results:
            return
        if error:
            self.say(error.message, error=True)
            self.panes.facet_list.ask_again()
        else:
            self._show_counts(results)

    def _show_counts(self, results: Results) -> None:
        """Show the facets that are counted, and whether parts of a cluster are missing in the counts."""
        self.facets = results.facets_so_far
        summary = filter_summary(self.request.selection, self.facets, self.library.searched)
        self.query_one(TopCount).chosen = " · ".join(filter(None, (results.answered.shortfall, summary)))

    def _show_rows(self, pages: ResultPages) -> None:
        """Show the rows of a result, with the cursor on the article to keep."""
        row = 0
        if self._keep is not None:
            for article in pages.open_as(self.rows.pages):
                if self.ran is not None:
                    self.loader.accounts(article, self.ran)
            found = pages.row(*self._keep)
            row = (self._returning or self.rows).row if found is None else found
        self.arrived = arrivals(self._left_at, (pages.place(row).n, pages.total)) if self._left_at else ""
        self._fresh = True
        self.rows.show(pages, row, self._returning.top if self._returning else None)
        self._keep = self._returning = None

    def show_empty(self) -> None:
        """Say why the list has no rows."""
        key = partial(key_of, self.app)
        if self.fault:
            self.rows.empty = ""  # nothing was searched
        elif self._everything:
            self.rows.empty = no_matches(filter_summary(self.request.selection, self.facets), key("escape"))
        elif self.sync_status.looked:
            problems = sync.known_problems(self.context)
            self.rows.empty = no_articles(self.library.sources, problems, key, feeds=self.fetcher.shown)
        else:
            self.rows.empty = "Indexing… no articles yet."

    def on_search_failed(self, message: messages.SearchFailed) -> None:
        """Show the error: an invalid query has no rows; after an error of the library the last results stay."""
        if message.serial != self.loader.serial:
            return
        error = message.error
        self.fault = None
        if isinstance(error, QueryError):
            self.fault = error.start, error.end
            self._show_none()
            search_line.say_notices(self.context, message.request.text, [error], error=True)
        else:
            self.say(error.message, error=True, passing=False)

    def _show_none(self) -> None:
        """Clear rows and counts, as nothing was searched. The facets stay, so that the selection can be changed."""
        self.ran = None
        self.sought = frozenset()
        self._keep = None
        self._fresh = True
        self.rows.empty = ""
        self.rows.show(ResultPages(serial=self.loader.serial))
        self.rows.show_dates(Histogram())
        self.query_one(TopCount).counted = None

    def on_accounts_found(self, message: messages.AccountsFound) -> None:
        """Show other coverage below its row, unless the rows have changed."""
        if message.serial != self.rows.pages.serial:
            return
        if not message.accounts:
            self.say("No other article here covers this event.")
        self.marks.update(message.marks)
        self.rows.open(message.article, message.accounts)

    # The article that follows the row

    def follow(self, *, pin: bool = False) -> None:
        """Load the article of the row now; with `pin`, pin it too."""
        self._follower.follow(pin=pin)

    def pin(self, article: Article | None) -> None:
        """Pin an article, or unpin it with None."""
        self.pinned = article

    def on_row_opened(self) -> None:
        """Go into the article."""
        open_article(self.context)

    def on_row_moved(self, message: messages.RowMoved) -> None:
        """Load the article once the cursor rests."""
        self._follower.cancel()
        fresh, self._fresh = self._fresh, False
        if not fresh and (self.article is None or message.id != self.article.id):
            self.clear_message()
            self.arrived, self._left_at = "", None
        if "article" not in self.panes.arrangement.shown:
            self._opening.close()
        if message.id is None:
            self.on_article_moved()  # else the position comes with the article
            if not self.rows.pages.total:
                self.article = None
                self._opening.close()
        elif fresh and self.panes.in_box:
            self._follower.wait(single=False)
        elif self.article is None:
            self._follower.follow()
        else:
            self._follower.wait()

    def on_article_loaded(self, message: messages.ArticleLoaded) -> None:
        """Show the article, unless the cursor has moved on."""
        if (hit := self.rows.hit) and hit.id == message.id:
            self.lit = Highlights(self.ran, self.sought)
            self.article = message.article
            self._opening.close()
            self._settling.cancel()
            _show_position(self)  # with the article: one painting costs less than two
        if self._follower.takes_pin(message.id):
            self.pinned = message.article

    def on_article_moved(self) -> None:
        """Say where the reader is, once no key has moved the article for a moment: a held key sends nothing for it."""
        self._settling.call_later(SETTLED, partial(_show_position, self))

    def watch_request(self) -> None:
        """Tell whether there is a view to go back to."""
        self.first = self.views.is_first(self.request)

    def watch_article(self) -> None:
        """Begin another visit."""
        self.marking.visited = None
        mark_visited(self.context)

    def watch_pinned(self) -> None:
        """Make room for a second article, or give the room back."""
        panes = self.panes
        if self.pinned is None and panes.pane == "pinned":
            panes.go("article")
        panes.arrange()
        if self.pinned and "pinned" not in panes.arrangement.shown:
            self.say(f"Pinned. Press {key_of(self.app, 'next_pane')} to go to it.")

    def on_raw_loaded(self, message: messages.RawLoaded) -> None:
        """Show the raw document in place of its article."""
        for pane in self.panes.articles:
            if pane.article and pane.article.id == message.id and pane.raw_wanted:
                pane.show_raw(message.text)

    def on_load_failed(self, message: messages.LoadFailed) -> None:
        """Show the error; the article stays."""
        self.say(message.error.message, error=True)

    # Marks, saved searches and names

    def on_marks_changed(self, message: messages.MarksChanged) -> None:
        """Update the marks, and show what was done."""
        before = {own: self.rows.pages.marks(own) for own in message.marks}
        self.marking.uncounted |= before != message.marks
        moved = {own for own, marks in message.marks.items() if _visible(before[own]) != _visible(marks)}
        self.rows.mark(message.marks)
        for pane in self.panes.articles:
            if pane.article and pane.article.id in moved:
                pane.show_head()
        self.marking.forget_written(message.marks)
        self.marking.tags = self.marking.tags if message.tags is None else message.tags
        count_marks(self.context)  # a reader who was faster than the disk is already in the facets
        if message.notice:
            self.say(message.notice)

    def on_shelf_failed(self, message: messages.ShelfFailed) -> None:
        """Show the error; the screen shows the saved state."""
        self.say(message.error.message, error=True, passing=False)

    def on_saved(self, message: messages.Saved) -> None:
        """Report whether the file was written."""
        self.say(message.summary, error=message.error)

    def on_searches_known(self, message: messages.SearchesKnown) -> None:
        """Store the saved searches, and update their list if it is open."""
        self.searches.all = message.searches
        if self._search_list:
            self._search_list.offer(search_choices(self.context))
        elif message.notice:
            self.say(message.notice)

    def on_searches_counted(self, message: messages.SearchesCounted) -> None:
        """Show the counts."""
        self.searches.counts = message.counts
        if self._search_list:
            self._search_list.offer(search_choices(self.context))

    def on_names_changed(self, message: messages.NamesChanged) -> None:
        """Report the fix, and sync to apply it."""
        names.apply_fix(self.context, message)

    # Syncs

    def on_pending_checked(self, message: messages.PendingChecked) -> None:
        """Sync if something changed."""
        sync.after_check(self.context, message)
        self.show_empty()

    def on_sync_moved(self, message: messages.SyncMoved) -> None:
        """Show the progress."""
        self.progress = message

    def on_touched(self, message: messages.Touched) -> None:
        """Bring in what was changed outside of this screen."""
        sync.after_touch(self.context, message)

    def on_library_moved(self) -> None:
        """Search again in the newer generation."""
        self._left_at = self._left_at or (self.rows.pages.place(self.rows.row).n, self.rows.pages.total)
        self.search_again()
        sync.look_again(self.context)
        look_for_alerts(self.context)

    def on_sync_ended(self, message: messages.SyncEnded) -> None:
        """Show the result of the sync."""
        before = self.message
        self.progress = None
        self.shelf.load()
        sync.after_sync(self.context, message)
        look_for_alerts(self.context)
        self.show_empty()
        names.after_sync(self.context, message, before)


def _show_position(screen: MainScreen) -> None:
    panes, rows = screen.panes, screen.rows
    place = [screen.arrived, row_position(rows.row, rows.pages.length)]
    if screen.article and "article" in panes.arrangement.shown:
        place.append(panes.reading.position)
    screen.position = " · ".join(filter(None, place))


def _visible(marks: Marks) -> Marks:
    """Return the marks that are shown in the article itself."""
    return marks._replace(read=False)
