"""The panes of the main screen: which of them show at this size, and which one has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from seedread.tui.state.layout import PANES, Arrangement, Pane, arrange
from seedread.tui.widgets.article_pane import ArticlePane
from seedread.tui.widgets.facet_list import FacetList
from seedread.tui.widgets.lines_view import LinesView
from seedread.tui.widgets.results_list import ResultsList
from seedread.tui.widgets.search_box import SearchBox
from seedread.tui.widgets.status_line import StatusLine, TopCount

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.screen import Screen
    from textual.widget import Widget

    from seedread.tui.keys.bindings import Place

__all__ = ["Panes"]

_PLACES: dict[str, Place] = {"box": "search", "facets": "facets", "article": "article", "pinned": "article"}


class Panes:
    """Shows the panes that fit, and always the one with the focus."""

    def __init__(self, screen: Screen[None], *, has_pinned: Callable[[], bool], entered: Callable[[], None]) -> None:
        """Arrange the panes of `screen`; `entered` is called whenever one of them is given the focus."""
        self._screen = screen
        self._has_pinned = has_pinned
        self._entered = entered
        self.pane: Pane = "results"
        """The pane that has the focus, or had it before the search line."""
        self.opened = False
        """Whether an article is open beside the results; matters where three panes have no room."""
        self.alone = False
        """Whether the articles have the whole screen."""

    @property
    def rows(self) -> ResultsList:
        """The list of results."""
        return self._screen.query_one("#results", ResultsList)

    @property
    def facet_list(self) -> FacetList:
        """The list of facets."""
        return self._screen.query_one("#facets", FacetList)

    @property
    def box(self) -> SearchBox:
        """The search line."""
        return self._screen.query_one("#box", SearchBox)

    @property
    def articles(self) -> Sequence[ArticlePane]:
        """Both article panes."""
        return [*self._screen.query(ArticlePane)]

    @property
    def reading(self) -> ArticlePane:
        """The article that keys like `n` and `v` mean."""
        return self._screen.query_one("#pinned" if self.pane == "pinned" else "#article", ArticlePane)

    @property
    def in_article(self) -> bool:
        """Whether the focus is on an article."""
        return self.pane in ("article", "pinned")

    @property
    def in_box(self) -> bool:
        """Whether the focus is on the search line."""
        return self._screen.focused is self.box

    @property
    def in_line(self) -> bool:
        """Whether the focus is on a line to type in."""
        return isinstance(self._screen.focused, Input)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the keys of the pane with the focus come from, the nearest first."""
        return self._screen.query_one(f"#{self.pane}", LinesView).places

    @property
    def arrangement(self) -> Arrangement:
        """What shows now."""
        width, height = self._screen.size
        articles = 2 if self._has_pinned() else int(self.opened)
        return arrange(width, height, self.pane, articles=articles, alone=self.alone)

    def arrange(self) -> None:
        """Show the panes that fit."""
        screen, now = self._screen, self.arrangement
        for name in PANES:
            pane = screen.query_one(f"#{name}", LinesView)
            pane.display = name in now.shown
            pane.edge = name in now.shown[1:] and not (now.stacked and now.shown[0] == "article")
        screen.query_one("#pinned", LinesView).roof = "pinned" if now.stacked else ""
        screen.query_one("#reading").display = bool({"article", "pinned"} & set(now.shown))
        screen.query_one("#reading").set_class(now.stacked, "-stacked")
        for late in self.articles:
            if late.id in now.shown:
                late.catch_up()
        for name, width in (("facets", now.facets_width), ("results", now.results_width)):
            screen.query_one(f"#{name}").styles.width = width or "1fr"
        screen.query_one(TopCount).take_room(screen.size.width)

    def go(self, pane: Pane) -> None:
        """Give `pane` the focus."""
        self.pane = pane
        self.opened |= self.in_article
        self.arrange()
        self._screen.set_focus(self._screen.query_one(f"#{pane}", LinesView))
        self._entered()

    def close_article(self) -> bool:
        """Give the results the focus, and the room of the article; return False if it has none beside them."""
        two = len(self.arrangement.shown) == 2
        had = self.in_article or (self.opened and two)
        self.opened = False
        if had:
            self.go("results")
        return had

    def go_to_box(self) -> None:
        """Give the search line the focus, with the results in sight."""
        shown = self.arrangement.shown
        if self.alone or self.pane not in shown or "results" not in shown:
            self.alone = False
            self.go("results")
        self._screen.set_focus(self.box)

    def to_article(self) -> ArticlePane:
        """Return the article that keys like `n` and `v` mean, and make sure that it shows."""
        if not {"article", "pinned"} & set(self.arrangement.shown):
            self.go("article")
        return self.reading

    def toggle_alone(self) -> None:
        """Give the articles the whole screen, or a part of it again."""
        self.alone = not self.alone
        self.go(self.pane if self.in_article else "article")

    def step(self, step: int) -> None:
        """Go to the next pane, or to the previous one."""
        ring = self.arrangement.ring
        if self.in_box:
            self.go("results")
        else:
            self.go(ring[(ring.index(self.pane) + step) % len(ring)] if self.pane in ring else ring[0])

    def focus_moved(self, widget: Widget) -> None:
        """Follow the focus wherever a key or the mouse put it."""
        if widget is not self._screen.focused:
            return  # the focus has moved on since
        name = widget.id or ""
        self._screen.query_one(StatusLine).place = _PLACES.get(name, "results")
        named: dict[str, Pane] = {pane: pane for pane in PANES}
        pane = named.get(name)
        if pane and pane != self.pane:
            self.go(pane)
