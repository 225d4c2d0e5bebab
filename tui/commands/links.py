"""Links: the article's URL and those in its text, opened in a browser or copied.

A browser starts only where its window shows to the reader: over SSH it would open on the server, so the address is
copied to the terminal's clipboard (OSC 52).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from seedread.index.article.links import numbered_links
from seedread.tui.commands.export import copy, open_article
from seedread.tui.commands.registry import runs
from seedread.tui.driver.browser import browser_command, start_browser
from seedread.tui.widgets.pick_list import PickItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedread.index.article import Article
    from seedread.tui.commands.context import CommandContext

__all__: list[str] = []

_DIGITS = 2
"""Of the highest number."""


@runs("open_url")
def open_url(context: CommandContext) -> None:
    """Open or copy the article's URL."""
    if article := open_article(context):
        if article.url:
            _follow(context, article.url)
        else:
            context.say("This article has no URL.")


@runs("link")
def link(context: CommandContext, number: str = "") -> None:
    """Open or copy link `number`."""
    if not number:
        context.say("Type the number of the link: :link 2, or 2 and o.", error=True)
    elif article := open_article(context):
        found = numbered_links(article)
        n = int(number) if number.isdecimal() and len(number) <= _DIGITS else 0
        if 1 <= n <= len(found):
            _follow(context, found[n - 1].url)
        else:
            have = f"it has {len(found)}" if found else "it has none"
            context.say(f"No link {number} in this article: {have}.")


@runs("links")
def links(context: CommandContext) -> None:
    """List the links of the article: Enter opens or copies one."""
    if article := open_article(context):
        if choices := list(_choices(article)):
            context.pick("Link:", choices, lambda url: _follow(context, url))
        else:
            context.say("This article has no links.")


def _choices(article: Article) -> list[PickItem]:
    own = [PickItem("URL of the article", article.url, article.url)] if article.url else []
    return own + [
        PickItem(f"{n} {found.words if found.words != found.url else ''}".rstrip(), found.url, found.url)
        for n, found in enumerate(numbered_links(article), 1)
    ]


@runs("link_numbers")
def link_numbers(context: CommandContext) -> None:
    """Toggle the numbers of links; from a view that cannot show them, go to the text."""
    reading = context.panes.to_article()
    on = not reading.numbers or reading.view != "text"
    if reading.view != "text":
        reading.show_text()
    for pane in context.panes.articles:
        pane.numbers = on


def _follow(context: CommandContext, url: str) -> None:
    """Open an address in the reader's browser; without one that can show, copy it."""
    command = browser_command(os.environ)
    if command is None:
        copy(context, url)
        return

    def opened(problem: str) -> None:
        if problem:
            copy(context, url)
            context.say(f"{problem} Copied: {url}", error=True)
        else:
            context.say(f"Opened: {url}")

    context.ask_library("browser", _starting(command, url), opened)


def _starting(command: list[str], url: str) -> Callable[[Callable[[], bool]], str]:
    return lambda _cancelled: start_browser(command, url)
