"""How a session begins, and how it goes on in the library that was open before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.text.sanitize import safe_line
from seedread.tui.commands.registry import runs
from seedread.tui.keys.dispatch import key_of
from seedread.tui.state.views import View

if TYPE_CHECKING:
    from seedread.tui.commands.context import CommandContext

__all__ = ["show_first"]


def show_first(context: CommandContext, query: str) -> None:
    """Show the first view: `query` if there is one, else where the last session ended, else everything."""
    opening, everything = context.opening, View(context.request)
    first = View(replace(context.request, text=query)) if query else opening.view or everything
    if not first.shows(everything.request):
        context.views.start_from(everything)
    context.views.show(first)
    if opening.offered:
        context.say(f"Press {_key(context)} to reopen {safe_line(opening.other_name)}.")


@runs("reopen")
def reopen(context: CommandContext) -> None:
    """Go on in the library that was open before this one."""
    if context.opening.other:
        context.opening.reopens = True
        context.app.exit()
    else:
        context.say("No other library was open before. Open a folder with: seedread DIR")


def _key(context: CommandContext) -> str:
    """Return the key that reopens the library; the command, if it has none."""
    return key_of(context.app, "reopen")
