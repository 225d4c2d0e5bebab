"""Opens the screens about feeds over the main screen, each loaded when it is first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
