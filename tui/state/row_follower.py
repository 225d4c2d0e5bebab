"""Loads the article of the row once the cursor rests, and pins it on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.tui.state.debouncer import Debouncer

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump

__all__ = ["RowFollower"]

ROW_PAUSE = 0.15
"""Seconds that the cursor must rest on a row before its article is loaded."""
ONE_ROW_PAUSE = 0.03
"""The same after a single key press: only keys in quick succession are on the way to another row."""


class RowFollower:
    """Loads the article of the row under the cursor."""

    def __init__(self, owner: MessagePump, row: Callable[[], str | None], load: Callable[[str], None]) -> None:
        """Run in the task of `owner`; `row` returns the article under the cursor, and `load` reads one."""
        self._rest = Debouncer(owner)
        self._row = row
        self._load = load
        self._pin: str | None = None
        """The article to pin when it is loaded."""

    def wait(self, *, single: bool = True) -> None:
        """Load once the cursor rests; sooner after a `single` key press."""
        self._rest.call_later(ROW_PAUSE, self.follow, ONE_ROW_PAUSE if single else None)

    def wait_longer(self) -> None:
        """Restart the delay if one is running."""
        if self._rest.waits:
            self.wait(single=False)

    def cancel(self) -> None:
        """Cancel the pending load."""
        self._rest.cancel()

    def follow(self, *, pin: bool = False) -> None:
        """Load the article of the row now; with `pin`, pin it too."""
        self._rest.cancel()
        if article := self._row():
            self._pin = article if pin else self._pin
            self._load(article)

    def takes_pin(self, article: str) -> bool:
        """Tell, once, whether to pin a loaded article."""
        if article != self._pin:
            return False
        self._pin = None
        return True
