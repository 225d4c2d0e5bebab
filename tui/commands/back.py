"""One step back (Esc, q) on the main screen, and out of the program (Q); other screens have an `action_close`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.facets import Selection
from seedread.tui.commands.registry import runs

if TYPE_CHECKING:
    from seedread.tui.commands.context import CommandContext

__all__: list[str] = []


@runs("escape")
def escape(context: CommandContext) -> None:
    """Leave what is most in the way; never the program."""
    panes = context.panes
    if context.cancel_listing():
        return
    if panes.in_box:
        panes.go("results")
    elif panes.facet_list.marked:
        panes.facet_list.marked = ""
        context.say("")
    elif context.message:
        context.say("")
    elif panes.alone:
        panes.toggle_alone()
    elif context.pinned:
        context.pin(None)
    elif panes.pane != "results":
        panes.go("results")
    elif context.request.selection:
        context.search(replace(context.request, selection=Selection()))
    elif panes.box.value:
        panes.box.value = ""


@runs("back")
def back(context: CommandContext) -> None:
    """Go back; from the results, quit."""
    if context.panes.alone:
        context.panes.toggle_alone()
    elif context.panes.pane != "results":
        context.panes.go("results")
    else:
        context.app.exit()


@runs("quit")
def leave_program(context: CommandContext) -> None:
    """Quit."""
    context.app.exit()


@runs("interrupt")
def interrupt(context: CommandContext) -> None:
    """Say how to quit: many press this by habit, and their place would be lost. Cancels a list being prepared."""
    context.cancel_listing()
    context.say("Press Q to quit.")
