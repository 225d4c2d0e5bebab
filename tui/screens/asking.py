"""Asks at the bottom of a screen, in the place of its status line, and gives the focus back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container
from textual.screen import Screen

from seedread.index.files.user_folders import expanded
from seedread.tui.widgets.prompt_line import PromptLabel, PromptLine, Question
from seedread.tui.widgets.status_line import StatusLine
from seedread.tui.workers.saving import is_there

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.widget import Widget

__all__ = ["AskingScreen"]


class AskingScreen(Screen[None], inherit_bindings=False):
    """A screen that puts one question at a time."""

    _before: Widget | None = None
    """What had the focus."""

    def compose_asking(self) -> ComposeResult:
        """Yield the line where it asks."""
        with Container(id="asking"):
            yield PromptLabel(id="question")
            yield PromptLine(id="answer")

    def put(self, question: Question) -> None:
        """Ask `question`; the screen stays where it is until it is answered or given up."""
        line = self.query_one(PromptLine)
        if self.focused is not line:
            self._before = self.focused
        line.ended = self._ended
        self.query_one(PromptLabel).text = question.label
        self._show_asking(on=True)
        line.ask(question)
        self.set_focus(line)

    def confirm(self, question: str, then: Callable[[], None]) -> None:
        """Ask something that is answered by one key, and go on only if it is y."""
        self.put(Question(f"{question} (y/n)", lambda answer: then() if answer == "y" else None, answers="yn"))

    def before_writing(self, name: str, write: Callable[[], None]) -> None:
        """Go on to `write` a file of this name; where there is one, only if it may be written over."""
        if is_there(expanded(name)):
            self.confirm(f"{name} is there: write over it?", write)
        else:
            write()

    def _ended(self) -> None:
        self._show_asking(on=False)
        if self.focused is self.query_one(PromptLine):
            self.set_focus(self._before)

    def _show_asking(self, *, on: bool) -> None:
        self.query_one(StatusLine).display = not on
        self.query_one("#asking").display = on
