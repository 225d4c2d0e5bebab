"""The styles of all that the screen draws: the terminal's own colours, one accent, nothing told by colour alone."""

from __future__ import annotations

from rich.style import Style

__all__ = ["ACCENT", "BOLD", "CURSOR", "DIM", "ERROR", "HIT", "HIT_HERE", "NAMED", "PLAIN", "REASON", "TITLE"]

PLAIN = None
"""No style at all: such text costs a terminal line nothing but its characters."""
DIM = Style(dim=True)
BOLD = Style(bold=True)
TITLE = Style(bold=True)
ACCENT = Style(color="cyan", bold=True)
HIT = Style(color="cyan", bold=True, underline=True)
"""What the query matched; underlined, for a title is bold without it."""
HIT_HERE = Style(reverse=True, bold=True)
"""The match that `n` and `N` stand on."""
NAMED = Style(underline=True)
"""A country or leader in an article, where the reader wants them lit; softer than a match."""
CURSOR = Style(reverse=True)
"""The row of a list that has the focus."""
REASON = Style(color="cyan")
"""Why a line was stripped."""
ERROR = Style(color="red", bold=True)
