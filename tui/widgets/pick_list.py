"""The list of a picker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len

from seedread.tui.render.cells import Piece, fit, line
from seedread.tui.render.themes import CURSOR, DIM, PLAIN
from seedread.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

__all__ = ["PickItem", "PickList"]

_EDGES, _GAP = 2, 2
"""Spaces around a row, and between a label and its details."""


@dataclass(frozen=True, slots=True)
class PickItem:
    """A row of a picker."""

    label: str
    detail: str
    """Shown dim next to the label."""
    value: str
    """The result if the row is picked."""


class PickList(RowList, inherit_bindings=True):
    """The rows that match; details are next to the label, or below it if space is short."""

    can_focus = False
    readable: ClassVar[int] = 44
    """Fewest cells for a readable title; if the details leave less, they go on a second line."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self.choices: Sequence[PickItem] = ()
        self._labels = self._details = 0

    def _label_room(self, width: int) -> int:
        """Return the cells for a label with its details on the same line."""
        return width - _EDGES - (self._details + _GAP if self._details else 0)

    def rows_in(self, width: int) -> int:
        """Return the lines per row in `width` cells: two if the details would leave too few cells for the labels."""
        return 2 if self._details and self._label_room(width) < min(self._labels, self.readable) else 1

    @property
    def row_height(self) -> int:
        """Lines per row."""
        return self.rows_in(self.width)

    @property
    def row_count(self) -> int:
        """Number of rows."""
        return len(self.choices)

    @property
    def here(self) -> PickItem | None:
        """The row of the cursor."""
        return self.choices[self.row] if self.row < len(self.choices) else None

    def show(self, choices: Sequence[PickItem], *, keep: bool = False) -> None:
        """Show other rows with the cursor on the first, or, with `keep`, where it was."""
        self.choices = choices
        self._shown += 1
        self.row = min(self.row, max(len(choices) - 1, 0)) if keep else 0
        self.scroll_to_line(self.top if keep else 0)
        self.reveal()
        self.refresh()

    def measure(self, choices: Sequence[PickItem]) -> None:
        """Set the column widths from `choices`, so that filtering the list does not change them."""
        self._labels = max((cell_len(one.label) for one in choices), default=0)
        self._details = max((cell_len(one.detail) for one in choices), default=0)

    def draw(self, y: int, width: int) -> Strip:
        """Draw one line."""
        if not self.choices:
            return line([("  No matches", DIM)], width)
        row, under = divmod(y, self.row_height)
        choice, fill = self.choices[row], CURSOR if row == self.row else None
        if self.row_height == 1:
            label = fit(choice.label, min(self._labels, self._label_room(width)))
            pieces: list[Piece] = [(f" {label}{' ' * _GAP}", fill or PLAIN), (choice.detail, fill or DIM)]
        else:
            pieces = [("   ", fill), (choice.detail, fill or DIM)] if under else [(f" {choice.label}", fill or PLAIN)]
        return line(pieces, width, fill)
