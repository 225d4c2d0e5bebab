"""The line at the bottom where something is asked: a tag, a note, a file's name, a command, yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.reactive import var
from textual.widget import Widget

from seedread.tui.render.cells import line
from seedread.tui.render.themes import ACCENT
from seedread.tui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.strip import Strip
    from textual.widgets import Input

    from seedread.tui.keys.actions import Place

__all__ = ["PromptLabel", "PromptLine", "Question"]


@dataclass(frozen=True)
class Question:
    """Something to be asked."""

    label: str
    then: Callable[[str], None]
    """Is given the answer."""
    value: str = ""
    """What stands there to begin with."""
    default: str = ""
    """The answer of those who type none; it stands there dim."""
    complete: Callable[[str], Sequence[str]] | None = None
    """Gives the lines that what is typed so far may become."""
    changed: Callable[[str], None] | None = None
    """Is told what is typed so far; of an answer that is given up, an empty one."""
    answers: str = ""
    """Characters of which one alone is the answer."""
    kind: str = ""
    """Earlier answers of this kind can be brought back; empty: none are."""


class PromptLabel(Widget):
    """What is asked."""

    ALLOW_SELECT = False

    text: var[str] = var("", init=False)

    def watch_text(self) -> None:
        """Take the room that it needs."""
        self.styles.width = cell_len(self.text) + 2
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        del y
        return line([(f" {self.text} ", ACCENT)], self.size.width)


class PromptLine(TypedLine, inherit_bindings=True):
    """Where the answer is typed."""

    places: ClassVar[tuple[Place, ...]] = ("prompt",)

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self._question: Question | None = None
        self._before: dict[str, list[str]] = {}
        self._back = 0
        self._fits: Sequence[str] = ()
        self._fit = -1
        self.ended: Callable[[], None] = lambda: None
        """Is called when the answer is there or given up, before anybody is told of it."""

    @property
    def takes_text(self) -> bool:
        """Whether the answer is a text, and not one character."""
        return self._question is not None and not self._question.answers

    def ask(self, question: Question) -> None:
        """Ask something."""
        self._question = question
        self._back, self._fits, self._fit = 0, (), -1
        self.placeholder = question.default
        self.fill(question.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell who asked; a character that is an answer ends it."""
        event.stop()
        question = self._question
        if question is None or event.value != self.value:
            return
        if question.answers:
            if event.value:
                self._end(event.value[-1].lower() if event.value[-1].lower() in question.answers else None)
        elif question.changed:
            question.changed(event.value)

    def on_blur(self, event: events.Blur) -> None:
        """Give the answer up when the focus is taken elsewhere."""
        del event
        if self.screen.focused is not self:  # one question may lead to the next
            self._end(None)

    def action_accept(self) -> None:
        """Give the answer."""
        if self._question and not self._question.answers:
            self._end(self.value.strip() or self._question.default)

    def action_give_up(self) -> None:
        """Give no answer."""
        self._end(None)

    def action_complete(self) -> None:
        """Complete what is typed, or go on to the next line that it may become."""
        if not self._question or not self._question.complete:
            return
        if not self._fits or self.value != self._fits[self._fit]:
            self._fits, self._fit = self._question.complete(self.value), -1
        if self._fits:
            self._fit = (self._fit + 1) % len(self._fits)
            self.fill(self._fits[self._fit])

    def action_older(self) -> None:
        """Bring back what was answered before."""
        self._bring(1)

    def action_newer(self) -> None:
        """Bring back what was answered after that."""
        self._bring(-1)

    def _bring(self, step: int) -> None:
        before = self._before.get(self._question.kind, []) if self._question else []
        self._back = max(0, min(self._back + step, len(before)))
        if before:
            self.fill(before[-self._back] if self._back else "")

    def _end(self, answer: str | None) -> None:
        question, self._question = self._question, None
        if question is None:
            return
        self.ended()
        if answer is None:
            if question.changed:
                question.changed("")
            return
        if question.kind and answer:
            self._before.setdefault(question.kind, []).append(answer)
        question.then(answer)
