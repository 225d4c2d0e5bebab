"""The prompt at the bottom: asks for a tag, a note, a file name, a command, or yes or no."""

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

    from seedread.tui.keys.bindings import Place

__all__ = ["PromptLabel", "PromptLine", "Question"]


@dataclass(frozen=True)
class Question:
    """A question to ask in the prompt."""

    label: str
    then: Callable[[str], None]
    """Called with the answer."""
    value: str = ""
    """The initial text, selected: a letter replaces it, an arrow keeps it."""
    extends: bool = False
    """Whether typed text is added to the initial text, which is not selected then."""
    default: str = ""
    """The answer if nothing is typed, shown dim."""
    complete: Callable[[str], Sequence[str]] | None = None
    """Returns completions of the text so far."""
    changed: Callable[[str], object] | None = None
    """Called with the text so far; with an empty one if the prompt is cancelled."""
    answers: str = ""
    """Characters that answer at once, such as y and n; empty if the answer is a text."""
    kind: str = ""
    """Answers of the same kind share a history; empty for no history."""


class PromptLabel(Widget):
    """The label of the prompt."""

    ALLOW_SELECT = False

    text: var[str] = var("", init=False)

    def watch_text(self) -> None:
        """Fit the width to the label."""
        self.styles.width = cell_len(self.text) + 2
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        del y
        return line([(f" {self.text} ", ACCENT)], self.size.width)


class PromptLine(TypedLine, inherit_bindings=True):
    """The input of the prompt."""

    places: ClassVar[tuple[Place, ...]] = ("prompt",)

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self._question: Question | None = None
        self._history: dict[str, list[str]] = {}
        self._position = 0
        self._completions: Sequence[str] = ()
        self._completion = -1
        self.ended: Callable[[], None] = lambda: None
        """Called when the prompt closes, before the answer is passed on."""

    @property
    def takes_text(self) -> bool:
        """Whether the answer is a text, not a single character."""
        return self._question is not None and not self._question.answers

    def ask(self, question: Question) -> None:
        """Ask a question."""
        self._question = question
        self._position, self._completions, self._completion = 0, (), -1
        self.placeholder = question.default
        self.fill(question.value)
        if not question.extends:
            self.select_all()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Report the text so far; a character that is an answer closes the prompt."""
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
        """Cancel when the focus moves elsewhere."""
        del event
        if self.screen.focused is not self:  # one question may lead to the next
            self._end(None)

    def action_accept(self) -> None:
        """Accept the answer."""
        if self._question and not self._question.answers:
            self._end(self.value.strip() or self._question.default)

    def action_give_up(self) -> None:
        """Cancel the prompt."""
        self._end(None)

    def action_complete(self) -> None:
        """Complete the text, or go to the next completion."""
        if not self._question or not self._question.complete:
            return
        if not self._completions or self.value != self._completions[self._completion]:
            self._completions, self._completion = self._question.complete(self.value), -1
        if self._completions:
            self._completion = (self._completion + 1) % len(self._completions)
            self.fill(self._completions[self._completion])

    def action_older(self) -> None:
        """Show the previous answer in the history."""
        self._show_history(1)

    def action_newer(self) -> None:
        """Show the next answer in the history."""
        self._show_history(-1)

    def _show_history(self, step: int) -> None:
        history = self._history.get(self._question.kind, []) if self._question else []
        self._position = max(0, min(self._position + step, len(history)))
        if history:
            self.fill(history[-self._position] if self._position else "")

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
            self._history.setdefault(question.kind, []).append(answer)
        question.then(answer)
