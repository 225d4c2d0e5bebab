"""The functions of the main screen's actions, found by the action's name.

A new capability is a new module here and a row in keys/bindings.py.
"""

from seedread.tui.commands import (
    alerts,
    back,
    brief,
    compare,
    export,
    feeds,
    links,
    marks,
    names,
    opening,
    palette,
    panes,
    periods,
    reading,
    saved_searches,
    search,
    search_line,
    settings,
    sync,
    themes,
    versions,
)
from seedread.tui.commands.context import CommandContext
from seedread.tui.commands.registry import COMMANDS

__all__ = [
    "COMMANDS",
    "CommandContext",
    "alerts",
    "back",
    "brief",
    "compare",
    "export",
    "feeds",
    "links",
    "marks",
    "names",
    "opening",
    "palette",
    "panes",
    "periods",
    "reading",
    "saved_searches",
    "search",
    "search_line",
    "settings",
    "sync",
    "themes",
    "versions",
]
