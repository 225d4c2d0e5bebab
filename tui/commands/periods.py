"""Moving in time: from one period of the results to the next, and zooming in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.query import word_leaves
from seedread.tui.commands.registry import runs
from seedread.tui.render.time_strip import step_period

if TYPE_CHECKING:
    from seedread.tui.commands.context import CommandContext

__all__: list[str] = []


@runs("next_period")
def next_period(context: CommandContext) -> None:
    """Go to the next period with articles."""
    _hop(context, 1)


@runs("previous_period")
def previous_period(context: CommandContext) -> None:
    """Go to the previous period."""
    _hop(context, -1)


@runs("into_period")
def into_period(context: CommandContext) -> None:
    """Add the chosen period to the query, so that the strip shows its parts."""
    request = context.request
    labels = sorted(request.selection.choice("date").included)
    if len(labels) != 1:
        context.say("Choose a period first, with { or }.")
        return
    text = request.text.strip()
    text = f"({text}) date:{labels[0]}" if "OR" in text.split() else f"{text} date:{labels[0]}".strip()
    context.search(replace(request, text=text, selection=request.selection.without("date")))
    context.panes.box.fill(text)


def _hop(context: CommandContext, step: int) -> None:
    request = context.request
    newest = _begins_newest(context, step)
    selection, bucket = step_period(context.rows.histogram, request.selection, step, from_newest=newest)
    if selection == request.selection:
        context.say("No dated articles here.")
        return
    context.search(replace(request, selection=selection))
    many = "1 article" if bucket and bucket.count == 1 else f"{bucket.count:,} articles" if bucket else ""
    context.say(f"{bucket.label}: {many}. Esc goes back." if bucket else "All dates.")


def _begins_newest(context: CommandContext, step: int) -> bool:
    """Tell whether to begin with the newest period, as the list does; in ranked rows the key decides."""
    if context.request.order != "relevance":
        return context.request.order == "newest"
    ranked = context.ran is not None and word_leaves(context.ran)
    return not ranked or step < 0  # without a word to rank by, the newest come first
