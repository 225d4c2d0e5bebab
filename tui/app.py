"""The application: terminal handling around the main screen."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual import events
from textual.app import App

from seedread.tui.commands.search import run_query
from seedread.tui.config import Settings, keymap
from seedread.tui.driver import KeyboardDriver, LeanDriver
from seedread.tui.driver.notification import notification
from seedread.tui.driver.shell_command import can_stop
from seedread.tui.keys.dispatch import KeyQueue, places_of
from seedread.tui.render.ascii_glyphs import ascii_glyphs_for
from seedread.tui.render.ground import Ground, GroundFilter, ground_of_environment, has_256_colours
from seedread.tui.render.themes import THEMES, NoColorFilter, ThemeFilter
from seedread.tui.screens.help import HelpPages
from seedread.tui.screens.main import MainScreen
from seedread.tui.screens.welcome import WelcomeScreen
from seedread.tui.widgets.lines_view import LinesView
from seedread.tui.workers.leaving import Leaving
from seedread.tui.workers.threads import WorkerThreads

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType
    from textual.binding import BindingType
    from textual.filter import LineFilter

    from seedread.index import Library
    from seedread.tui.driver.notification import NotificationForm
    from seedread.tui.state.opening import Opening
    from seedread.tui.state.views import View

__all__ = ["SeedreadApp"]


DEFAULTS = Settings()
KEPT_EVERY = 30.0
"""Seconds until the reader's place is kept again: a killed process writes nothing at its end."""


@runtime_checkable
class HasStatusLine(Protocol):
    """A screen with a status line."""

    def say(self, text: str, *, error: bool = False) -> None:
        """Show a message."""


