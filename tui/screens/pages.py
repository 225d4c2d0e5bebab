"""Opens the screens over the main screen; what few sessions need is loaded when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.tui.screens.offers import OffersScreen
from seedread.tui.screens.pairs import PairScreen
from seedread.tui.screens.text import TextScreen
from seedread.tui.state.brief_place import BriefPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedread.index.article import Article
    from seedread.index.following.brief import Brief
    from seedread.index.stories import Pairs, Similar
    from seedread.tui.screens.main import MainScreen
    from seedread.tui.state.comparer import Comparer

__all__ = ["Pages", "unless_none"]


class Pages:
    """What `seedread.tui.commands.context.Pages` describes."""

    def __init__(self, main: MainScreen) -> None:
        self._main = main
        self.brief_place = BriefPlace()

    def sections(self, sections: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Show a page of text."""
        self._main.app.push_screen(TextScreen(sections))

    def offers(self, article: Article, similar: Sequence[Similar], opens: Callable[[str], None]) -> None:
        """Offer `similar` articles next to an article, which is where the reader left it."""
        self._main.app.push_screen(OffersScreen(article, self._main.panes.reading, similar, opens))

    def comparison(self, article: str, others: Sequence[str], first: int = 0, comparer: Comparer | None = None) -> None:
        """Compare `article` with one of `others`, by default those of the library."""
        from seedread.tui.screens.compare import CompareScreen  # noqa: PLC0415 (its word lists would slow every start)

        screen = CompareScreen(comparer or self._main.library, article, others, first)
        screen.folder = self._main.settings.save.folder
        self._main.app.push_screen(screen)

    def pairs(self, pairs: tuple[Pairs, Pairs], picked: Callable[[str], None]) -> None:
        """Show which leaders, and which countries, are named together."""
        self._main.app.push_screen(PairScreen(pairs), unless_none(picked))

    def feeds(self) -> None:
        """List the feeds."""
        from seedread.tui.screens.feeds import FeedScreen  # noqa: PLC0415 (few sessions need it)

        self._main.app.push_screen(FeedScreen(self._main))

    def brief(self, brief: Brief, article: str, opens: Callable[[str], None]) -> None:
        """Show a digest, with the cursor on `article` if a line has it."""
        from seedread.tui.render.brief_lines import brief_lines  # noqa: PLC0415 (as above)
        from seedread.tui.screens.brief import BriefScreen  # noqa: PLC0415

        self._main.app.push_screen(BriefScreen(brief_lines(brief), article, opens))


def unless_none(picked: Callable[[str], None] | None) -> Callable[[str | None], None]:
    """Return a call for a screen that closes: it passes on what was picked, if anything was."""

    def closed(value: str | None) -> None:
        if value is not None and picked is not None:
            picked(value)

    return closed
