"""The header of a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var
from textual.widget import Widget

from seedread.tui.render.cells import line
from seedread.tui.render.comparison_head import head_rows
from seedread.tui.render.themes import DIM

if TYPE_CHECKING:
    from textual.strip import Strip

    from seedread.index.compare import SideBySide

__all__ = ["CompareHead"]


class CompareHead(Widget):
    """Shows as many header rows as fit."""

    ALLOW_SELECT = False

    shown: var[SideBySide | None] = var(None, init=False)

    def watch_shown(self) -> None:
        """Redraw."""
        self.refresh()

    @property
    def rows(self) -> int:
        """Rows with something to say."""
        return len(head_rows(self.shown, self.size.width)) if self.shown else 1

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        width = self.size.width
        rows = head_rows(self.shown, width) if self.shown else [[(" Comparing…", DIM)] if y == 0 else []]
        return line(rows[y] if y < len(rows) else [], width)
