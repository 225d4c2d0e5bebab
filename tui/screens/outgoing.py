"""What leaves the screen: addresses and citations to the clipboard, articles to files and to commands.

Nothing is opened on this machine: over SSH it would open on the server. The clipboard is the terminal's (OSC 52).
"""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Any

from textual.app import SuspendNotSupported

from seedread.index.article.links import links
from seedread.index.files.user_folders import expanded
from seedread.index.text.sanitize import safe_text
from seedread.tui.driver.shell_command import keyboard_signals_left_to_others, run_in_terminal, wait_for_key
from seedread.tui.keys.dispatch import keys_of
from seedread.tui.screens.searches import SearchesScreen
from seedread.tui.widgets.prompt_line import Question
from seedread.tui.workers.saving import complete_file, in_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from seedread.index.article import Article
    from seedread.tui.state import messages
    from seedread.tui.workers.leaving import Leaving

__all__ = ["OutgoingScreen", "how_it_ended"]

BACK = frozenset(("enter", "space", "q", "Q", "escape", "ctrl+c", "ctrl+d"))
"""Keys that go back from a command."""
SHOWN = 24
"""Characters of a command that are shown beside how it ended."""
NOT_FOUND = 127
"""A shell's exit code where it knows no such command."""


class OutgoingScreen(SearchesScreen, inherit_bindings=False):
    """Copies, saves and pipes."""

    @property
    def text_subject(self) -> Article | None:
        """The article of the pane with the focus, or the one that shows; it says so where there is none."""
        article = self.reading.article
        if article is None:
            self.say("No article is open.")
        return article

    def copy(self, text: str, said: str) -> None:
        """Give `text` to the terminal's clipboard."""
        self.app.copy_to_clipboard(safe_text(text))
        self.say(said)

    def action_open_url(self) -> None:
        """Show and copy the article's own address."""
        if article := self.text_subject:
            self._link(article, 1 if article.url else 0)

    def action_copy_url(self) -> None:
        """Copy the article's own address."""
        self.action_open_url()

    def action_link(self, key: str) -> None:
        """Show and copy one of the links."""
        if article := self.text_subject:
            self._link(article, int(key))

    def command_link(self, text: str) -> None:
        """Show and copy one of the links."""
        self.action_link(text if text.isdecimal() else "0")

    def _link(self, article: Article, number: int) -> None:
        found = links(article)
        if 1 <= number <= len(found):
            self.copy(found[number - 1], f"Copied: {found[number - 1]}")
        else:
            have = f"it has {len(found)}" if found else "it has none"
            self.say(f"There is no link {number} in this article: {have}." if number else "This article has no URL.")

    def action_copy_citation(self) -> None:
        """Copy a citation."""
        from seedread.index.export import citation  # noqa: PLC0415 (takes time that the start does not have)

        if article := self.text_subject:
            self.copy(citation(article), f"Copied: {citation(article)}")

    def action_save(self) -> None:
        """Ask for a file for the article."""
        if article := self.text_subject:
            self._ask_file("Save as:", article.title, self.command_save)

    def command_save(self, name: str) -> None:
        """Save the article."""
        if article := self.text_subject:
            self._save([article], name)

    def action_save_all(self) -> None:
        """Ask for a file for all that was found."""
        if total := self.rows.pages.total:
            self._ask_file(f"Save {total:,} articles as:", self.request.text or "articles", self.command_save_all)

    def command_save_all(self, name: str) -> None:
        """Save all that was found."""
        self._save(None, name)

    def _ask_file(self, label: str, title: str, then: Callable[[str], None]) -> None:
        from seedread.index.export import file_name  # noqa: PLC0415 (as above)

        offered = in_folder(self.settings.save.folder, file_name(title, self.settings.save.form))
        self.put(Question(label, then, offered, complete=complete_file, kind="file"))

    def _save(self, articles: list[Article] | None, name: str) -> None:
        from seedread.index.export import EXTENSIONS, export_format  # noqa: PLC0415 (as above)

        if not name:
            return
        form = export_format(name)
        if form is None:
            self.say(f"The ending says the form: {', '.join(EXTENSIONS.values())}.", error=True)
            return
        path = expanded(name)
        request, total = self.request, self.rows.pages.total

        def save() -> None:
            self.say(f"Saving to {name}…")
            self.loader.save(path, form, articles, request, total)

        self.before_writing(name, save)

    def on_saved(self, message: messages.Saved) -> None:
        """Say what came of it."""
        self.say(message.summary, error=message.error)

    def action_pipe(self) -> None:
        """Ask for a command."""
        if self.text_subject:
            self.put(Question("Pipe to:", self.command_pipe, kind="pipe"))

    def command_pipe(self, command: str) -> None:
        """Give the article's text to a command, which has the terminal meanwhile."""
        from seedread.index.export import to_plain  # noqa: PLC0415 (as above)

        article = self.text_subject
        if not article or not command:
            return
        try:
            with keyboard_signals_left_to_others(), self.app.suspend():
                said, error = self._run_command(command, safe_text(to_plain(article)))
        except SuspendNotSupported:
            self.say("There is no terminal to give to a command.", error=True)
            return
        self.say(said, error=error)

    def _run_command(self, command: str, text: str) -> tuple[str, bool]:
        """Run it, and return what is to be said, and whether it is an error."""
        keyboard, stream = sys.__stdin__, sys.__stderr__
        if keyboard is None or stream is None:
            return "There is no terminal to give to a command.", True
        terminal = stream.fileno()
        try:
            code = run_in_terminal(command, text.encode(), terminal, ending_of(self.app))
        except OSError as error:
            return f"{command} could not be started: {error.strerror or error}.", True
        queue = keys_of(self.app)
        if not queue.answer(BACK):  # a key that was typed ahead goes back too
            queue.put_first(wait_for_key(keyboard.fileno(), terminal, ending_of(self.app)))
        return how_it_ended(command, code), bool(code)


def ending_of(app: App[Any]) -> Callable[[], bool]:
    """Return what tells whether the application is told to end while the loop stands still."""
    leaving: Leaving = app.leaving  # type: ignore[attr-defined]  # seedread's own application has it
    return lambda: bool(leaving.signal)


def how_it_ended(command: str, code: int) -> str:
    """Return what is said of a command's end; shells report a signal as 128 and its number."""
    if len(command) > SHOWN:
        command = f"{command[: SHOWN - 1]}…"
    number = -code if code < 0 else code - 128
    if number == signal.SIGINT:
        return f"{command} was interrupted."
    if code < 0:
        return f"{command} was ended by {signal.Signals(number).name}."
    if code == NOT_FOUND:
        return f"{command} ended with {code}: is there such a command?"
    return f"{command} ended with {code}." if code else f"{command} is done."
