"""The compared articles on one screen: which they are, their arrangement, and the status line."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Container
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from seedread.index.compare.side_by_side import side_by_side
from seedread.index.errors import SeedreadError
from seedread.tui.render.comparison_stops import NAMES
from seedread.tui.state.messages import Compared, LoadFailed
from seedread.tui.widgets.compare_head import CompareHead
from seedread.tui.widgets.compare_pane import ComparePane, align_panes
from seedread.tui.widgets.prompt_bar import PromptBar
from seedread.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from seedread.index.compare import Comparison, SideBySide
    from seedread.tui.keys.bindings import Place
    from seedread.tui.state.comparer import Comparer

__all__ = ["AccountsScreen"]

SIDE_BY_SIDE, THREE = 100, 160
"""Columns from which two articles, and three, are side by side."""
_HEAD = ((30, 6), (20, 4), (16, 2), (0, 1))
"""Most rows of the head with two articles, by the minimum number of screen rows."""


class AccountsScreen(Screen[None], inherit_bindings=False):
    """Article A, with one of several others as B, and another as C if the reader adds one."""

    places: ClassVar[tuple[Place, ...]] = ("compare",)

    def __init__(self, comparer: Comparer, a: str, others: Sequence[str], at: int = 0) -> None:
        """Compare the article `a` with `others`, beginning with number `at` of them."""
        super().__init__()
        self._comparer = comparer
        self._a = a
        self._others = others
        self._at = [at]
        """The numbers of B, and of C if it shows, among the others."""
        self.shown: SideBySide | None = None
        self.in_step = True
        """Whether scrolling one article scrolls the others."""
        self._stops: dict[str, int] = {}
        """The reader's current stop of each kind."""

    def compose(self) -> ComposeResult:
        """Head, articles, status line."""
        yield CompareHead(id="head")
        with Container(id="accounts"):
            yield ComparePane(self._scrolled, id="a")
            yield ComparePane(self._scrolled, id="b")
            yield ComparePane(self._scrolled, id="c")
        yield StatusLine(id="status")
        yield PromptBar(id="asking")

    @property
    def sides(self) -> tuple[ComparePane, ...]:
        """The panes of the articles."""
        return tuple(self.query(ComparePane))[: self._count]

    @property
    def _count(self) -> int:
        """How many articles show; a third one does once it is compared."""
        return len(self.shown.articles) if self.shown else 2

    @property
    def side(self) -> int:
        """The number of the article with the focus."""
        return next((n for n, pane in enumerate(self.sides) if pane is self.focused), 0)

    @property
    def comparison(self) -> Comparison | None:
        """The comparison of A with B; with C where that has the focus."""
        return self.shown.comparisons[max(self.side - 1, 0)][2] if self.shown else None

    @property
    def _articles(self) -> tuple[str, ...]:
        """The IDs of the articles to show."""
        return self._a, *(self._others[at] for at in self._at)

    def on_mount(self) -> None:
        """Compare the first two."""
        self.query_one(StatusLine).place = "compare"
        self._arrange()
        self.set_focus(self.sides[0])
        self._compare()

    def on_resize(self, event: events.Resize) -> None:
        """Rearrange the articles: side by side if there is room, else stacked; a third one needs more room."""
        del event
        if len(self._at) > 1 and self.size.width < THREE:
            self.without_third()
        self._arrange()

    def without_third(self) -> None:
        """Show A and B only."""
        del self._at[1:]
        if self.shown and self._count > len(self._articles):
            if self.side > 1:
                self.set_focus(self.sides[1])
            self._show(side_by_side([self.shown.comparisons[0][2]]))

    def _arrange(self) -> None:
        width, height = self.size
        stacked = width < SIDE_BY_SIDE
        self.query_one("#accounts").set_class(stacked, "-stacked")
        for pane in self.query(ComparePane):
            pane.display = pane in self.sides
            pane.edge = not stacked and pane is not self.sides[0]
        head = self.query_one(CompareHead)
        most = next(rows for least, rows in _HEAD if height >= least) + self._count - 2
        head.styles.height = min(head.rows, most)

    def _scrolled(self, pane: ComparePane) -> None:
        if self.in_step and self.shown:
            align_panes(self.shown, self.sides, self.sides.index(pane))

    def say(self, text: str, *, error: bool = False) -> None:
        """Show a message in the status line; an empty one shows the keys."""
        status = self.query_one(StatusLine)
        status.error = error
        status.said = text

    def clear_message(self) -> None:
        """Show the keys again, at the next key."""
        self.say("")

    def _compare(self) -> None:
        articles = self._articles

        def compare() -> None:
            try:
                found = [self._comparer.compare(a, b) for a, b in combinations(articles, 2)]
                self.post_message(Compared(articles, side_by_side(found)))
            except SeedreadError as error:
                self.post_message(LoadFailed(articles[-1], error))

        self.run_worker(compare, name="compare", group="compare", thread=True, exclusive=True, exit_on_error=False)

    def on_compared(self, message: Compared) -> None:
        """Show the comparison, unless the reader has gone to another one since."""
        if message.articles == self._articles:
            self._show(message.shown)

    def on_load_failed(self, message: LoadFailed) -> None:
        """Show the error."""
        self.say(message.error.message, error=True)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Report a comparison that fails unexpectedly."""
        if event.state is WorkerState.ERROR:
            error = cast("BaseException", event.worker.error)
            self.say(f"Internal error ({event.worker.name}): {type(error).__name__}: {error}", error=True)

    def _show(self, shown: SideBySide) -> None:
        self.shown = shown
        self._stops = {}
        self.query_one(CompareHead).shown = shown
        self._arrange()
        for n, (pane, report) in enumerate(zip(self.sides, shown.articles, strict=True)):
            pane.roof = f"{self.label(n)} · {report.article.source or report.article.id}"
            pane.show_side(shown, n)
        self.say("")

    def label(self, n: int) -> str:
        """Return what article `n` is called, with its number among the others if there are several."""
        of_others = f" {self._at[n - 1] + 1}/{len(self._others)}" if n and len(self._others) > 1 else ""
        return f"{NAMES[n]}{of_others}"
