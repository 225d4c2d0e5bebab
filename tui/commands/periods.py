"""Moving in time: from one period of the results to the next, and zooming in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.query import word_leaves
from seedread.tui.commands.registry import runs
from seedread.tui.commands.search import WHOLE, narrowed, search_for
from seedread.tui.render.time_strip import step_period

if TYPE_CHECKING:
    from seedread.tui.commands.context import CommandContext

__all__: list[str] = []

_DATE = re.compile(
    r"(?:^|(?<!\s)(?<!\bOR)(?<!\bAND)(?<!\bNOT)\s+)date:(\d{4}(?:-\d\d){0,2})(?=\s|$)(?!\s+(?:OR|AND)\b)"
)
"""A day, month or year in a query, as zooming in writes it; not the operand of an operator."""


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
    text = narrowed(_DATE.sub("", request.text), f"date:{labels[0]}")
    search_for(context, replace(request, text=text, selection=request.selection.without("date")))


@runs("out_of_period")
def out_of_period(context: CommandContext) -> None:
    """Widen the period: from a day to its month, to the year, to all dates."""
    request = context.request
    if request.selection.choice("date").included:
        search_for(context, replace(request, selection=request.selection.without("date")))
    elif found := _DATE.search(request.text):
        wider = found[1].rpartition("-")[0]
        text = _DATE.sub(f" date:{wider}" if wider else "", request.text).strip()
        whole = WHOLE.fullmatch(text)
        search_for(context, replace(request, text=whole[1] if whole else text))
    else:
        context.say("All dates are shown.")


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
    if context.request.order in ("newest", "oldest"):
        return context.request.order == "newest"
    ranked = context.ran is not None and word_leaves(context.ran)
    return not ranked or step < 0  # without a word to rank by, the newest come first
