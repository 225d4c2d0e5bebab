"""The compare screen: two accounts side by side, with keys from one mark to the next.

It judges nothing: what it shows is how sentences are worded, and every mark leads to the two sentences behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Container
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from seedread.index.errors import SeedreadError
from seedread.tui.compare_overview import overview
from seedread.tui.compare_stops import aligned_stops, number_stops, only_stops, quotation_stops
from seedread.tui.messages import Compared, LoadFailed
from seedread.tui.screens.text import TextScreen
from seedread.tui.widgets.compare_head import CompareHead
from seedread.tui.widgets.compare_pane import ComparePane
from seedread.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from seedread.index import Library
    from seedread.index.compare import Comparison, Side
    from seedread.tui.actions import Place
    from seedread.tui.compare_stops import Stop

__all__ = ["CompareScreen"]

SIDE_BY_SIDE = 100
"""Columns from which the articles stand side by side."""
_HEAD = ((30, 5), (20, 4), (16, 2), (0, 1))
"""Rows of the head from so many rows of the screen."""


class CompareScreen(Screen[None], inherit_bindings=False):
    """Article A, and of several others one as B."""

    places: ClassVar[tuple[Place, ...]] = ("compare",)

    def __init__(self, library: Library, a: str, others: Sequence[str], at: int = 0) -> None:
        """Compare the article `a` with `others`, beginning with number `at` of them."""
        super().__init__()
        self._library = library
        self._a = a
        self._others = others
        self._at = at
        self.comparison: Comparison | None = None
        self._stops: dict[str, int] = {}
        """At which stop of each kind the reader is."""

    def compose(self) -> ComposeResult:
        """Head, both articles, status line."""
        yield CompareHead(id="head")
        with Container(id="accounts"):
            yield ComparePane(id="a")
            yield ComparePane(id="b")
        yield StatusLine(id="status")

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
        """Side by side where there is room, else one over the other."""
        del event
        self._arrange()

    def _arrange(self) -> None:
        width, height = self.size
        stacked = width < SIDE_BY_SIDE
        self.query_one("#accounts").set_class(stacked, "-stacked")
        self.sides[1].edge = not stacked
        self.query_one(CompareHead).styles.height = next(rows for least, rows in _HEAD if height >= least)

    def say(self, text: str, *, error: bool = False) -> None:
        """Say something in the status line; nothing: the keys show."""
        status = self.query_one(StatusLine)
        status.error = error
        status.said = text

    def _compare(self) -> None:
        a, b = self._a, self._others[self._at]

        def compare() -> None:
            try:
                self.post_message(Compared(a, b, self._library.compare(a, b)))
            except SeedreadError as error:
                self.post_message(LoadFailed(b, error))

        self.run_worker(compare, name="compare", group="compare", thread=True, exclusive=True, exit_on_error=False)

    def on_compared(self, message: Compared) -> None:
        """Show it, unless another one was asked for since."""
        if (message.a, message.b) == (self._a, self._others[self._at]):
            self._show(message.comparison)

    def on_load_failed(self, message: LoadFailed) -> None:
        """Say what is wrong."""
        self.say(message.error.message, error=True)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say it when comparing fails in a way nobody foresaw."""
        if event.state is WorkerState.ERROR:
            error = cast("BaseException", event.worker.error)
            self.say(f"Internal error ({event.worker.name}): {type(error).__name__}: {error}", error=True)

    def _show(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self._stops = {}
        self.query_one(CompareHead).comparison = comparison
        place = f" {self._at + 1}/{len(self._others)}" if len(self._others) > 1 else ""
        for pane, side, more in zip(self.sides, ("a", "b"), ("", place), strict=True):
            article = comparison.account(cast("Side", side)).article
            pane.roof = f"{side.upper()}{more} · {article.source or article.id}"
            pane.show_side(comparison, cast("Side", side))
        self.say("")

    def _go(self, kind: str, stops: Sequence[Stop], step: int, nothing: str) -> None:
        """Go to the next stop of a kind, or the one before; round at the ends."""
        if not stops:
            self.say(nothing)
            return
        last = self._stops.get(kind, -1 if step > 0 else 0)
        self._stops[kind] = at = (last + step) % len(stops)
        stop = stops[at]
        for pane, sentence in zip(self.sides, (stop.a, stop.b), strict=True):
            pane.stand(sentence)
        self.say(stop.said)

    def action_next_aligned(self) -> None:
        """To the next two sentences that are worded alike."""
        self._aligned(1)

    def action_previous_aligned(self) -> None:
        """To the two before."""
        self._aligned(-1)

    def _aligned(self, step: int) -> None:
        if self.comparison:
            nothing = "No sentence is worded alike: u goes through what each tells alone."
            self._go("aligned", aligned_stops(self.comparison), step, nothing)

    def action_next_only(self) -> None:
        """To the next sentence that the side with the focus tells alone."""
        self._only(1)

    def action_previous_only(self) -> None:
        """To the one before."""
        self._only(-1)

    def _only(self, step: int) -> None:
        if self.comparison:
            name = self.side.upper()
            self._go(f"only {name}", only_stops(self.comparison, self.side), step, f"{name} tells nothing alone.")

    def action_next_quotation(self) -> None:
        """To the next quotation, those that both have first."""
        if self.comparison:
            self._go("quotation", quotation_stops(self.comparison), 1, "Neither quotes anybody.")

    def action_next_number(self) -> None:
        """To the next number that differs, then those that one side alone gives."""
        if self.comparison:
            self._go("number", number_stops(self.comparison), 1, "No number differs, and neither gives one alone.")

    def action_overview(self) -> None:
        """List all that is shared and all that each has alone."""
        if self.comparison:
            self.app.push_screen(TextScreen(overview(self.comparison)))

    def action_together(self) -> None:
        """Scroll both sides together, or each for itself."""
        a, b = self.sides
        joined = a.companion is None
        a.companion, b.companion = (b, a) if joined else (None, None)
        self.say("Both scroll together." if joined else "Each scrolls for itself.")

    def action_swap(self) -> None:
        """Exchange A and B; the other accounts are then laid beside the new A."""
        if self.comparison:
            b = self._others[self._at]
            self._others = [self._a if other == b else other for other in self._others]
            self._a = b
            self._show(self.comparison.mirrored())

    def action_next_account(self) -> None:
        """Lay the next account beside A."""
        self._other(1)

    def action_previous_account(self) -> None:
        """Lay the account before beside A."""
        self._other(-1)

    def _other(self, step: int) -> None:
        if len(self._others) < 2:
            self.say("There is no third account.")
            return
        self._at = (self._at + step) % len(self._others)
        self.say("Comparing…")
        self._compare()

    def action_other_side(self) -> None:
        """Give the other article the focus."""
        a, b = self.sides
        self.set_focus(a if self.focused is b else b)

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss()
