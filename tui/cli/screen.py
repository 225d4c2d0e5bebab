"""`seedread [PATH…]`: the screen."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Action, BooleanOptionalAction
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from seedread import __version__
from seedread.tui.cli.command_table import COMMANDS
from seedread.tui.cli.options import add_library, command_parser, open_library
from seedread.tui.cli.output import complain, print_text
from seedread.tui.cli.quick_imports import standing_in, uncollected, without
from seedread.tui.config import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.tui.app import SeedreadApp

__all__ = ["run"]

HANGING = 1.0
"""Seconds that a search has to end when nobody waits for it any more."""
_EXAMPLES = """\
  seedread                     read the bundled articles
  seedread news/ more.txt      read your own: text files, and JSON Lines with one article a line
  seedread --library lib       a library that was made before, with the files and folders that it knows
  seedread --library lib news/world    search only this folder of it

commands (seedread COMMAND --help tells more):
{commands}

In the screen: / searches as you type, Tab goes from pane to pane, ? shows every key, q leaves."""


def run(arguments: Sequence[str]) -> int:
    """Open the screen on the library that the arguments name."""
    parser = command_parser(
        "",
        "A terminal news reader: search as you type, filter by country and by leader, read two accounts side by side.",
        _EXAMPLES.format(commands="\n".join(f"  {name:10} {does}" for name, does in COMMANDS.items())),
    )
    add_library(parser)
    parser.add_argument("-V", "--version", action=_Version, nargs=0, help="show the version and leave")
    parser.add_argument(
        "--replace-sources", action="store_true", help="make the given PATHs the sources of the library from now on"
    )
    parser.add_argument(
        "--lean",
        action=BooleanOptionalAction,
        help="send only what changes on the screen (default); --no-lean: let Textual write whole lines",
    )
    given = parser.parse_args(arguments)
    settings = load_settings()
    library = open_library(given, settings)
    terminal, reason = _terminal()
    if terminal is None:
        complain(f"{reason} Use `seedread search QUERY --plain` and `seedread show ID` instead.")
        return 3
    app_class = _load()
    with library:
        lean = settings.screen.lean if given.lean is None else given.lean
        app = app_class(library, settings.start.query, lean=lean, settings=settings)
        # Every row the mouse crosses costs bytes on the line: over SSH it is left to the terminal.
        mouse = {"auto": "SSH_CONNECTION" not in os.environ, "on": True, "off": False}[settings.screen.mouse]
        with _drawn_on(terminal):
            app.run(mouse=mouse)
        for reason in dict.fromkeys(app.unwritten):
            complain(reason)
        _leave_what_hangs(app)
        app.leaving.done()
        return app.return_code or 0


def _leave_what_hangs(app: SeedreadApp) -> None:
    """End the process here if a search still runs: it holds the library, and nobody waits for it any more."""
    if not app.threads.finished(HANGING):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(app.return_code or 0)


def _load() -> type[SeedreadApp]:
    """Import the screen: after --help and the checks, since Textual takes its time."""
    # Terminals that can would send every key as eleven bytes, which breaks the input of Chinese and Japanese in some.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    with (
        uncollected(),
        without("ssl"),  # asyncio would load it, megabytes that encrypt nothing here
        standing_in("textual.types", "IgnoreReturnCallbackType"),  # it would load trees and menus to name their types
    ):
        from seedread.tui.app import SeedreadApp  # noqa: PLC0415
    gc.freeze()  # what is loaded stays: looking for garbage among it would take 20 ms, again and again
    return SeedreadApp


class _Version(Action):
    def __call__(self, *_: object) -> None:
        """Print the version."""
        print_text(f"seedread {__version__}")
        raise SystemExit(0)


def _terminal() -> tuple[TextIO | None, str]:
    """Return the stream that the screen is drawn on, or None and why there is none."""
    if os.environ.get("TERM") in (None, "", "dumb"):
        return None, "The terminal (TERM=dumb, or none) cannot show a screen."
    if not sys.stdin.isatty():
        return None, "The screen needs a terminal for input."
    terminal = next((stream for stream in (sys.stderr, sys.stdout) if stream.isatty()), None)
    return terminal, "The screen needs a terminal to draw on, as standard output or as error output."


@contextmanager
def _drawn_on(terminal: TextIO) -> Iterator[None]:
    """Have Textual draw on `terminal` and take its size: by itself it draws on error output and measures the other."""
    if isinstance(terminal, TextIOWrapper):
        terminal.reconfigure(encoding="utf-8")  # keys are read as UTF-8 too, whatever the locale says
    before = {name: getattr(sys, name) for name in ("__stdout__", "__stderr__")}
    try:
        for name in before:
            setattr(sys, name, terminal)
        yield
    finally:
        for name, stream in before.items():
            setattr(sys, name, stream)
