"""Reading: opening articles, moving through them, and their views."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from seedread.tui.commands.marks import mark_visited, next_unread
from seedread.tui.commands.registry import runs
from seedread.tui.commands.search import record_query
from seedread.tui.keys.bindings import action_named
from seedread.tui.keys.dispatch import keymap_of
from seedread.tui.widgets.article_pane import sentences_of
from seedread.tui.widgets.prompt_line import Question

if TYPE_CHECKING:
    from seedread.tui.commands.context import CommandContext
    from seedread.tui.widgets.article_pane import ArticlePane

__all__ = ["open_article"]


@runs("open")
def open_article(context: CommandContext) -> None:
    """Move the focus into the article."""
    if context.rows.hit:
        record_query(context)
        context.follow()
        context.panes.go("article")


@runs("read_on")
def read_on(context: CommandContext) -> None:
    """Page down in the article, or in the results if it is not visible; at its end, go to the next unread one."""
    if "article" not in context.panes.arrangement.shown:
        context.rows.action_page_down()
    elif context.panes.reading.page_on(1):
        mark_visited(context, paging=True)
    else:
        mark_visited(context, paging=True)
        next_unread(context)


@runs("read_back")
def read_back(context: CommandContext) -> None:
    """Page up in the article, or in the results if it is not visible."""
    if "article" in context.panes.arrangement.shown:
        context.panes.reading.page_on(-1)
    else:
        context.rows.action_page_up()


@runs("next_article")
def next_article(context: CommandContext) -> None:
    """Open the next article."""
    _neighbour(context, 1)


@runs("previous_article")
def previous_article(context: CommandContext) -> None:
    """Open the previous article."""
    _neighbour(context, -1)


def _neighbour(context: CommandContext, step: int) -> None:
    context.rows.move(step)
    context.follow()
    context.panes.to_article()


@runs("next_match")
def next_match(context: CommandContext) -> None:
    """Jump to the next match."""
    _jump(context, 1)


@runs("previous_match")
def previous_match(context: CommandContext) -> None:
    """Jump to the previous match."""
    _jump(context, -1)


def _jump(context: CommandContext, step: int) -> None:
    pane = context.panes.to_article()
    if not pane.jump(step):
        searched = context.request.text or context.request.selection
        context.say("No match in this article." if searched else "Nothing to match yet. Press / to search.")


@runs("find_in_article")
def find_in_article(context: CommandContext, text: str = "") -> None:
    """Find a text inside the article; it is highlighted while it is typed."""
    pane = context.panes.to_article()
    top = pane.top

    def find(typed: str) -> None:
        if typed and not pane.find_text(typed, top):
            pane.find_text("", top)
            context.say(f"“{typed}” is not in this article.")

    if text:
        find(text)
    else:
        changed = partial(pane.find_text, top=top)
        context.prompt(Question("Find:", find, changed=changed, kind="find in article"))


@runs("select")
def select(context: CommandContext) -> None:
    """Select a sentence in sight; while one is selected, the next."""
    pane = context.panes.to_article()
    if not context.panes.in_article:
        context.panes.go("article")
    if pane.selector.count:
        pane.selector.shift(1)
    elif pane.article and pane.view != "text":
        pane.show_text()
    if not pane.selector.count:
        _begin_selection(context, pane)


def _begin_selection(context: CommandContext, pane: ArticlePane) -> None:
    if places := sentences_of(pane):
        pane.selector.begin(places)
        keys = [keymap_of(context.app).label(action_named(name), 1) for name in ("down", "up", "copy_citation")]
        context.say("{} and {} change the selection, {} copies it.".format(*keys))
    else:
        context.say("No text to select.")


@runs("pin")
def pin(context: CommandContext) -> None:
    """Pin the article of the row, or unpin the pinned one."""
    if context.pinned:
        context.pin(None)
    elif context.rows.hit:
        context.follow(pin=True)


@runs("stripped")
def stripped(context: CommandContext) -> None:
    """Show or hide the stripped lines."""
    context.panes.to_article().switch_stripped()


@runs("raw")
def raw(context: CommandContext) -> None:
    """Show or hide the raw document."""
    pane = context.panes.to_article()
    if pane.view == "raw":
        pane.show_text()
    elif pane.article:
        pane.raw_wanted = True
        context.loader.raw(pane.article.id)


@runs("names")
def names(context: CommandContext) -> None:
    """Toggle the highlighting of countries and leaders; from a view that cannot show it, go to the text."""
    reading = context.panes.to_article()
    on = not reading.names or reading.view != "text"
    if reading.view != "text":
        reading.show_text()
    for pane in context.panes.articles:
        pane.names = on


@runs("unfold")
def unfold(context: CommandContext) -> None:
    """Show all countries and leaders in the head of the article, or one line of each."""
    reading = context.panes.to_article()
    if reading.view == "raw":
        reading.show_text()
    on = not reading.unfolded
    for pane in context.panes.articles:
        pane.unfolded = on
