"""The panes on the screen: which of them show at this size, and where the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var

from seedread.tui.screens.reading import ReadingScreen
from seedread.tui.state.layout import PANES, Arrangement, Pane, arrange
from seedread.tui.widgets.article_pane import ArticlePane
from seedread.tui.widgets.lines_view import LinesView
from seedread.tui.widgets.status_line import StatusLine, TopCount

if TYPE_CHECKING:
    from textual import events

    from seedread.tui.keys.actions import Place

__all__ = ["PanedScreen"]

_PLACES: dict[str, Place] = {"box": "search", "facets": "facets", "article": "article", "pinned": "article"}


class PanedScreen(ReadingScreen, inherit_bindings=False):
    """Shows the panes that fit, and always the one with the focus."""

    pane: var[Pane] = var[Pane]("results", init=False)
    """The pane that has the focus, or had it before the search line."""
    alone: var[bool] = var(default=False, init=False)
    """Whether the articles have the whole screen."""

    @property
    def arrangement(self) -> Arrangement:
        """What shows now."""
        width, height = self.size
        return arrange(width, height, self.pane, pinned=self.pinned is not None, alone=self.alone)

    @property
    def reading(self) -> ArticlePane:
        """The article that keys like `n` and `v` mean."""
        return self.query_one("#pinned" if self.pane == "pinned" else "#article", ArticlePane)

    def arrange_panes(self) -> None:
        """Show the panes that fit."""
        now = self.arrangement
        for name in PANES:
            pane = self.query_one(f"#{name}", LinesView)
            pane.display = name in now.shown
            pane.edge = name in now.shown[1:] and not (now.stacked and now.shown[0] == "article")
        self.query_one("#pinned", LinesView).roof = "pinned" if now.stacked else ""
        self.query_one("#reading").display = bool({"article", "pinned"} & set(now.shown))
        self.query_one("#reading").set_class(now.stacked, "-stacked")
        for name, width in (("facets", now.facets_width), ("results", now.results_width)):
            self.query_one(f"#{name}").styles.width = width or "1fr"
        self.query_one(TopCount).take_room(self.size.width)

    def go(self, pane: Pane) -> None:
        """Give `pane` the focus."""
        self.pane = pane
        self.hush()
        self.arrange_panes()
        self.set_focus(self.query_one(f"#{pane}", LinesView))

    def to_article(self) -> ArticlePane:
        """Return the article that keys like `n` and `v` mean, and see to it that it shows."""
        if not {"article", "pinned"} & set(self.arrangement.shown):
            self.go("article")
        return self.reading

    def on_resize(self) -> None:
        """Arrange anew."""
        self.arrange_panes()

    def watch_pinned(self) -> None:
        """Make room for a second article, or take it back."""
        if self.pinned is None and self.pane == "pinned":
            self.go("article")
        self.arrange_panes()
        if self.pinned and "pinned" not in self.arrangement.shown:
            self.say("Pinned: Tab leads to it.")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus wherever a key or the mouse put it."""
        if event.widget is not self.focused:
            return  # news of a focus that has moved on since
        name = event.widget.id or ""
        self.query_one(StatusLine).place = _PLACES.get(name, "results")
        if name in PANES and name != self.pane:
            self.go(name)

    def tab(self, step: int) -> None:
        """Go to the next pane, or the one before."""
        ring = self.arrangement.ring
        if self.focused is self.box:
            self.go("results")
        else:
            self.go(ring[(ring.index(self.pane) + step) % len(ring)] if self.pane in ring else ring[0])
