"""One step back (Esc, q) and forward on the main screen, and out of the program (Q).

Other screens have an `action_close`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.tui.commands.brief import is_list_of_digest, show_digest
from seedread.tui.commands.registry import runs
from seedread.tui.keys.dispatch import key_of

if TYPE_CHECKING:
    from seedread.tui.commands.context import CommandContext

__all__: list[str] = []


@runs("escape")
def escape(context: CommandContext) -> None:
    """Go one step back; never out of the program."""
    if not _step_back(context):
        context.say("")


@runs("back")
def back(context: CommandContext) -> None:
    """Go one step back; from the first view, quit."""
    if not _step_back(context):
        context.app.exit()


def _step_back(context: CommandContext) -> bool:
    """Leave what is most in the way, else go to the view before; return False if there is nothing to go back to."""
    panes = context.panes
    if context.cancel_listing():
        return True
    if panes.in_box:
        panes.go("results")
    elif panes.facet_list.stop():
        context.say("")
    elif panes.reading.selector.count:
        panes.reading.selector.end()
        context.say("")
    elif panes.reading.finding:
        panes.reading.find_text("", panes.reading.top)
    elif panes.alone:
        panes.toggle_alone()
    elif context.pinned:
        context.pin(None)
    elif panes.pane == "facets":
        panes.go("results")
    else:
        return panes.close_article() or _leave_view(context)
    return True


def _leave_view(context: CommandContext) -> bool:
    """Go to the view before, with the digest over it from which the reader came; return False if there is none."""
    place = context.pages.brief_place if is_list_of_digest(context) else None
    if not context.views.back():
        return False
    if place:
        show_digest(context, place.query, place.since)
    return True


@runs("forward")
def forward(context: CommandContext) -> None:
    """Go to the view that the reader went back from."""
    if not context.views.forward():
        context.say("No later view.")


@runs("quit")
def leave_program(context: CommandContext) -> None:
    """Quit."""
    context.app.exit()


@runs("interrupt")
def interrupt(context: CommandContext) -> None:
    """Say how to quit: many press this by habit, and their place would be lost. Cancels a list being prepared."""
    context.cancel_listing()
    context.say(f"Press {key_of(context.app, 'quit')} to quit.")
