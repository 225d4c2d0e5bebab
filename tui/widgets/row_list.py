"""A list with a cursor; the base of the list of a picker and of the table of feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var

from seedread.tui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from collections.abc import Hashable

__all__ = ["RowList"]


class RowList(LinesView, inherit_bindings=True):
    """Rows of the same height, all at hand; the cursor stays in view."""

    row: var[int] = var(0, init=False)

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self._shown = 0
        """How often other rows were shown."""

    @property
    def row_count(self) -> int:
        """Number of rows."""
        raise NotImplementedError

    @property
    def row_height(self) -> int:
        """Lines per row."""
        return 1

    @property
    def length(self) -> int:
        """Number of lines; one if there are no rows, to say so."""
        return max(self.row_count * self.row_height, 1)

    @property
    def page(self) -> int:
        """Visible rows."""
        return max(self.height // self.row_height, 1)

    def move(self, step: int) -> None:
        """Move the cursor."""
        self.row = max(0, min(self.row + step, self.row_count - 1))

    def on_resize(self) -> None:
        """Fill the new height, and keep the cursor in view."""
        self.fit_width()
        self.scroll_to_line(self.top)
        self.reveal()

    def fit_width(self) -> None:
        """Arrange what depends on the width, other than the lines."""

    def watch_row(self, old: int, new: int) -> None:
        """Redraw both rows, and keep the cursor in view."""
        for row in (old, new):
            self.refresh_at(row * self.row_height, self.row_height)
        self.reveal()

    def reveal(self) -> None:
        """Keep the cursor in view."""
        first = self.row * self.row_height
        if first < self.top:
            self.scroll_to_line(first)
        elif first + self.row_height > self.top + self.height:
            self.scroll_to_line(first + self.row_height - self.height)

    def key(self, y: int) -> Hashable:
        """Return the cache key of line `y`."""
        return (self._shown, y, y // self.row_height == self.row)
