"""Asks at the bottom of the screen, in the place of the status line, and gives the focus back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.tui.screens.paned import PanedScreen
from seedread.tui.widgets.ask_line import AskLabel, AskLine, Question
from seedread.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["AskingScreen"]


class AskingScreen(PanedScreen, inherit_bindings=False):
    """Puts one question at a time."""

    def put(self, question: Question) -> None:
        """Ask `question`; the screen stays where it is until it is answered or given up."""
        self.hush()
        line = self.query_one(AskLine)
        line.ended = self._ended
        self.query_one(AskLabel).text = question.label
        self._show_asking(on=True)
        line.ask(question)
        self.set_focus(line)

    def confirm(self, question: str, then: Callable[[], None]) -> None:
        """Ask something that is answered by one key, and go on only if it is y."""
        self.put(Question(f"{question} (y/n)", lambda answer: then() if answer == "y" else None, answers="yn"))

    def _ended(self) -> None:
        self._show_asking(on=False)
        if self.focused is self.query_one(AskLine):
            self.set_focus(self.query_one(f"#{self.pane}"))

    def _show_asking(self, *, on: bool) -> None:
        self.query_one(StatusLine).display = not on
        self.query_one("#asking").display = on
