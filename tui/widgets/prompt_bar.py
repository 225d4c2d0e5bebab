"""Asks at the bottom of a screen, in the place of its status line, and gives the focus back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.containers import Container

from seedread.tui.render.cells import fit
from seedread.tui.widgets.prompt_line import PromptLabel, PromptLine, Question
from seedread.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.widget import Widget

__all__ = ["PromptBar"]

_KEYS = len("  (y/n)  ") + 1
"""Cells beside a question."""


class PromptBar(Container):
    """One question at a time."""

    _before: Widget | None = None
    """What had the focus."""

    def compose(self) -> ComposeResult:
        """Question and answer."""
        yield PromptLabel(id="question")
        yield PromptLine(id="answer")

    def prompt(self, question: Question) -> None:
        """Ask `question`; the screen stays where it is until it is answered or cancelled."""
        line = self.query_one(PromptLine)
        if self.screen.focused is not line:
            self._before = self.screen.focused
        line.ended = self._ended
        self.query_one(PromptLabel).text = question.label
        self._show(on=True)
        line.ask(question)
        self.screen.set_focus(line)

    def confirm(self, question: str, then: Callable[[], None]) -> None:
        """Ask something that one key answers, and go on only if it is y; a long question is cut before the keys."""
        most = self.screen.size.width - _KEYS
        asked = fit(question, most) if cell_len(question) > most else question
        self.prompt(Question(f"{asked} (y/n)", lambda answer: then() if answer == "y" else None, answers="yn"))

    def _ended(self) -> None:
        self._show(on=False)
        if self.screen.focused is self.query_one(PromptLine):
            self.screen.set_focus(self._before)

    def _show(self, *, on: bool) -> None:
        self.screen.query_one(StatusLine).display = not on
        self.display = on
