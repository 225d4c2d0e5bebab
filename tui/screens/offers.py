"""Similar articles to compare with, in a panel next to the article: the choice is made with the text in view."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container

from seedread.tui.render.story_rows import similarity_detail
from seedread.tui.state.layout import BROAD, arrange
from seedread.tui.widgets.article_pane import ArticlePane
from seedread.tui.widgets.pick_list import PickItem, PickList
from seedread.tui.widgets.quiet_focus import QuietFocusScreen
from seedread.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from seedread.index.article import Article
    from seedread.index.stories import Similar
    from seedread.tui.keys.bindings import Place

__all__ = ["OffersScreen"]

_LEAST = 3
"""Lines that the panel has on the lowest screen, its title included."""


class OffersList(PickList, inherit_bindings=True):
    """The similar articles."""

    can_focus = True
    readable: ClassVar[int] = 200
    """Titles are whole: the reader chooses by them."""
    places: ClassVar[tuple[Place, ...]] = ("offers", "panes")


class OffersScreen(QuietFocusScreen, inherit_bindings=False):
    """An article with the similar ones beside it, or below it where the screen is narrow."""

    places: ClassVar[tuple[Place, ...]] = ("offers",)

    def __init__(
        self, article: Article, like: ArticlePane, similar: Sequence[Similar], opens: Callable[[str], None]
    ) -> None:
        """Offer `similar` for `article`, shown as in the pane `like`; `opens` compares it with one of them."""
        super().__init__()
        self._article = article
        self._like = like
        self.reading = ArticlePane(like.marks, numbers=like.numbers, keyed=False)
        self.reading.can_focus = False
        self._choices = [PickItem(one.title, similarity_detail(one), one.id) for one in similar]
        self._opens = opens
        self.listed = OffersList(id="offers")

    def compose(self) -> ComposeResult:
        """List, article, status line."""
        with Container(id="offering"):
            yield self.listed
            yield self.reading
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Show the offers."""
        self.query_one(StatusLine).place = "offers"
        self._show_article()
        self.listed.roof = "compare with"
        self.listed.measure(self._choices)
        self.listed.show(self._choices)
        self._arrange()
        self.set_focus(self.listed)

    def _show_article(self) -> None:
        """Show the article as it was read, from the same place on."""
        reading, like = self.reading, self._like
        reading.names, reading.lit, reading.unfolded = like.names, like.lit, like.unfolded
        if like.article and like.article.id == self._article.id and like.view == "text":
            reading.go_to_place(like.place)
        reading.article = self._article

    def on_resize(self) -> None:
        """Rearrange list and article."""
        self._arrange()

    def _arrange(self) -> None:
        """Give the article the place that it has on the main screen; below that width, the upper part."""
        width, height = self.size
        beside = width >= BROAD
        self.query_one("#offering").set_class(not beside, "-stacked")
        self.reading.edge = beside
        self.reading.roof = "this article" if beside else ""
        lists = arrange(width, height, "article", articles=1, alone=False)
        needed = len(self._choices) * self.listed.rows_in(width) + 1
        self.listed.styles.width = lists.facets_width + lists.results_width if beside else width
        self.listed.styles.height = height - 1 if beside else max(min(needed, height // 2), _LEAST)

    def action_choose(self) -> None:
        """Compare the article with the one at the cursor."""
        if self.listed.here:
            self._opens(self.listed.here.value)

    def action_read_on(self) -> None:
        """Page down in the article."""
        self.reading.page_on(1)

    def action_read_back(self) -> None:
        """Page up in the article."""
        self.reading.page_on(-1)

    def action_close(self) -> None:
        """Go back to the article."""
        self.dismiss()

    def action_quit(self) -> None:
        """Quit."""
        self.app.exit()
