"""From the results to a comparison: similar articles, coverage of one event, co-mentions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from seedread.tui.commands.registry import runs
from seedread.tui.commands.search import narrowed, search_for
from seedread.tui.keys.dispatch import key_of
from seedread.tui.render.story_page import story_page
from seedread.tui.render.story_rows import story_detail
from seedread.tui.widgets.pick_list import PickItem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedread.index.article import Article
    from seedread.index.stories import ComparedStory, Pairs, Similar, Stories
    from seedread.tui.commands.context import CommandContext

__all__: list[str] = []

_SIMILAR = 12
"""Similar articles that are offered."""
_STORIES = 500
"""Stories that are listed."""
_MATRIX = 10
"""Leaders or countries in the matrix."""


@runs("compare")
def compare(context: CommandContext) -> None:
    """Compare the article with the pinned one, or offer similar ones."""
    here = context.article.id if context.article and context.panes.in_article else None
    here = here or (context.rows.hit.id if context.rows.hit else None)
    if here is None:
        context.say("No article to compare.")
    elif context.pinned and context.pinned.id != here:
        context.pages.comparison(here, [context.pinned.id])
    elif (standing := context.rows.standing) and here == standing[1] != standing[0]:
        others = [one.hit.id for one in context.rows.beneath]
        context.pages.comparison(standing[0], others, others.index(here))
    else:
        _offer_similar(context, here)


def _offer_similar(context: CommandContext, article: str) -> None:
    library = context.library

    def show(found: tuple[Article, Sequence[Similar]]) -> None:
        context.say("")
        own, similar = found
        if similar:
            ids = [one.id for one in similar]
            context.pages.offers(own, similar, lambda chosen: context.pages.comparison(article, ids, ids.index(chosen)))
        else:
            pin = key_of(context.app, "pin")
            context.say(f"No similar articles. Press {pin} to pin one and compare it with any other.")

    context.say("Looking for similar articles… Press Esc to cancel.")
    context.ask_library("similar", lambda _: (library.get(article), library.similar(article, _SIMILAR)), show)


@runs("accounts")
def accounts(context: CommandContext) -> None:
    """Show or hide the other coverage of the row's event below it."""
    standing = context.rows.standing
    if standing is None:
        return
    if context.rows.beneath:
        context.rows.open(standing[0], ())
    elif context.ran is not None:
        context.loader.accounts(standing[0], context.ran)


@runs("stories")
def stories(context: CommandContext) -> None:
    """List the stories of the results."""
    request = context.request

    def ask(cancelled: Callable[[], bool]) -> Stories:
        return context.library.stories(request.text, request.selection, limit=_STORIES, cancelled=cancelled)

    def show(found: Stories) -> None:
        if request != context.request:
            return  # the reader has searched for something else since
        context.say("")
        if found.shown:
            _list_stories(context, found)
        else:
            context.say("No event here is covered by more than one article.")

    context.say("Looking for stories… Press Esc to cancel.")
    context.ask_library("stories", ask, show)


def _list_stories(context: CommandContext, found: Stories) -> None:
    by_number = {str(story.number): story for story in found.shown}
    choices = [PickItem(story.title, story_detail(story), number) for number, story in by_number.items()]

    def opens(chosen: str) -> None:
        ids = [account.id for account in by_number[chosen].accounts]
        ids += [copy.id for account in by_number[chosen].accounts for copy in account.copies]
        context.pages.comparison(ids[0], ids[1:])

    total = f"{found.total:,} {'story' if found.total == 1 else 'stories'} / {found.articles:,} articles:"
    context.pick(total, choices, opens=opens)


@runs("story")
def story(context: CommandContext) -> None:
    """Show the story of the article: its headlines, and what each report alone tells."""
    here = context.subject
    if here is None:
        context.say("No article to look up.")
        return

    def show(found: ComparedStory | None) -> None:
        context.say("")
        if found:
            context.pages.sections(story_page(found))
        else:
            context.say("No other article covers this event. Press c for similar ones.")

    context.say("Comparing the reports… Press Esc to cancel.")
    context.ask_library("story", lambda _: context.library.story(here.id), show)


@runs("pairs")
def pairs(context: CommandContext) -> None:
    """Show which leaders and countries the results name together."""
    request = context.request

    def ask(cancelled: Callable[[], bool]) -> tuple[Pairs, Pairs]:
        pairs_of = partial(context.library.pairs, request.text, request.selection, cancelled=cancelled)
        return pairs_of("leader", _MATRIX), pairs_of("country", _MATRIX)

    def picked(query: str) -> None:
        search_for(context, replace(request, text=narrowed(request.text, query)))
        context.panes.go("results")

    def show(found: tuple[Pairs, Pairs]) -> None:
        if request == context.request:  # otherwise the reader has searched for something else since
            context.say("")
            context.pages.pairs(found, picked)

    context.say("Counting pairs… Press Esc to cancel.")
    context.ask_library("pairs", ask, show)
