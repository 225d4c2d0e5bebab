"""Along time: from one period of the result to the next, and into one."""

from __future__ import annotations

from dataclasses import replace

from seedread.index.query import word_leaves
from seedread.tui.render.time_strip import step_period, without_dates
from seedread.tui.screens.marking import MarkingScreen

__all__ = ["PeriodScreen"]


class PeriodScreen(MarkingScreen, inherit_bindings=False):
    """Chooses the dates that the strip over the results shows."""

    def action_next_period(self) -> None:
        """To the next period with articles."""
        self._hop(1)

    def action_previous_period(self) -> None:
        """To the period before."""
        self._hop(-1)

    def action_into_period(self) -> None:
        """Ask for the chosen period in the search line, so that the strip shows what is in it."""
        labels = sorted(self.request.selection.choice("date").included)
        if len(labels) != 1:
            self.say("No period is chosen: { and } go along them.")
            return
        text = self.request.text.strip()
        text = f"({text}) date:{labels[0]}" if "OR" in text.split() else f"{text} date:{labels[0]}".strip()
        self.ask(replace(self.request, text=text, selection=without_dates(self.request.selection)))
        self.box.fill(text)

    def _hop(self, step: int) -> None:
        newest = self._begins_newest(step)
        selection, bucket = step_period(self.rows.histogram, self.request.selection, step, from_newest=newest)
        if selection == self.request.selection:
            self.say("Nothing here has a date.")
            return
        self.ask(replace(self.request, selection=selection))
        many = "1 article" if bucket and bucket.count == 1 else f"{bucket.count:,} articles" if bucket else ""
        self.say(f"{bucket.label}: {many}. Esc shows all dates." if bucket else "All dates.")

    def _begins_newest(self, step: int) -> bool:
        """Tell whether hops begin with the newest period, as the list does; in ranked rows the key decides."""
        if self.request.order != "relevance":
            return self.request.order == "newest"
        ranked = self.ran is not None and word_leaves(self.ran)
        return not ranked or step < 0  # without a word to go by, the newest come first
