"""A session of the interactive screen: opens the library, runs the screen, and remembers where it ended."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from functools import partial
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from seedread.index.errors import SeedreadError
from seedread.index.following.followed import look
from seedread.index.library import bundled_seeds
from seedread.index.shelf import Shelf
from seedread.tui.cli.feed_places import default_sources
from seedread.tui.cli.libraries import open_library
from seedread.tui.cli.output import complain
from seedread.tui.cli.quick_imports import gc_paused, without
from seedread.tui.config import load_settings
from seedread.tui.state.opening import Opening
from seedread.tui.workers.sessions import remember, remembered

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from seedread.index import Library
    from seedread.tui.app import SeedreadApp
    from seedread.tui.config import Settings
    from seedread.tui.workers.sessions import Session

__all__ = ["opening_of", "start"]

HANGING = 1.0
"""Seconds to wait at exit for a running search."""


def start(given: Namespace) -> int:
    """Open the library of the arguments in the interactive screen; return the exit code."""
    settings = load_settings()
    sessions = remembered()
    alone = not (given.paths or given.library or default_sources(settings))
    if alone and settings.start.reopen == "always" and (last := _other(sessions)):
        given.library = last.library
    library = open_library(given, settings)
    terminal, reason = _terminal()
    if terminal is None:
        complain(f"{reason} Use `seedread search QUERY --plain` and `seedread show ID` instead.")
        return 3
    app_class = _load()
    while True:
        opening = opening_of(library, sessions, settings, alone=alone)
        with library:
            keep = partial(remember, library, bundled=_is_bundled(library))
            app = app_class(
                library,
                settings.start.query,
                lean=_lean(given, settings),
                settings=settings,
                opening=opening,
                keep_place=keep,
            )
            # Mouse tracking costs bytes for every row the pointer crosses, so it is off over SSH by default.
            mouse = {"auto": "SSH_CONNECTION" not in os.environ, "on": True, "off": False}[settings.screen.mouse]
            with _drawn_on(terminal):
                app.run(mouse=mouse)
            _end(app, library)
        if not opening.reopens:
            return app.return_code or 0
        given.paths, given.library, alone = [], opening.other, False
        sessions, settings = remembered(), load_settings()  # the session may have changed settings
        library = open_library(given, settings)


def opening_of(library: Library, sessions: Sequence[Session], settings: Settings, *, alone: bool) -> Opening:
    """Return how a session of `library` begins, after the `sessions` before.

    `alone`: neither the command line nor the configuration names anything to open.
    """
    own = next((one for one in sessions if one.library == str(library.place)), None)
    other = _other(sessions, library.place)
    return Opening(
        view=own.view if own and settings.start.resume else None,
        other=other.library if other else None,
        other_name=other.name if other else "",
        offered=alone and other is not None and settings.start.reopen == "ask",
        welcome=alone and not sessions,
    )


def _other(sessions: Sequence[Session], than: object = None) -> Session | None:
    """Return the last session in a library of the reader's own, other `than` this one, that still exists."""
    own = (one for one in sessions if not one.bundled and one.library != str(than))
    return next((one for one in own if one.is_there), None)


def _lean(given: Namespace, settings: Settings) -> bool:
    return settings.screen.lean if given.lean is None else bool(given.lean)


def _end(app: SeedreadApp, library: Library) -> None:
    """Report what could not be written, and remember where the reader was."""
    for reason in dict.fromkeys(app.unwritten):
        complain(reason)
    if app.last_view:
        remember(library, app.last_view, bundled=_is_bundled(library))
    _exit_if_busy(app)
    _note_visit(library)
    app.leaving.done()


def _is_bundled(library: Library) -> bool:
    return library.roots == (bundled_seeds().resolve(),)


def _note_visit(library: Library) -> None:
    """Note what the library holds as seen, for `is:new`; without a shelf that can be written it stays new."""
    with suppress(SeedreadError), Shelf() as shelf:
        look(library, shelf)


def _exit_if_busy(app: SeedreadApp) -> None:
    """Exit the process now if a search still runs; it would keep the library open."""
    if not app.threads.finished(HANGING):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(app.return_code or 0)


def _load() -> type[SeedreadApp]:
    """Import the screen: after --help and the checks, since Textual loads slowly."""
    # The Kitty protocol sends up to eleven bytes per key and breaks Chinese and Japanese input in some terminals.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    # asyncio imports ssl if it can: 4 MB of memory that the screen, which has no network, does not use.
    with gc_paused(), without("ssl"):
        from seedread.tui.app import SeedreadApp  # noqa: PLC0415
    return SeedreadApp


def _terminal() -> tuple[TextIO | None, str]:
    """Return the stream to draw on, or None with the reason."""
    if os.environ.get("TERM") in (None, "", "dumb"):
        return None, "The interactive screen does not work with TERM=dumb or without TERM."
    if not sys.stdin.isatty():
        return None, "The interactive screen needs a terminal as standard input."
    terminal = next((stream for stream in (sys.stderr, sys.stdout) if stream.isatty()), None)
    return terminal, "The interactive screen needs a terminal as standard output or standard error."


@contextmanager
def _drawn_on(terminal: TextIO) -> Iterator[None]:
    """Make Textual draw on `terminal` and use its size; by default it draws on stderr and measures stdout."""
    if isinstance(terminal, TextIOWrapper):
        terminal.reconfigure(encoding="utf-8")  # keys are read as UTF-8 too, regardless of the locale
    before = {name: getattr(sys, name) for name in ("__stdout__", "__stderr__")}
    try:
        for name in before:
            setattr(sys, name, terminal)
        yield
    finally:
        for name, stream in before.items():
            setattr(sys, name, stream)
