"""The library is brought up to date while somebody reads: what changed, how far it is, what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from seedread.tui.screens.state import DEFAULTS, ReaderState
from seedread.tui.screens.text import TextScreen
from seedread.tui.widgets.prompt_line import Question
from seedread.tui.workers.sync import Syncer
from seedread.tui.workers.sync_report import kept_by, kept_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index import Library
    from seedread.tui.config import Settings
    from seedread.tui.state import messages

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
        self._told_of_keeper = False
        self._refused: tuple[str, ...] = ()
        """What the reader wants to keep although the files do not hold it."""

    def on_pending_checked(self, message: messages.PendingChecked) -> None:
        """Sync if something changed, and the library is the reader's to sync."""
        if not message.pending or message.keeper:
            self.has_looked()
        if message.keeper:
            asked = self.said == _LOOKING
            if asked or (message.pending and not self._told_of_keeper):
                self._told_of_keeper = True
                self.say(kept_by(message.keeper))
        elif message.pending and not self.syncer.syncing:
            self.syncer.sync()
        elif self.said == _LOOKING and not self._ask_to_prune(self._known_kept()):
            self.say("Nothing new.")
        elif not self.said:
            self._say_kept(self._known_kept())

    def _say_kept(self, kept: tuple[str, ...]) -> None:
        if kept:
            self.say(f"{_first(kept)}. Ctrl-R asks whether to remove them.", error=True)

    def _known_kept(self) -> tuple[str, ...]:
        return tuple(kept_sentence(one.path, one.articles, one.reason) for one in self.library.kept)

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
        if message.kept != self._refused:
            self._ask_to_prune(message.kept)

    def _ask_to_prune(self, kept: tuple[str, ...]) -> bool:
        """Ask whether articles go that the files do not hold any more; a word is typed: it comes while keys are hit."""
        if not kept:
            return False
        if not self.is_current or isinstance(self.focused, Input):
            self._say_kept(kept)
            return True

        def answered(answer: str) -> None:
            if answer.lower() == "yes":
                self.syncer.sync(prune=True)
            else:
                self._refused = kept
                self.say("They are kept.")

        self.put(Question(f"{_first(kept)}. Remove them? (yes/no)", answered, default="no"))
        return True

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


def _first(kept: tuple[str, ...]) -> str:
    return f"{kept[0]}{f' (and {len(kept) - 1} more)' if len(kept) > 1 else ''}"
