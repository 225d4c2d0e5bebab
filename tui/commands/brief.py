"""The digest of a day, or of another period, of the articles that are searched for."""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from seedread.index.errors import QueryError
from seedread.index.following.brief_period import brief_query, brief_title, checked_period
from seedread.index.search.selection_query import join
from seedread.tui.commands.registry import runs
from seedread.tui.commands.search import open_in_list, readable
from seedread.tui.state.brief_place import BriefPlace
from seedread.tui.state.messages import Request

if TYPE_CHECKING:
    from seedread.index.following.brief import Brief
    from seedread.tui.commands.context import CommandContext

__all__ = ["is_list_of_digest", "show_digest"]

_STORIES, _SINGLES = 50, 500
"""Stories and single reports that are listed."""


@runs("brief")
def brief(context: CommandContext, since: str = "") -> None:
    """Show the digest of today, or of another period; in the list that a digest led to, that digest again."""
    place = context.pages.brief_place
    left = is_list_of_digest(context)
    try:
        since = checked_period(since or (place.since if left else "today"))
        query = place.query if left else join(context.request.text, context.request.selection)
    except ValueError as error:
        context.say(f"Cannot tell the period: {error}", error=True)
        return
    except QueryError as error:
        context.say(error.message, error=True)
        return
    show_digest(context, query, since)


def show_digest(context: CommandContext, query: str, since: str) -> None:
    """Show the digest of what `query` finds, with the cursor where the reader left it."""
    from seedread.index.following.brief import make_brief, with_news  # noqa: PLC0415 (the first screen does not need it)

    about = readable(query) if query else ""
    whole, title = brief_query(query, since), brief_title(about, since, datetime.datetime.now().astimezone())

    def show(found: Brief) -> None:
        context.say("")
        if found.articles:
            place = context.pages.brief_place
            last = place.article if place.whole == whole else ""
            context.pages.brief(found, last, partial(_open, context, BriefPlace(query, whole, since=since)))
        else:
            context.say(
                f"No articles {'of today' if since == 'today' else 'of this time'}. `:brief 7d` goes back a week."
            )

    searches = context.searches.all
    context.say("Writing the digest… Press Esc to cancel.")

    def make(_: object) -> Brief:
        made = make_brief(context.library, whole, title, searches, stories=_STORIES, singles=_SINGLES)
        return with_news(made, context.library, whole)

    context.ask_library("brief", make, show)


def is_list_of_digest(context: CommandContext) -> bool:
    """Whether the results are those in which an article of a digest was opened."""
    whole = context.pages.brief_place.whole
    return bool(whole) and replace(context.request, each_copy=False) == _request(context, whole)


def _request(context: CommandContext, whole: str) -> Request:
    return Request(whole, order="newest", folded=context.request.folded)


def _open(context: CommandContext, place: BriefPlace, article: str) -> None:
    """Search for the articles of the digest, and open one of them."""
    context.pages.brief_place = replace(place, article=article)
    open_in_list(context, _request(context, place.whole), article)
