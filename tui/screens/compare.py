"""The compare screen: two accounts side by side, with keys from one mark to the next.

It does not judge: it shows the wording of sentences, and every mark leads to its two sentences.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from seedread.index.compare import comparison_to_markdown, comparison_to_record
from seedread.index.compare.side_by_side import side_by_side
from seedread.index.export import file_name
from seedread.index.files.user_folders import expanded
from seedread.index.text.sanitize import safe_text
from seedread.tui.render.comparison_overview import overview
from seedread.tui.render.comparison_stops import NAMES, aligned_stops, number_stops, only_stops, quotation_stops
from seedread.tui.screens.compared_pair import THREE, AccountsScreen
from seedread.tui.screens.text import TextScreen
from seedread.tui.state.messages import Saved
from seedread.tui.widgets.prompt_bar import PromptBar
from seedread.tui.widgets.prompt_line import Question
from seedread.tui.workers.saving import complete_file, confirm_overwrite, in_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from seedread.index.compare import Comparison
    from seedread.tui.render.comparison_stops import Stop

__all__ = ["CompareScreen"]


def _json(comparison: Comparison) -> str:
    return safe_text(json.dumps(comparison_to_record(comparison), ensure_ascii=False)) + "\n"


_FORMS: dict[str, Callable[[Comparison], str]] = {".md": comparison_to_markdown, ".json": _json}
"""Writes a comparison in the format of each extension."""


class CompareScreen(AccountsScreen, inherit_bindings=False):
    """Goes from mark to mark, swaps the sides, and saves the comparison."""

    folder = "."
    """The default folder for a file."""

    def _go(self, kind: str, stops: Sequence[Stop], step: int, nothing: str) -> None:
        """Go to the next or previous stop of a kind; wrap around at the ends."""
        if not stops:
            self.say(nothing)
            return
        last = self._stops.get(kind, -1 if step > 0 else 0)
        self._stops[kind] = at = (last + step) % len(stops)
        stop = stops[at]
        for pane, sentence in zip(self.sides, stop.places, strict=True):
            pane.select_sentence(sentence)
        self.say(stop.label)

    def action_next_aligned(self) -> None:
        """Go to the next matching pair of sentences."""
        self._aligned(1)

    def action_previous_aligned(self) -> None:
        """Go to the previous matching pair."""
        self._aligned(-1)

    def _aligned(self, step: int) -> None:
        if self.shown:
            nothing = "No matching sentences. Press i for sentences unique to one side."
            self._go("aligned", aligned_stops(self.shown), step, nothing)

    def action_next_only(self) -> None:
        """Go to the next sentence unique to the side with the focus."""
        self._only(1)

    def action_previous_only(self) -> None:
        """Go to the previous one."""
        self._only(-1)

    def _only(self, step: int) -> None:
        if self.shown:
            name = NAMES[self.side]
            self._go(f"only {name}", only_stops(self.shown, self.side), step, f"No sentences unique to {name}.")

    def action_next_quotation(self) -> None:
        """Go to the next quotation, shared ones first."""
        if self.shown:
            self._go("quotation", quotation_stops(self.shown), 1, "No quotations in any article.")

    def action_next_number(self) -> None:
        """Go to the next number that differs, then to those unique to one side."""
        if self.shown:
            self._go("number", number_stops(self.shown), 1, "No numbers differ, and none is unique to one side.")

    def action_overview(self) -> None:
        """Show an overview of what is shared and what is unique to each side."""
        if self.shown:
            self.app.push_screen(TextScreen(overview(self.shown)))

    def action_together(self) -> None:
        """Toggle scroll sync."""
        self.in_step = not self.in_step
        self.say("Scroll sync on." if self.in_step else "Scroll sync off.")

    def action_swap(self) -> None:
        """Swap A and B; the other articles are then compared with the new A."""
        if self.comparison:
            b = self._others[self._at[0]]
            self._others = [self._a if other == b else other for other in self._others]
            self._a = b
            if self.shown and len(self._at) == 1:
                self._show(side_by_side([self.shown.comparisons[0][2].mirrored()]))
            else:
                self._compare()

    def action_next_account(self) -> None:
        """Compare A with the next article; if C has the focus, change C."""
        self._other(1)

    def action_previous_account(self) -> None:
        """Compare A with the previous article."""
        self._other(-1)

    def _other(self, step: int) -> None:
        changed = max(self.side - 1, 0)
        self._change(changed, self._free(self._at[changed], step))

    def _free(self, at: int, step: int) -> int | None:
        """Return the number of the nearest other article from `at` on that does not show; None if all do."""
        numbers = [(at + step * n) % len(self._others) for n in range(1, len(self._others))]
        return next((number for number in numbers if number not in self._at), None)

    def _change(self, place: int, number: int | None) -> None:
        """Show another article as B (0) or C (1)."""
        if number is None:
            self.say("No other article to compare with.")
            return
        self._at[place : place + 1] = [number]
        self.say("Comparing…")
        self._compare()

    def action_third(self) -> None:
        """Add a third article, or remove it."""
        if len(self._at) > 1:
            self.without_third()
        elif self.size.width < THREE:
            self.say(f"Three articles need a screen of {THREE} columns; this one has {self.size.width}.")
        elif len(self._others) < 2:
            self.say("No third article here. Press c in an article to compare it with similar ones.")
        elif self.shown:
            self._change(1, self._free(self._at[0], 1))

    def action_other_side(self) -> None:
        """Give the other article the focus."""
        self.set_focus(self.sides[(self.side + 1) % len(self.sides)])

    def action_close(self) -> None:
        """Close this screen."""
        self.dismiss()

    def action_quit(self) -> None:
        """Quit."""
        self.app.exit()

    def action_save(self) -> None:
        """Ask for a file for the comparison."""
        if self.comparison:
            name = file_name(f"{self.comparison.a.article.title} compared", "markdown")
            offered = in_folder(self.folder, name)
            names = f" {NAMES[0]} and {NAMES[max(self.side, 1)]}" if len(self.sides) > 2 else ""
            question = Question(f"Save{names} as:", self._save_as, offered, complete=complete_file, kind="file")
            self.query_one(PromptBar).prompt(question)

    def _save_as(self, name: str) -> None:
        """Save the comparison in the format of the extension."""
        path = expanded(name)
        form = _FORMS.get(path.suffix.lower())
        if not name or not self.comparison:
            return
        if form is None:
            self.say(f"Use one of these extensions: {', '.join(_FORMS)}.", error=True)
            return
        write = partial(self._save, path, form(self.comparison))
        confirm_overwrite(name, write, self.query_one(PromptBar).confirm)

    def _save(self, path: Path, text: str) -> None:
        def write() -> None:
            try:
                write_whole(path, [text])
            except OSError as error:
                self.post_message(Saved(f"Cannot write {path}: {error.strerror or error}.", error=True))
            else:
                self.post_message(Saved(f"Saved to {path}.", error=False))

        self.run_worker(write, name="save", thread=True, exit_on_error=False)

    def on_saved(self, message: Saved) -> None:
        """Report whether the file was written."""
        self.say(message.summary, error=message.error)
