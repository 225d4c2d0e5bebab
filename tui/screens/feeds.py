"""The feeds over the main screen: what each one has, when it is fetched, and what is wrong with it."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from seedread.index.errors import SeedreadError
from seedread.tui.commands.search import run_query
from seedread.tui.render.article_blocks import section_blocks
from seedread.tui.render.feed_rows import about_feed
from seedread.tui.render.position import row_position
from seedread.tui.widgets.feed_table import FeedTable
from seedread.tui.widgets.pick_list import PickItem
from seedread.tui.widgets.prompt_bar import PromptBar
from seedread.tui.widgets.prompt_line import Question
from seedread.tui.widgets.status_line import StatusLine
from seedread.tui.widgets.text_pane import TextPane
from seedread.tui.workers.adding_feeds import add_feeds
from seedread.tui.workers.saving import complete_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from seedread.index.following.feed_overview import FeedSummary
    from seedread.tui.keys.bindings import Place
    from seedread.tui.screens.main import MainScreen
    from seedread.tui.workers.adding_feeds import AddedFeeds

__all__ = ["FeedScreen"]

_ABOUT = ((30, 9), (20, 7), (14, 4), (0, 0))
"""Rows that tell more about the feed of the cursor, by the minimum number of screen rows."""
_NONE = "No feeds yet. Press a to follow one."
_UNREAD = "Your feeds cannot be read."


class FeedScreen(Screen[None], inherit_bindings=False):
    """A table of feeds; below it what is known of the one with the cursor. Messages are those of the main screen."""

    places: ClassVar[tuple[Place, ...]] = ("feeds",)

    def __init__(self, main: MainScreen) -> None:
        """Show the feeds of `main`."""
        super().__init__()
        self._main = main
        self._fetcher = main.fetcher
        self._all: Sequence[FeedSummary] = ()
        self._none = ""
        """What to say where there is no feed."""
        self._words: list[str] = []
        """What is searched for in the rows."""
        self._only_wrong = False
        self._problem = ""
        """Why nothing could be added, until the next key: the last line may be too short for it."""
        self.table = FeedTable(id="feeds")

    def compose(self) -> ComposeResult:
        """Table, details, status line."""
        yield self.table
        about = TextPane(id="about")
        about.can_focus = False
        yield about
        yield StatusLine(id="status")
        yield PromptBar(id="asking")

    def on_mount(self) -> None:
        """Show the feeds, and what the main screen says from now on."""
        self.query_one(StatusLine).place = "feeds"
        self.table.empty = "Looking at your feeds…"
        self.set_focus(self.table)
        for name in ("message", "error", "progress"):
            self.watch(self._main, name, self._say_the_same)
        self.watch(self._main, "facets", self.load)  # new with each generation of the library

    def _say_the_same(self) -> None:
        status, main = self.query_one(StatusLine), self._main
        ended = status.progress is not None and main.progress is None
        status.error, status.said, status.progress = main.error, main.message, main.progress
        if ended:
            self.load()

    def clear_message(self) -> None:
        """Clear a passing message, at the next key."""
        self._main.clear_message()
        if self._problem:
            self._problem = ""
            self.on_feed_table_moved()

    def load(self) -> None:
        """Read feeds, states and counts again."""

        def look(_: object) -> Sequence[FeedSummary] | SeedreadError:
            try:
                return self._fetcher.overview()
            except SeedreadError as error:
                return error

        self._main.ask_library("feeds", look, self._show)

    def _show(self, found: Sequence[FeedSummary] | SeedreadError) -> None:
        if isinstance(found, SeedreadError):
            self._main.say(found.message, error=True)
            self._none = _UNREAD
        else:
            self._all, self._none = found, _NONE
        if self.is_attached:
            self._narrow()

    def _narrow(self) -> None:
        texts = ((one, " ".join((one.name, one.feed.folder, *one.feed.tags, one.feed.url))) for one in self._all)
        found = [one for one, text in texts if all(word in text.casefold() for word in self._words)]
        found = [one for one in found if one.wrong] if self._only_wrong else found
        self.table.empty = "No feed matches." if self._all else self._none
        self.table.show(found)

    def on_feed_table_moved(self) -> None:
        """Tell more about the feed of the cursor."""
        here = self.table.here
        sections = [(here.name, about_feed(here, time.time()))] if here else []
        if self._problem:
            sections = [("Nothing was added", [("", self._problem)])]
        self.query_one(TextPane).show_blocks(section_blocks(sections))
        self.query_one(StatusLine).position = row_position(self.table.row, len(self.table.feeds))

    def on_resize(self) -> None:
        """Give the details the rows that can be spared."""
        self.query_one(TextPane).styles.height = next(rows for least, rows in _ABOUT if self.size.height >= least)

    # Keys

    def action_open_feed(self) -> None:
        """Show the articles of the feed."""
        if here := self.table.here:
            self.dismiss()
            run_query(self._main.context, f"feed:{here.feed.id}", "newest")

    def action_fetch_feed(self) -> None:
        """Fetch the feed now."""
        if here := self.table.here:
            self._fetch(here.feed.id)

    def action_fetch(self) -> None:
        """Fetch all feeds."""
        self._fetch()

    def _fetch(self, name: str = "") -> None:
        self._main.commands["fetch"](self._main, name)

    def action_add_feed(self) -> None:
        """Ask for an address or a file, and follow what is there."""
        label = "Follow (address, site or OPML file):"
        self.query_one(PromptBar).prompt(Question(label, self._add, complete=complete_file, kind="feed"))

    def _add(self, target: str, *, unchecked: bool = False) -> None:
        if target:
            self._main.say(f"Looking at {target}…")
            self._main.ask_library("add feed", lambda _: add_feeds(target, unchecked=unchecked), self._added)

    def _added(self, added: AddedFeeds) -> None:
        if added.found:
            choices = [PickItem(title or url, url, url) for url, title in added.found]
            self._main.pick("Follow which of these feeds?", choices, partial(self._add, unchecked=True))
            self._main.say("")
            return
        elsewhere = "" if self._fetcher.shown or not added.names else " `seedread` without a PATH opens the articles."
        self._main.say(f"{added.summary}{elsewhere}", error=bool(added.problem))
        self._problem = added.problem
        if self.is_attached:  # the reader may have closed this list before the answer
            self.on_feed_table_moved()
        if not added.problem:
            self.load()
            self._fetcher.fetch_due()

    def action_drop_feed(self) -> None:
        """Ask, then stop following the feed."""
        if here := self.table.here:
            question = f"Stop following {here.name}? Its articles stay."
            self.query_one(PromptBar).confirm(question, partial(self._drop, here))

    def _drop(self, one: FeedSummary) -> None:
        def dropped(_: None) -> None:
            self._main.say(f"{one.name} is no longer followed; its articles stay.")
            self.load()

        self._main.ask_library("drop feed", lambda _: self._fetcher.drop(one.feed), dropped)

    def action_find_feed(self) -> None:
        """Show only feeds with the typed words; Esc shows all again."""

        def find(text: str) -> None:
            self._words = text.casefold().split()
            self._narrow()

        self.query_one(PromptBar).prompt(Question("Find:", find, changed=find))

    def action_only_wrong(self) -> None:
        """Show only feeds with problems, or all again."""
        self._only_wrong = not self._only_wrong
        self._narrow()
        self._main.say("Only feeds with problems. Press ! for all." if self._only_wrong else "All feeds.")

    def action_close(self) -> None:
        """Show all feeds again, else close this screen."""
        if self._words or self._only_wrong:
            self._words, self._only_wrong = [], False
            self._narrow()
        else:
            self.dismiss()

    def action_quit(self) -> None:
        """Quit."""
        self.app.exit()
