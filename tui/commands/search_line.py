"""In the search line: completions, earlier queries, and the query that may be meant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.errors import QueryError
from seedread.index.search.selection_query import join, split
from seedread.tui.commands.registry import runs
from seedread.tui.commands.search import search_for
from seedread.tui.keys.bindings import action_named
from seedread.tui.keys.dispatch import keymap_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedread.index.query import Notice
    from seedread.index.search.completions import Completions
    from seedread.index.search.pasted_text import PastedQuery
    from seedread.tui.commands.context import CommandContext

__all__ = ["say_notices", "search_pasted"]

_GROUP = "search line"
_MEANT = action_named("take_meant")


@runs("complete")
def complete(context: CommandContext) -> None:
    """Complete the word at the cursor, or go to the next completion."""
    box = context.panes.box
    line = box.offered
    text, cursor = box.value, box.cursor_position
    if line.completing(text):
        line.next_completion()
        _show_completion(context)
        return

    def ask(cancelled: Callable[[], bool]) -> Completions:
        return context.library.complete(text, cursor, context.request.selection, cancelled=cancelled)

    def show(found: Completions) -> None:
        if not context.panes.in_box or box.value != text:
            return
        if found.offers:
            line.complete(text, found)
            _show_completion(context)
        else:
            context.say("Nothing to complete here. Tab completes fields, and values of fields with a list.")

    context.ask_library(_GROUP, ask, show)


def _show_completion(context: CommandContext) -> None:
    box = context.panes.box
    line = box.offered
    context.search(replace(context.request, text=line.put, typing=True))
    box.value = line.put
    box.cursor_position = line.cursor
    counts = (
        f"{offer.label} {offer.articles:,}" if offer.articles is not None else offer.label for offer in line.offers
    )
    context.say(" · ".join(counts))


@runs("older")
def older(context: CommandContext) -> None:
    """Put the query before this one into the line."""
    _walk(context, 1)


@runs("newer")
def newer(context: CommandContext) -> None:
    """Put the query after this one into the line; in the end the one that was typed."""
    _walk(context, -1)


def _walk(context: CommandContext, step: int) -> None:
    box = context.panes.box
    line = box.offered
    text = box.value
    if line.walking(text):
        _put_query(context, line.step(step))
        return

    def show(queries: Sequence[str]) -> None:
        if context.panes.in_box and box.value == text:
            line.walk(queries, _joined(context, text))
            _put_query(context, line.step(step))

    context.ask_library(_GROUP, lambda _: context.shelf.queries(), show)


def _joined(context: CommandContext, text: str) -> str:
    try:
        return join(text, context.request.selection)
    except QueryError:
        return text


def _put_query(context: CommandContext, query: str) -> None:
    text, selection = split(query)
    context.panes.box.offered.put = text
    search_for(context, replace(context.request, text=text, selection=selection))


@runs("take_meant")
def take_meant(context: CommandContext) -> None:
    """Search for the query that may be meant."""
    if meant := context.panes.box.offered.meant:
        search_for(context, replace(context.request, text=meant))
    else:
        context.say("No other query is suggested.")


def search_pasted(context: CommandContext, text: str) -> None:
    """Search for what a pasted text most likely means, and say what of it is left out."""

    def show(found: PastedQuery) -> None:
        search_for(context, replace(context.request, text=found.query))
        context.say(found.meaning + (f" Left out: {found.left_out}." if found.left_out else ""))

    context.ask_library(_GROUP, lambda cancelled: context.library.pasted(text, cancelled=cancelled), show)


def say_notices(
    context: CommandContext, text: str, remarks: Sequence[Notice | QueryError], *, error: bool = False
) -> None:
    """Show what is to be said about the query `text`, after the key that searches for what may be meant."""
    line = context.panes.box.offered
    guess = next((remark for remark in remarks if remark.instead), None)
    line.meant = f"{text[: guess.start]}{guess.instead}{text[guess.end :]}" if guess else ""
    if line.completing(context.panes.box.value):
        return  # the completions are being shown
    key = keymap_of(context.app).label(_MEANT, 1)
    offer = [f"{key}: {line.meant}"] if line.meant and key else []
    context.say(" · ".join([*offer, *(remark.message for remark in remarks)]), error=error, passing=False)