class SeedreadApp(App[None], inherit_bindings=False):
    """The reader application. It neither opens nor closes the library: its caller does."""

    CSS_PATH = "styles.tcss"
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    TITLE = "seedread"

    def __init__(  # noqa: PLR0913 (all but the first two are named)
        self,
        library: Library,
        query: str = "",
        *,
        sync_command: Sequence[str] = (),
        lean: bool = True,
        settings: Settings = DEFAULTS,
        opening: Opening | None = None,
        keep_place: Callable[[View], None] | None = None,
    ) -> None:
        """Show `library`, searching for `query`; `sync_command` replaces `seedread index` in tests.

        Without `lean`, Textual's own driver writes the output and repeats whole lines. `keep_place` gets from time to
        time where the reader is, in a thread of its own.
        """
        super().__init__(driver_class=LeanDriver if lean else KeyboardDriver, ansi_color=True)
        self.theme = "ansi-dark"
        theme = settings.screen.theme
        self.animation_level = "none"
        self.keymap = keymap(settings.keys)
        self.key_queue = KeyQueue(self, self.hand_on, self.call_soon)
        self._own_context = copy_context()
        self.threads = WorkerThreads()
        self.leaving = Leaving(self._give_terminal_back)
        self._glyphs = ascii_glyphs_for(os.environ.get("TERM", ""))
        self._ground = ground_of_environment(os.environ.get("COLORFGBG", ""))
        self._on_the_way_out: list[LineFilter] = []
        self.colours: str = theme
        """The name of the theme."""
        self._choose_filters()
        self._main = MainScreen(library, query, sync_command, settings, opening)
        self._welcomes = opening is not None and opening.welcome
        self.last_view: View | None = None
        """Where the reader was at the end,"""
        self._kept_view: View | None = None
        """and when it was last kept."""
        self._keep_place = keep_place

    @property
    def unwritten(self) -> list[str]:
        """Messages about marks and files that could not be written."""
        return [*self._main.shelf.unwritten, *self._main.loader.unwritten]

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters that every line of output passes."""
        return self._on_the_way_out

    @property
    def wants_ground(self) -> bool:
        """Whether to ask the terminal for its background: those with 16 colours may print the question."""
        return not self.no_color and has_256_colours(os.environ.get("TERM", ""))

    def ground_known(self, ground: Ground) -> None:
        """Draw in colours that can be read on the background that the terminal told."""
        if ground != self._ground:
            self._ground = ground
            self.show_theme(self.colours)

    def show_theme(self, name: str) -> None:
        """Draw everything in the colours of a theme."""
        self.colours = name
        before = self._on_the_way_out
        self._choose_filters()
        if self._on_the_way_out == before:
            return
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()
            for pane in screen.query(LinesView):
                pane.forget()

    def _choose_filters(self) -> None:
        colours: LineFilter | None = None
        if self.no_color:
            colours = NoColorFilter()
        elif self.colours in THEMES:
            colours = ThemeFilter(THEMES[self.colours])
        elif self._ground is not None and self.wants_ground:
            colours = GroundFilter(self._ground)
        self._on_the_way_out = [each for each in (colours, self._glyphs) if each]

    async def on_event(self, event: events.Event) -> None:
        """Put keys and pastes into the queue."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            self.key_queue.put(event)
        else:
            await super().on_event(event)

    async def hand_on(self, event: events.Event) -> None:
        """Send a key or a paste from the queue to the widget with the focus."""
        await super().on_event(event)

    def get_default_screen(self) -> MainScreen:
        """Return the bottom screen; Textual's default screen below it would draw everything twice."""
        return self._main

    def action_redraw(self) -> None:
        """Redraw the whole screen."""
        for pane in self.screen.query(LinesView):
            pane.forget()
        self.screen.refresh(layout=True)
        if isinstance(self._driver, LeanDriver):
            self._driver.repaint()

    def notify_terminal(self, text: str, form: NotificationForm) -> None:
        """Tell the terminal to notify its user of `text`."""
        if isinstance(self._driver, KeyboardDriver) and (sequence := notification(text, form, os.environ)):
            self._driver.send(sequence)

    def action_suspend(self) -> None:
        """Suspend the process if a shell can resume it."""
        if self.is_headless or can_stop():
            self.action_suspend_process()
        elif isinstance(self.screen, HasStatusLine):
            self.screen.say("Cannot suspend: no shell to resume seedread from.")

    def action_help(self) -> None:
        """Show the keys that work here; further pages show how to search, all keys, and the documentation."""
        self.push_screen(self._help().page())

    def action_docs(self) -> None:
        """List the texts of the documentation."""
        self.push_screen(self._help().page(HelpPages.DOCUMENTATION))

    def _help(self) -> HelpPages:
        return HelpPages(self.keymap, places_of(self), self._run_example)

    def _run_example(self, query: str) -> None:
        """Close the help and what is under it, and search for `query`."""
        while self.screen is not self._main:
            self.pop_screen()
        run_query(self._main.context, query)

    def on_ready(self) -> None:
        """Welcome a new reader."""
        if self._welcomes:
            self.push_screen(WelcomeScreen())

    def on_load(self) -> None:
        """Quit normally after a signal or a lost connection, without waiting for threads."""
        self._own_context = copy_context()
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        loop.set_default_executor(self.threads)
        self.leaving.on_signals(lambda code: self.call_soon(partial(self.exit, return_code=code)))

    def call_soon(self, call: Callable[[], object]) -> None:
        """Schedule `call` in the application's context from any thread; ignored once the loop is closed."""
        with suppress(RuntimeError):  # the loop is closed
            if self._loop is not None:
                self._loop.call_soon_threadsafe(call, context=self._own_context)

    def on_mount(self) -> None:
        """Begin to keep the reader's place."""
        if self._keep_place:
            self.set_interval(KEPT_EVERY, partial(self._keep, self._keep_place))

    def _keep(self, keep: Callable[[View], None]) -> None:
        view = self._main.view if self._main.is_mounted else None
        if view and view != self._kept_view:
            self._kept_view = view
            self.run_worker(partial(keep, view), group="place", thread=True, exclusive=True, exit_on_error=False)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Exit; drop keys that still wait."""
        self.key_queue.clear()
        if self._main.is_mounted:
            self.last_view = self._main.view
        if not self.is_headless:
            self.leaving.begin(return_code)
        super().exit(result, return_code, message)

    def _give_terminal_back(self) -> None:
        """Restore the terminal by force, from any thread."""
        if isinstance(self._driver, KeyboardDriver):
            self._driver.give_back()
