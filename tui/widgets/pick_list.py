"""The rows of a list to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.reactive import var

from seedread.tui.render.cells import Piece, fit, line
from seedread.tui.render.themes import CURSOR, DIM, PLAIN
from seedread.tui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.strip import Strip

__all__ = ["PickItem", "PickList"]

READABLE = 44
"""Cells with which a title can be told; where less is left beside the details, these stand under it."""
_EDGES, _GAP = 2, 2
"""Blanks around a row, and between a label and its details."""


@dataclass(frozen=True, slots=True)
class PickItem:
    """A row to choose."""

    label: str
    detail: str
    """Stands beside it, dim."""
    value: str
    """What is given back."""


class PickList(LinesView, inherit_bindings=True):
    """The rows that are left: what is dim stands beside the label, or under it where both find no room."""

    can_focus = False
    row: var[int] = var(0, init=False)

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self.choices: Sequence[PickItem] = ()
        self._shown = 0
        self._labels = self._details = 0

    @property
    def _beside(self) -> int:
        """Cells that a label has where its details stand beside it."""
        return self.width - _EDGES - (self._details + _GAP if self._details else 0)

    @property
    def row_height(self) -> int:
        """Lines that a row takes: two where labels would be cut to less than a title for the details beside them."""
        return 2 if self._details and self._beside < min(self._labels, READABLE) else 1

    @property
    def length(self) -> int:
        """Lines of all rows, one where there are none, to say so."""
        return max(len(self.choices) * self.row_height, 1)

    @property
    def page(self) -> int:
        """Rows that show."""
        return max(self.height // self.row_height, 1)

    @property
    def here(self) -> PickItem | None:
        """The row with the cursor."""
        return self.choices[self.row] if self.row < len(self.choices) else None

    def show(self, choices: Sequence[PickItem], *, keep: bool = False) -> None:
        """Show other rows, the cursor on the first, or where it was."""
        self.choices = choices
        self._shown += 1
        self.row = min(self.row, max(len(choices) - 1, 0)) if keep else 0
        self.scroll_to_line(self.top if keep else 0)
        self._reveal()
        self.refresh()

    def measure(self, choices: Sequence[PickItem]) -> None:
        """Share the width for `choices`, of which some may be shown: narrowed down, a list keeps its looks."""
        self._labels = max((cell_len(one.label) for one in choices), default=0)
        self._details = max((cell_len(one.detail) for one in choices), default=0)

    def move(self, step: int) -> None:
        """Move the cursor."""
        self.row = max(0, min(self.row + step, len(self.choices) - 1))

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.scroll_to_line(self.top)
        self._reveal()

    def watch_row(self, old: int, new: int) -> None:
        """Draw both rows again, and keep the cursor in view."""
        for row in (old, new):
            self.refresh_at(row * self.row_height, self.row_height)
        self._reveal()

    def _reveal(self) -> None:
        first = self.row * self.row_height
        if first < self.top:
            self.scroll_to_line(first)
        elif first + self.row_height > self.top + self.height:
            self.scroll_to_line(first + self.row_height - self.height)

    def key(self, y: int) -> Hashable:
        """Name what shows in line `y`."""
        return (self._shown, y, y // self.row_height == self.row)

    def draw(self, y: int, width: int) -> Strip:
        """Draw one line."""
        if not self.choices:
            return line([("  nothing", DIM)], width)
        row, under = divmod(y, self.row_height)
        choice, fill = self.choices[row], CURSOR if row == self.row else None
        if self.row_height == 1:
            label = fit(choice.label, min(self._labels, self._beside))
            pieces: list[Piece] = [(f" {label}{' ' * _GAP}", fill or PLAIN), (choice.detail, fill or DIM)]
        else:
            pieces = [("   ", fill), (choice.detail, fill or DIM)] if under else [(f" {choice.label}", fill or PLAIN)]
        return line(pieces, width, fill)
