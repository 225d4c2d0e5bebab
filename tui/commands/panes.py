"""From pane to pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    context.panes.close_article()


@runs("density")
def density(context: CommandContext) -> None:
    """Show the rows of the results in one, two or three lines."""
    lines = context.rows.next_density()
    context.say(f"{lines} lines per row." if lines > 1 else "1 line per row.")


@runs("alone")
def alone(context: CommandContext) -> None:
    """Toggle full width for the article."""
    context.panes.toggle_alone()
