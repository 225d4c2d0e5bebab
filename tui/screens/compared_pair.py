"""Two articles on one screen: which are compared, their arrangement, and the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Container
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from seedread.index.errors import SeedreadError
from seedread.tui.state.messages import Compared, LoadFailed
from seedread.tui.widgets.compare_head import CompareHead
from seedread.tui.widgets.compare_pane import ComparePane
from seedread.tui.widgets.prompt_bar import PromptBar
from seedread.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from seedread.index.compare import Comparison, Side
    from seedread.tui.keys.bindings import Place
    from seedread.tui.state.comparer import Comparer

__all__ = ["AccountsScreen"]

SIDE_BY_SIDE = 100
"""Columns from which the articles are side by side."""
_HEAD = ((30, 5), (20, 4), (16, 2), (0, 1))
"""Rows of the head, by the minimum number of screen rows."""


class AccountsScreen(Screen[None], inherit_bindings=False):
    """Article A, and one of several others as B."""

    places: ClassVar[tuple[Place, ...]] = ("compare",)

    def __init__(self, comparer: Comparer, a: str, others: Sequence[str], at: int = 0) -> None:
        """Compare the article `a` with `others`, beginning with number `at` of them."""
        super().__init__()
        self._comparer = comparer
        self._a = a
        self._others = others
        self._at = at
        self.comparison: Comparison | None = None
        self._stops: dict[str, int] = {}
        """The reader's current stop of each kind."""

    def compose(self) -> ComposeResult:
        """Head, both articles, status line."""
        yield CompareHead(id="head")
        with Container(id="accounts"):
            yield ComparePane(id="a")
            yield ComparePane(id="b")
        yield StatusLine(id="status")
        yield PromptBar(id="asking")

    @property
    def sides(self) -> tuple[ComparePane, ComparePane]:
        """Both panes."""
        return self.query_one("#a", ComparePane), self.query_one("#b", ComparePane)

    @property
    def side(self) -> Side:
        """The side with the focus."""
        return "b" if self.focused is self.sides[1] else "a"

    def on_mount(self) -> None:
        """Compare the first two."""
        self.query_one(StatusLine).place = "compare"
        self._arrange()
        self.set_focus(self.sides[0])
        self._compare()

    def on_resize(self, event: events.Resize) -> None:
        """Rearrange the articles: side by side if there is room, else stacked."""
        del event
        self._arrange()

    def _arrange(self) -> None:
        width, height = self.size
        stacked = width < SIDE_BY_SIDE
        self.query_one("#accounts").set_class(stacked, "-stacked")
        self.sides[1].edge = not stacked
        self.query_one(CompareHead).styles.height = next(rows for least, rows in _HEAD if height >= least)

    def say(self, text: str, *, error: bool = False) -> None:
        """Show a message in the status line; an empty one shows the keys."""
        status = self.query_one(StatusLine)
        status.error = error
        status.said = text

    def clear_message(self) -> None:
        """Show the keys again, at the next key."""
        self.say("")

    def _compare(self) -> None:
        a, b = self._a, self._others[self._at]

        def compare() -> None:
            try:
                self.post_message(Compared(a, b, self._comparer.compare(a, b)))
            except SeedreadError as error:
                self.post_message(LoadFailed(b, error))

        self.run_worker(compare, name="compare", group="compare", thread=True, exclusive=True, exit_on_error=False)

    def on_compared(self, message: Compared) -> None:
        """Show the comparison, unless the reader has gone to another one since."""
        if (message.a, message.b) == (self._a, self._others[self._at]):
            self._show(message.comparison)

    def on_load_failed(self, message: LoadFailed) -> None:
        """Show the error."""
        self.say(message.error.message, error=True)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Report a comparison that fails unexpectedly."""
        if event.state is WorkerState.ERROR:
            error = cast("BaseException", event.worker.error)
            self.say(f"Internal error ({event.worker.name}): {type(error).__name__}: {error}", error=True)

    def _show(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self._stops = {}
        self.query_one(CompareHead).comparison = comparison
        place = f" {self._at + 1}/{len(self._others)}" if len(self._others) > 1 else ""
        for pane, side, more in zip(self.sides, ("a", "b"), ("", place), strict=True):
            article = comparison.analysed(cast("Side", side)).article
            pane.roof = f"{side.upper()}{more} · {article.source or article.id}"
            pane.show_side(comparison, cast("Side", side))
        self.say("")
