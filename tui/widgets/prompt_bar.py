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

_ANSWER = 6
"""Cells beside a question for an answer of several letters."""


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
        answer = 1 if question.answers else _ANSWER
        self.query_one(PromptLabel).text = _fitting(question.label, self.screen.size.width - answer - len("  "))
        self._show(on=True)
        line.ask(question)
        self.screen.set_focus(line)

    def confirm(self, question: str, then: Callable[[], None]) -> None:
        """Ask something that one key answers, and go on only if it is y."""
        self.prompt(Question(f"{question} (y/n)", lambda answer: then() if answer == "y" else None, answers="yn"))

    def _ended(self) -> None:
        self._show(on=False)
        if self.screen.focused is self.query_one(PromptLine):
            self.screen.set_focus(self._before)

    def _show(self, *, on: bool) -> None:
        self.screen.query_one(StatusLine).display = not on
        self.display = on


def _fitting(label: str, most: int) -> str:
    """Return a label that leaves room for the answer: a long one is cut before the keys that it ends with."""
    if cell_len(label) <= most:
        return label
    asked, bracket, keys = label.rpartition(" (") if label.endswith(")") else (label, "", "")
    return fit(asked, most - cell_len(bracket + keys)) + bracket + keys
