"""The article follows the row: which one is loaded, pinned, shown raw."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from seedread.tui.screens.state import DEFAULTS
from seedread.tui.screens.syncing import SyncingScreen
from seedread.tui.state.debounce import Pause
from seedread.tui.widgets.article_pane import ArticlePane, Highlights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index import Library
    from seedread.tui.config import Settings
    from seedread.tui.state import messages

__all__ = ["ReadingScreen"]

ROW_PAUSE = 0.15
"""Seconds that the cursor rests on a row before the article follows it."""
ONE_ROW_PAUSE = 0.03
"""The same after a single press: only the keys that follow quickly go somewhere else."""
OPENING = 0.3
"""Seconds that an empty screen is held back at the start."""


class ReadingScreen(SyncingScreen, inherit_bindings=False):
    """Loads the article of the row once the cursor rests."""

    def __init__(
        self, library: Library, query: str = "", sync_command: Sequence[str] = (), settings: Settings = DEFAULTS
    ) -> None:
        super().__init__(library, query, sync_command, settings)
        self._rest = Pause(self)
        self._pin: str | None = None
        self._opening = ExitStack()

    def wait_for_the_first(self) -> None:
        """Draw nothing until the first article is there, or a moment passed: the first screen is sent once."""
        self._opening.enter_context(self.app.batch_update())
        self.set_timer(OPENING, self._opening.close)

    def on_row_moved(self, message: messages.RowMoved) -> None:
        """Let the article follow once the cursor rests."""
        self._rest.cancel()
        fresh, self._fresh = self._fresh, False
        if not fresh and (self.article is None or message.id != self.article.id):
            self.hush()
        if message.id is None:
            if not self.rows.pages.total:
                self.article = None
                self._opening.close()
        elif fresh and self.focused is self.box:
            self._rest.then(ROW_PAUSE, self.follow)
        elif self.article is None:
            self.follow()
        else:
            self._rest.then(ROW_PAUSE, self.follow, ONE_ROW_PAUSE)

    def on_query_typed(self, message: messages.QueryTyped) -> None:
        """Let the article wait until typing rests: the rows of the next key may begin with another one."""
        del message
        if self._rest.waits:
            self._rest.then(ROW_PAUSE, self.follow)

    def follow(self, *, pin: bool = False) -> None:
        """Load the article of the row now, and pin it if `pin`."""
        self._rest.cancel()
        if hit := self.rows.hit:
            self._pin = hit.id if pin else self._pin
            self.loader.article(hit.id)

    def on_article_loaded(self, message: messages.ArticleLoaded) -> None:
        """Show the article, unless the cursor went on."""
        if (hit := self.rows.hit) and hit.id == message.id:
            self.lit = Highlights(self.ran, self.sought)
            self.article = message.article
            self._opening.close()
        if message.id == self._pin:
            self._pin = None
            self.pinned = message.article

    def on_raw_loaded(self, message: messages.RawLoaded) -> None:
        """Show the raw document where its article is."""
        for pane in self.query(ArticlePane):
            if pane.article and pane.article.id == message.id and pane.raw_wanted:
                pane.show_raw(message.text)

    def on_load_failed(self, message: messages.LoadFailed) -> None:
        """Say what is wrong; what shows stays."""
        self.say(message.error.message, error=True)
