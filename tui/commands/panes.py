"""Moving between panes, going back, and quitting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.facets import Selection
from seedread.tui.commands.registry import runs

if TYPE_CHECKING:
    from seedread.tui.commands.context import CommandContext

__all__: list[str] = []


@runs("next_pane")
def next_pane(context: CommandContext) -> None:
    """Go to the next pane."""
    context.panes.step(1)


@runs("previous_pane")
def previous_pane(context: CommandContext) -> None:
    """Go to the previous pane."""
    context.panes.step(-1)


@runs("facets")
def facets(context: CommandContext) -> None:
    """Go to the facets and back."""
    context.panes.alone = False
    context.panes.go("results" if context.panes.pane == "facets" else "facets")


@runs("into_facets")
def into_facets(context: CommandContext) -> None:
    """Go to the facets."""
    context.panes.go("facets")


@runs("into_results")
def into_results(context: CommandContext) -> None:
    """Go to the results."""
    context.panes.go("results")


@runs("leave")
def leave(context: CommandContext) -> None:
    """Go back from an article to the results."""
    context.panes.alone = False
    context.panes.go("results")


@runs("alone")
def alone(context: CommandContext) -> None:
    """Toggle full width for the article."""
    context.panes.toggle_alone()


@runs("escape")
def escape(context: CommandContext) -> None:
    """Leave the innermost state (search line, pin, filter); never quit."""
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
    """Cancel a list being prepared, or say how to quit: many press this key by habit and would lose their place."""
    context.cancel_listing()
    context.say("Press Q to quit.")
