"""Opens the screens about feeds over the main screen, each loaded when it is first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedread.index.following.brief import Brief
    from seedread.tui.screens.main import MainScreen

__all__ = ["FeedPages"]


class FeedPages:
    """What `seedread.tui.commands.context.FeedPages` describes."""

    def __init__(self, main: MainScreen) -> None:
        self._main = main

    def feeds(self) -> None:
        """List the feeds."""
        from seedread.tui.screens.feeds import FeedScreen  # noqa: PLC0415 (few sessions need it)

        self._main.app.push_screen(FeedScreen(self._main))

    def brief(self, brief: Brief, article: str, opens: Callable[[str], None]) -> None:
        """Show a digest, with the cursor on `article` if a line has it."""
        from seedread.tui.render.brief_lines import brief_lines  # noqa: PLC0415 (as above)
        from seedread.tui.screens.brief import BriefScreen  # noqa: PLC0415

        self._main.app.push_screen(BriefScreen(brief_lines(brief), article, opens))
