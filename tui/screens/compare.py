"""The compare screen: two accounts side by side, with keys from one mark to the next.

It judges nothing: what it shows is how sentences are worded, and every mark leads to the two sentences behind it.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from seedread.index.compare import comparison_to_markdown, comparison_to_record
from seedread.index.export import file_name
from seedread.index.files.user_folders import expanded
from seedread.index.text.sanitize import safe_text
from seedread.tui.render.comparison_overview import overview
from seedread.tui.render.comparison_stops import aligned_stops, number_stops, only_stops, quotation_stops
from seedread.tui.screens.accounts import AccountsScreen
from seedread.tui.screens.text import TextScreen
from seedread.tui.state.messages import Saved
from seedread.tui.widgets.prompt_line import Question
from seedread.tui.workers.saving import complete_file, in_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from seedread.index.compare import Comparison
    from seedread.tui.render.comparison_stops import Stop

__all__ = ["CompareScreen"]


def _json(comparison: Comparison) -> str:
    return safe_text(json.dumps(comparison_to_record(comparison), ensure_ascii=False)) + "\n"


_FORMS: dict[str, Callable[[Comparison], str]] = {".md": comparison_to_markdown, ".json": _json}
"""What writes a comparison into a file with this ending."""


class CompareScreen(AccountsScreen, inherit_bindings=False):
    """Goes from mark to mark, exchanges the accounts, and saves what it found."""

    folder = "."
    """The folder that is offered for a file."""

    def _go(self, kind: str, stops: Sequence[Stop], step: int, nothing: str) -> None:
        """Go to the next stop of a kind, or the one before; round at the ends."""
        if not stops:
            self.say(nothing)
            return
        last = self._stops.get(kind, -1 if step > 0 else 0)
        self._stops[kind] = at = (last + step) % len(stops)
        stop = stops[at]
        for pane, sentence in zip(self.sides, (stop.a, stop.b), strict=True):
            pane.select_sentence(sentence)
        self.say(stop.label)

    def action_next_aligned(self) -> None:
        """To the next two sentences that are worded alike."""
        self._aligned(1)

    def action_previous_aligned(self) -> None:
        """To the two before."""
        self._aligned(-1)

    def _aligned(self, step: int) -> None:
        if self.comparison:
            nothing = "No sentence is worded alike: u goes through what each tells alone."
            self._go("aligned", aligned_stops(self.comparison), step, nothing)

    def action_next_only(self) -> None:
        """To the next sentence that the side with the focus tells alone."""
        self._only(1)

    def action_previous_only(self) -> None:
        """To the one before."""
        self._only(-1)

    def _only(self, step: int) -> None:
        if self.comparison:
            name = self.side.upper()
            self._go(f"only {name}", only_stops(self.comparison, self.side), step, f"{name} tells nothing alone.")

    def action_next_quotation(self) -> None:
        """To the next quotation, those that both have first."""
        if self.comparison:
            self._go("quotation", quotation_stops(self.comparison), 1, "Neither quotes anybody.")

    def action_next_number(self) -> None:
        """To the next number that differs, then those that one side alone gives."""
        if self.comparison:
            self._go("number", number_stops(self.comparison), 1, "No number differs, and neither gives one alone.")

    def action_overview(self) -> None:
        """List all that is shared and all that each has alone."""
        if self.comparison:
            self.app.push_screen(TextScreen(overview(self.comparison)))

    def action_together(self) -> None:
        """Scroll both sides together, or each for itself."""
        a, b = self.sides
        joined = a.companion is None
        a.companion, b.companion = (b, a) if joined else (None, None)
        self.say("Both scroll together." if joined else "Each scrolls for itself.")

    def action_swap(self) -> None:
        """Exchange A and B; the other accounts are then laid beside the new A."""
        if self.comparison:
            b = self._others[self._at]
            self._others = [self._a if other == b else other for other in self._others]
            self._a = b
            self._show(self.comparison.mirrored())

    def action_next_account(self) -> None:
        """Lay the next account beside A."""
        self._other(1)

    def action_previous_account(self) -> None:
        """Lay the account before beside A."""
        self._other(-1)

    def _other(self, step: int) -> None:
        if len(self._others) < 2:
            self.say("There is no third account.")
            return
        self._at = (self._at + step) % len(self._others)
        self.say("Comparing…")
        self._compare()

    def action_other_side(self) -> None:
        """Give the other article the focus."""
        a, b = self.sides
        self.set_focus(a if self.focused is b else b)

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss()

    def action_save(self) -> None:
        """Ask for a file for the comparison."""
        if self.comparison:
            name = file_name(f"{self.comparison.a.article.title} compared", "markdown")
            offered = in_folder(self.folder, name)
            self.put(Question("Save as:", self.command_save, offered, complete=complete_file, kind="file"))

    def command_save(self, name: str) -> None:
        """Save the comparison in the form that the ending says."""
        path = expanded(name)
        form = _FORMS.get(path.suffix.lower())
        if not name or not self.comparison:
            return
        if form is None:
            self.say(f"The ending says the form: {', '.join(_FORMS)}.", error=True)
            return
        self.before_writing(name, partial(self._save, path, form(self.comparison)))

    def _save(self, path: Path, text: str) -> None:
        def write() -> None:
            try:
                write_whole(path, [text])
            except OSError as error:
                self.post_message(Saved(f"{path} was not written: {error.strerror or error}.", error=True))
            else:
                self.post_message(Saved(f"Saved in {path}.", error=False))

        self.run_worker(write, name="save", thread=True, exit_on_error=False)

    def on_saved(self, message: Saved) -> None:
        """Say what came of it."""
        self.say(message.summary, error=message.error)
