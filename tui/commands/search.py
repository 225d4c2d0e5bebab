"""The query: typing it, its order, and the values of its facets."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.errors import QueryError
from seedread.index.query import SORTS
from seedread.index.search.selection_query import join, split
from seedread.tui.commands.registry import runs
from seedread.tui.render.facet_rows import heading
from seedread.tui.state.views import View
from seedread.tui.widgets.prompt_line import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from seedread.index import Library
    from seedread.index.query import Node, Sort
    from seedread.tui.commands.context import CommandContext
    from seedread.tui.state.messages import Request

__all__ = ["WHOLE", "narrowed", "open_in_list", "readable", "record_query", "run_query", "search_for"]

WHOLE = re.compile(r"\(([^()]*)\)")
"""A query in parentheses, which it does not need alone."""
_ABOVE = 3
"""Rows above that of an article that is opened in a list."""


@runs("search")
def search(context: CommandContext, query: str = "") -> None:
    """Go to the search line, or search for `query`."""
    if query:
        run_query(context, query)
        record_query(context)
    else:
        context.panes.go_to_box()
        context.panes.box.select_all()


@runs("commit")
def commit(context: CommandContext) -> None:
    """Search for exactly the text of the search line, and go to the results."""
    context.search(replace(context.request, text=context.panes.box.value, typing=False))
    record_query(context)
    context.panes.go("results")


@runs("next_row")
def next_row(context: CommandContext) -> None:
    """Move the cursor of the results from the search line."""
    context.rows.move(1)


@runs("previous_row")
def previous_row(context: CommandContext) -> None:
    """Move the cursor of the results from the search line."""
    context.rows.move(-1)


@runs("order")
def order(context: CommandContext, name: str = "") -> None:
    """Use the next order, or the one that `name` is a prefix of."""
    if not name:
        following = SORTS[(SORTS.index(context.request.order) + 1) % len(SORTS)]
        _search_on(context, replace(context.request, order=following), f"Order: {following}.")
    elif named := next((one for one in SORTS if one.startswith(name)), None):
        _search_on(context, replace(context.request, order=named))
    else:
        context.say(f"Unknown order. Use one of: {', '.join(SORTS)}.", error=True)


@runs("find_value")
def find_value(context: CommandContext) -> None:
    """Ask for a value of the facet under the cursor."""
    facet_list = context.panes.facet_list
    if (here := facet_list.here) is None:
        return
    facet = here.facet.name

    def find(text: str) -> None:
        facet_list.find_value(facet, text)

    context.prompt(Question(f"Find in {heading(facet)}:", find, changed=find))


@runs("fold_copies")
def fold_copies(context: CommandContext) -> None:
    """Show every copy of an article in a row of its own, or one row for all."""
    folded = not context.request.folds
    said = "Copies are folded." if folded else "Every copy has a row."
    _search_on(context, replace(context.request, folded=folded, each_copy=False), said)


def _search_on(context: CommandContext, request: Request, said: str = "") -> None:
    """Search for the same articles in other rows; an article that is read stays, with its row."""

    def tell() -> None:
        if said:
            context.say(said)

    if context.panes.in_article and context.article:
        _go_to(context, request, context.article.id, tell)
    else:
        context.search(request)
        tell()


def open_in_list(context: CommandContext, request: Request, article: str) -> None:
    """Search for `request`, and open one of the articles that it finds; a copy without a row gets one in this list."""
    request = replace(request, each_copy=False)
    _go_to(context, request, article, lambda: context.panes.go("article"), unfold=True)


def _go_to(
    context: CommandContext, request: Request, article: str, then: Callable[[], None], *, unfold: bool = False
) -> None:
    """Search for `request` with the cursor on an article, then call `then`.

    An article without a row gets one with `unfold`, and else gives way to the copy of it that has one; without such a
    copy, the first row is shown.
    """

    def find(_: object) -> View:
        rows, query = _rows(context, request)
        if unfold and request.folds and article not in rows:
            every = replace(request, each_copy=True)
            rows_of_copies, _tree = _rows(context, every)
            if article in rows_of_copies:
                return _view(every, article, rows_of_copies)
        shown = article if article in rows else _copy_in(rows, article, context.library, query)
        return _view(request, shown, rows)

    def show(view: View) -> None:
        context.views.leave_for(view.request)
        context.views.show(view)
        then()

    context.ask_library("open in list", find, show)


def _rows(context: CommandContext, request: Request) -> tuple[Mapping[str, int], Node]:
    """Return the row of each article that has one, and the resolved query; for workers."""
    found = context.library.search(
        request.text,
        request.selection,
        request.order,
        limit=context.loader.everything(),
        typing=request.typing,
        partial=True,
        fold_copies=request.folds,
    )
    return {hit.id: row for row, hit in enumerate(found.hits)}, found.tree


def _view(request: Request, article: str, rows: Mapping[str, int]) -> View:
    row = rows.get(article, 0)
    return View(request, article, row, max(row - _ABOVE, 0))


def _copy_in(rows: Container[str], article: str, library: Library, query: Node) -> str:
    """Return the copy of an article that has a row, or the article if there is none."""
    copies = (one.hit.id for one in library.accounts_beside(article, query) if one.kind in {"same text", "copy"})
    return next((copy for copy in copies if copy in rows), article)


def run_query(context: CommandContext, query: str, order_name: str = "") -> None:
    """Search for `query`, with its filters set in the facets."""
    text, selection = split(query)
    named: dict[str, Sort] = {one: one for one in SORTS}
    new_order = named.get(order_name, context.request.order)
    search_for(context, replace(context.request, text=text, selection=selection, order=new_order))
    context.panes.go("results")


def search_for(context: CommandContext, request: Request) -> None:
    """Search, and put the text of the query into the search line."""
    context.search(replace(request, typing=False))
    context.panes.box.fill(request.text)


def narrowed(text: str, term: str) -> str:
    """Return the query for the articles of the query `text` that `term` also finds."""
    text = text.strip()
    text = f"({text})" if "OR" in text.split() and not WHOLE.fullmatch(text) else text
    return f"{text} {term}".strip()


def record_query(context: CommandContext) -> None:
    """Write the query to the history."""
    if not context.request.text.strip() and not context.request.selection:
        return
    try:
        query = join(context.request.text, context.request.selection)
    except QueryError:
        return
    if query != context.searches.recorded:
        context.searches.recorded = query
        context.shelf.record_query(query)


def readable(query: str) -> str:
    """Return a joined query without empty groups."""
    return query.removeprefix("(*) (").removesuffix(")") if query.startswith("(*) (") else query or "everything"
