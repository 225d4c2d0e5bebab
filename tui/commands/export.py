"""Export: URLs and citations to the clipboard, articles to files and to commands.

The clipboard is the terminal's (OSC 52).
"""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Any

from textual.app import SuspendNotSupported

from seedread.index.files.user_folders import expanded
from seedread.index.text.sanitize import safe_text
from seedread.tui.commands.registry import runs
from seedread.tui.driver.shell_command import keyboard_signals_left_to_others, run_in_terminal, wait_for_key
from seedread.tui.keys.dispatch import keys_of
from seedread.tui.widgets.prompt_line import Question
from seedread.tui.workers.saving import complete_file, confirm_overwrite, in_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from seedread.index.article import Article
    from seedread.tui.commands.context import CommandContext
    from seedread.tui.workers.leaving import Leaving

__all__ = ["copy", "how_it_ended", "open_article"]

BACK = frozenset(("enter", "space", "q", "Q", "escape", "ctrl+c", "ctrl+d"))
"""Keys that return from a command."""
SHOWN = 24
"""The maximum number of characters of a command in a message."""
NOT_FOUND = 127
"""The shell's exit code for an unknown command."""
_NO_TERMINAL = "No terminal to run a command in."


def open_article(context: CommandContext) -> Article | None:
    """Return the article of the pane with the focus, or the visible one; without one, show a message."""
    article = context.panes.reading.article
    if article is None:
        context.say("No article is open.")
    return article


def copy(context: CommandContext, text: str) -> None:
    """Copy `text` to the terminal's clipboard."""
    context.app.copy_to_clipboard(safe_text(text))
    context.say(f"Copied: {text}")


@runs("copy_url")
def copy_url(context: CommandContext) -> None:
    """Copy the article's URL."""
    if article := open_article(context):
        if article.url:
            copy(context, article.url)
        else:
            context.say("This article has no URL.")


@runs("copy_citation")
def copy_citation(context: CommandContext) -> None:
    """Copy the selected sentences with their source, or else a citation."""
    from seedread.index.export import citation, quotation  # noqa: PLC0415 (slow to import, not needed at the start)

    if article := open_article(context):
        selector = context.panes.reading.selector
        copy(context, quotation(article, selector.text) if selector.count else citation(article))
        selector.end()


@runs("save")
def save(context: CommandContext, name: str = "") -> None:
    """Save the article as `name`, or ask for a file."""
    if article := open_article(context):
        if name:
            _save(context, [article], name)
        else:
            _ask_file(context, "Save as:", article.title, lambda given: _save(context, [article], given))


@runs("save_all")
def save_all(context: CommandContext, name: str = "") -> None:
    """Save every result in the file `name`, or ask for one."""
    if name:
        _save(context, None, name)
    elif total := context.rows.pages.articles:
        title = context.request.text or "articles"
        _ask_file(context, f"Save {total:,} articles as:", title, lambda given: _save(context, None, given))


def _ask_file(context: CommandContext, label: str, title: str, then: Callable[[str], None]) -> None:
    from seedread.index.export import file_name  # noqa: PLC0415 (as above)

    saving = context.settings.save
    offered = in_folder(saving.folder, file_name(title, saving.form))
    context.prompt(Question(label, then, offered, complete=complete_file, kind="file"))


def _save(context: CommandContext, articles: list[Article] | None, name: str) -> None:
    from seedread.index.export import EXTENSIONS, export_format  # noqa: PLC0415 (as above)

    if not name:
        return
    form = export_format(name)
    if form is None:
        context.say(f"Use one of these extensions: {', '.join(EXTENSIONS.values())}.", error=True)
        return
    path = expanded(name)
    request, total = context.request, context.rows.pages.articles

    def write() -> None:
        context.say(f"Saving to {name}…")
        context.loader.save(path, form, articles, request, total)

    confirm_overwrite(name, write, context.confirm)


@runs("pipe")
def pipe(context: CommandContext, command: str = "") -> None:
    """Pipe the article's text to a command, which gets the terminal; ask for the command if none is given."""
    article = open_article(context)
    if article is None:
        return
    if command:
        _pipe(context, article, command)
    else:
        context.prompt(Question("Pipe to:", lambda given: _pipe(context, article, given), kind="pipe"))


def _pipe(context: CommandContext, article: Article, command: str) -> None:
    from seedread.index.export import to_plain  # noqa: PLC0415 (as above)

    if not command:
        return
    try:
        with keyboard_signals_left_to_others(), context.app.suspend():
            message, error = _run_command(context.app, command, safe_text(to_plain(article)))
    except SuspendNotSupported:
        context.say(_NO_TERMINAL, error=True)
        return
    context.say(message, error=error)


def _run_command(app: App[Any], command: str, text: str) -> tuple[str, bool]:
    """Run the command; return a message, and whether it is an error."""
    keyboard, stream = sys.__stdin__, sys.__stderr__
    if keyboard is None or stream is None:
        return _NO_TERMINAL, True
    terminal = stream.fileno()
    try:
        code = run_in_terminal(command, text.encode(), terminal, ending_of(app))
    except OSError as error:
        return f"Cannot run {command}: {error.strerror or error}.", True
    queue = keys_of(app)
    if not queue.answer(BACK):  # a key that was typed ahead returns too
        queue.put_first(wait_for_key(keyboard.fileno(), terminal, ending_of(app)))
    return how_it_ended(command, code), bool(code)


def ending_of(app: App[Any]) -> Callable[[], bool]:
    """Return a function that tells, while the event loop is blocked, whether the application must exit."""
    leaving: Leaving = app.leaving  # type: ignore[attr-defined]  # seedread's own application has it
    return lambda: bool(leaving.signal)


def how_it_ended(command: str, code: int) -> str:
    """Return a message about how a command ended; shells report a signal as 128 plus its number."""
    if len(command) > SHOWN:
        command = f"{command[: SHOWN - 1]}…"
    number = -code if code < 0 else code - 128
    if number == signal.SIGINT:
        return f"{command} was interrupted."
    if code < 0:
        return f"{command} was killed by {signal.Signals(number).name}."
    if code == NOT_FOUND:
        return f"{command} exited with status {code}: command not found?"
    return f"{command} exited with status {code}." if code else f"{command} finished."
