"""Saved searches with their counts, and the query history."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from seedread.index.errors import QueryError
from seedread.index.search.selection_query import join, split
from seedread.index.shelf import SavedSearch
from seedread.tui.commands.alerts import switch_alert
from seedread.tui.commands.registry import runs
from seedread.tui.commands.search import open_in_list, readable, run_query
from seedread.tui.widgets.pick_list import PickItem
from seedread.tui.widgets.prompt_line import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.search.results import Hit, Results
    from seedread.tui.commands.context import CommandContext

__all__ = ["search_choices"]

_NEWS = 500
"""New articles of a saved search that are listed."""
_NONE_SAVED = "No saved searches. Press m to save this one."


@runs("saved_searches")
def saved_searches(context: CommandContext) -> None:
    """List the saved searches, and count the results of each."""
    searches = context.searches
    if not searches.all:
        context.say(_NONE_SAVED)
        return

    def picked(name: str) -> None:
        if search := searches.named(name):
            _run(context, search)

    def news(name: str) -> None:
        if search := searches.named(name):
            _list_news(context, search)

    context.pick_search(search_choices(context), picked, news, partial(switch_alert, context))
    context.loader.count(searches.all)


def _list_news(context: CommandContext, search: SavedSearch) -> None:
    """List what came since the reader last looked at a saved search."""
    text, selection = split(search.query)

    def show(found: Results) -> None:
        context.say("")
        context.searches.last = search.name
        if not found.hits:
            context.say(f"Nothing new from feeds in {search.name} since you last looked.")
            return
        context.shelf.look_at(search)
        choices = [PickItem(hit.title, _about(hit), hit.id) for hit in found.hits]
        request = replace(context.request, text=text, selection=selection, order="newest", typing=False)
        context.pick(f"New in {search.name}:", choices, lambda article: open_in_list(context, request, article))

    context.say("Looking for what is new… Press Esc to cancel.")
    context.ask_library("news", lambda _: context.shelf.news(search, _NEWS), show)


def _about(hit: Hit) -> str:
    return " · ".join(filter(None, ((hit.date or "").replace("T", " "), hit.source)))


def search_choices(context: CommandContext) -> list[PickItem]:
    """Return a row for each saved search: whether it tells what is new, its counts once they are known, its query."""
    searches, marked = context.searches, context.settings.alerts.searches
    return [
        PickItem(
            search.name,
            f"{'alert · ' if search.name in marked else ''}{searches.counts.get(search.name, '…')} · "
            f"{readable(search.query)}",
            search.name,
        )
        for search in searches.all
    ]


def _run(context: CommandContext, search: SavedSearch) -> None:
    context.searches.last = search.name
    run_query(context, search.query, search.sort)
    context.shelf.look_at(search)
    context.say(f"Saved search: {search.name}")


@runs("save_search")
def save_search(context: CommandContext, name: str = "") -> None:
    """Save query, filters and order under `name`, or ask for one."""
    if name:
        _save(context, name)
    elif (query := _query(context)) is not None:
        default = readable(query)
        context.prompt(Question("Save search as:", lambda given: _save(context, given), default=default, kind="search"))


def _query(context: CommandContext) -> str | None:
    """Return query and filters as one query; if that is impossible, show the reason."""
    try:
        return join(context.request.text, context.request.selection)
    except QueryError as error:
        context.say(error.message, error=True)
        return None


def _save(context: CommandContext, name: str) -> None:
    if (name := name.strip()) and (query := _query(context)) is not None:
        context.searches.last = name
        context.shelf.save_search(SavedSearch(name, query, context.request.order))


@runs("forget_search")
def forget_search(context: CommandContext, name: str = "") -> None:
    """Delete the saved search `name`, or ask which one."""
    if name:
        context.shelf.forget_search(name)
    else:
        complete = context.searches.names
        context.prompt(Question("Delete saved search:", context.shelf.forget_search, complete=complete))


@runs("next_saved")
def next_saved(context: CommandContext) -> None:
    """Run the next saved search."""
    _step(context, 1)


@runs("previous_saved")
def previous_saved(context: CommandContext) -> None:
    """Run the previous saved search."""
    _step(context, -1)


def _step(context: CommandContext, step: int) -> None:
    if search := context.searches.neighbour(step):
        _run(context, search)
    else:
        context.say(_NONE_SAVED)


@runs("history")
def history(context: CommandContext) -> None:
    """List earlier queries."""

    def show(queries: Sequence[str]) -> None:
        if queries:
            choices = [PickItem(readable(query), "", query) for query in queries]
            context.pick("Query history:", choices, lambda query: run_query(context, query))
        else:
            context.say("No queries yet.")

    context.shelf.history(show)
