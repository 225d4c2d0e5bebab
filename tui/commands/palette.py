"""Runs any action by its name: typed after `:`, or chosen in the palette."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.query import SORTS
from seedread.tui.commands.registry import COMMANDS, runs
from seedread.tui.commands.settings import complete_setting
from seedread.tui.commands.themes import THEME_NAMES
from seedread.tui.keys.bindings import ACTIONS
from seedread.tui.keys.command_line import CommandError, complete, parse_commands
from seedread.tui.keys.dispatch import keymap_of, keys_of
from seedread.tui.widgets.pick_list import PickItem
from seedread.tui.widgets.prompt_line import Question
from seedread.tui.workers.saving import complete_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedread.tui.commands.context import CommandContext

__all__ = ["run_line"]


@runs("command")
def command(context: CommandContext) -> None:
    """Ask for a command."""

    def fits(line: str) -> Sequence[str]:
        return _complete(context, line)

    context.prompt(Question(":", lambda line: run_line(context, line), complete=fits, kind="command"))


def run_line(context: CommandContext, line: str) -> None:
    """Run the typed commands, none if one of them is wrong."""
    try:
        typed = parse_commands(line)
    except CommandError as error:
        context.say(error.message, error=True)
        return
    if len(typed) == 1 and typed[0].text:
        COMMANDS[typed[0].action.name](context, typed[0].text)
    else:
        keys_of(context.app).run_next(*(replace(command.action, argument=command.text) for command in typed))


@runs("run")
def run(context: CommandContext, line: str = "") -> None:
    """Run several commands: what a key with a line of its own does."""
    if line:
        run_line(context, line)
    else:
        command(context)


def _complete(context: CommandContext, line: str) -> Sequence[str]:
    words: dict[str, Callable[[str], Sequence[str]]] = {
        "TAG": lambda text: [tag for tag in context.marking.tags if tag.startswith(text)],
        "FILE": complete_file,
        "ORDER": lambda text: [order for order in SORTS if order.startswith(text)],
        "NAME": context.searches.names,
        "SETTING": complete_setting,
        "THEME": lambda text: [name for name in THEME_NAMES if name.startswith(text)],
    }
    return complete(line, words)


@runs("palette")
def palette(context: CommandContext) -> None:
    """Offer every action that can be run from here."""
    keymap = keymap_of(context.app)
    places = context.panes.places
    choices = {
        action.name: PickItem(action.help, f"{keymap.label(action)}  :{action.name}", action.name)
        for action in reversed(ACTIONS)
        if action.where in ("anywhere", "every", *places) and action.name != "palette"
    }
    context.pick("Run:", list(reversed(choices.values())), lambda name: run_line(context, name))
