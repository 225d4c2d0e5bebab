"""A matrix of how many articles name two leaders or countries together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var
from textual.widget import Widget

from seedread.tui.render.cells import Piece, fit, line
from seedread.tui.render.themes import BOLD, DIM, PLAIN

if TYPE_CHECKING:
    from textual.strip import Strip

    from seedread.index.stories import Pairs

__all__ = ["Matrix"]

_NAME = 26
"""Width of a name in cells."""


class Matrix(Widget):
    """Rows and columns have the same names; a column shows the number of its row."""

    ALLOW_SELECT = False

    pairs: var[Pairs | None] = var(None, init=False)

    def watch_pairs(self) -> None:
        """Redraw."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        if self.pairs is None or y > len(self.pairs.values):
            return line([], self.size.width)
        return line(_head(self.pairs) if y == 0 else _row(self.pairs, y - 1), self.size.width)


def _width(pairs: Pairs) -> int:
    return max(3, *(len(str(count)) for _, _, count in pairs.values)) + 1


def _head(pairs: Pairs) -> list[Piece]:
    width = _width(pairs)
    return [(" " * (_NAME + 5), PLAIN), ("".join(f"{n:>{width}}" for n in range(1, len(pairs.values) + 1)), DIM)]


def _row(pairs: Pairs, n: int) -> list[Piece]:
    width = _width(pairs)
    own, label, count = pairs.values[n]
    pieces: list[Piece] = [(f" {n + 1:>2} ", DIM), (fit(label, _NAME), PLAIN), (" ", PLAIN)]
    for value, _, _ in pairs.values:
        if value == own:
            pieces.append((f"{count:>{width}}", DIM))
        else:
            both = pairs.count(own, value)
            pieces.append((f"{both or '·':>{width}}", BOLD if both else DIM))
    return pieces
