"""The library is brought up to date while somebody reads: what changed, how far it is, what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.tui.screens.state import DEFAULTS, ReaderState
from seedread.tui.screens.text import TextScreen
from seedread.tui.syncing import Syncer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index import Library
    from seedread.tui import messages
    from seedread.tui.config import Settings

__all__ = ["SyncingScreen"]

_LOOKING = "Looking for new and changed files…"
"""Said while a reader waits for an answer; at the start nobody does."""


class SyncingScreen(ReaderState, inherit_bindings=False):
    """Searches again whenever the library moved on."""

    def __init__(
        self, library: Library, query: str = "", sync_command: Sequence[str] = (), settings: Settings = DEFAULTS
    ) -> None:
        """Show `library`, searching for `query`; `sync_command` stands in for `seedread index` in tests."""
        super().__init__(library, query, settings)
        self.syncer = Syncer(self, library, sync_command)
        self.problems: tuple[tuple[str, str], ...] = ()
        """Path and reason of what the last sync could not read."""

    def on_pending_checked(self, message: messages.PendingChecked) -> None:
        """Sync if something changed."""
        if not message.pending:
            self.has_looked()
        if message.pending and not self.syncer.syncing:
            self.syncer.sync()
        elif self.said == _LOOKING:
            self.say("Nothing new.")

    def on_sync_moved(self, message: messages.SyncMoved) -> None:
        """Show how far it is."""
        self.progress = message

    def on_library_moved(self) -> None:
        """Search again in the newer generation."""
        self.ask_again()

    def on_sync_ended(self, message: messages.SyncEnded) -> None:
        """Say what came of it."""
        self.progress = None
        self.has_looked()
        self.desk.know()
        self.problems = message.problems or self.problems
        if message.summary:
            self.say(message.summary, error=message.error)
        elif self.said == _LOOKING:
            self.say("Nothing new.")

    def action_sync(self) -> None:
        """Look for changed files."""
        if self.syncer.syncing:
            self.say("A sync is running.")
        else:
            self.say(_LOOKING)
            self.syncer.look()

    def action_problems(self) -> None:
        """List what could not be read."""
        if self.problems:
            self._list_problems(self.problems)
        else:
            self.syncer.ask_problems()

    def on_problems_known(self, message: messages.ProblemsKnown) -> None:
        """List them, unless another list is open by now."""
        if self.is_current:
            self._list_problems(message.problems)

    def _list_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        if problems:
            self.app.push_screen(TextScreen([("Files that could not be read", list(problems))]))
        else:
            self.say("Every file could be read.")
