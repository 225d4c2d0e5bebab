"""Runs any action by its name: typed after `:`, or found in the palette."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.tui.keys.actions import ACTIONS
from seedread.tui.keys.command_line import CommandError, complete, parse_command
from seedread.tui.keys.dispatch import keymap_of, keys_of
from seedread.tui.screens.outgoing import OutgoingScreen
from seedread.tui.screens.pick import PickScreen
from seedread.tui.widgets.lines_view import LinesView
from seedread.tui.widgets.pick_list import PickItem
from seedread.tui.widgets.prompt_line import Question
from seedread.tui.workers.saving import complete_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedread.tui.state.messages import Order

__all__ = ["CommandScreen"]

_ORDERS: tuple[Order, ...] = ("relevance", "newest", "oldest")


class CommandScreen(OutgoingScreen, inherit_bindings=False):
    """The command line and the palette."""

    def action_command(self) -> None:
        """Ask for a command."""
        self.put(Question(":", self.run_command, complete=self._complete, kind="command"))

    def run_command(self, line: str) -> None:
        """Run what was typed."""
        try:
            command = parse_command(line)
        except CommandError as error:
            self.say(error.message, error=True)
            return
        if command is None:
            return
        if command.text:
            getattr(self, f"command_{command.action.name}")(command.text)
        elif command.action.with_key:
            self.say(f"{command.action.name} needs {command.action.takes} behind it.", error=True)
        else:
            keys_of(self.app).run_next(command.action)

    def _complete(self, line: str) -> Sequence[str]:
        words: dict[str, Callable[[str], Sequence[str]]] = {
            "TAG": lambda text: [tag for tag in self.tags if tag.startswith(text)],
            "FILE": complete_file,
            "ORDER": lambda text: [order for order in _ORDERS if order.startswith(text)],
            "NAME": lambda text: [search.name for search in self.saved if search.name.startswith(text)],
        }
        return complete(line, words)

    def command_search(self, query: str) -> None:
        """Ask a query."""
        self.run_query(query)
        self.remember()

    def command_order(self, text: str) -> None:
        """Put the results into an order."""
        order = next((order for order in _ORDERS if order.startswith(text)), None)
        if order is None:
            self.say(f"There are {', '.join(_ORDERS)}.", error=True)
        else:
            self.ask(replace(self.request, order=order))

    def action_palette(self) -> None:
        """Offer every action that can be run from here."""
        keymap = keymap_of(self.app)
        places = self.query_one(f"#{self.pane}", LinesView).places
        choices = {
            action.name: PickItem(action.help, f"{keymap.label(action)}  :{action.name}", action.name)
            for action in reversed(ACTIONS)
            if action.where in ("anywhere", "every", *places) and action.name != "palette" and not action.with_key
        }
        self.app.push_screen(PickScreen("Run:", list(reversed(choices.values()))), self._picked_action)

    def _picked_action(self, name: str | None) -> None:
        if name:
            self.run_command(name)
