"""Finds rows that only moved, so that the terminal can scroll them by itself.

It works on whole rows, since not all terminals have side margins. So it helps when one pane has the full width: a
full-width article, the help, a small terminal.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seedread.tui.driver.grid import Cell

__all__ = ["Scroll", "scrolled"]

WORTH = 3
"""Fewest rows to save, since scrolling costs about twenty bytes."""


class Scroll(NamedTuple):
    """Rows from `top` up to `bottom`, exclusive, move up by `by` rows (down if negative); new rows are blank."""

    top: int
    bottom: int
    by: int

    @property
    def sequence(self) -> str:
        """The sequence that scrolls, from any cursor position; the position afterwards is unknown."""
        what = f"{self.by}M" if self.by > 0 else f"{-self.by}L"
        return f"\x1b[{self.top + 1};{self.bottom}r\x1b[{self.top + 1}H\x1b[{what}\x1b[r"


def scrolled(
    shown: Sequence[Sequence[Cell]], wanted: Sequence[Sequence[Cell]], touched: Iterable[int]
) -> Scroll | None:
    """Return the scroll that makes most rows of `shown` equal to `wanted`; None if none saves bytes.

    Only rows in `touched` can differ.
    """
    changed = [y for y in sorted(touched) if shown[y] != wanted[y]]
    if len(changed) <= WORTH:
        return None
    top, bottom = changed[0], changed[-1] + 1
    places = {tuple(shown[y]): y for y in range(top, bottom)}
    moves = Counter(places[row] - y for y in changed if (row := tuple(wanted[y])) in places)
    if not moves:
        return None
    by = moves.most_common(1)[0][0]
    kept = sum(top <= y + by < bottom and shown[y + by] == wanted[y] for y in range(top, bottom))
    if kept - (bottom - top - len(changed)) < WORTH:
        return None
    return Scroll(top, bottom, by)
