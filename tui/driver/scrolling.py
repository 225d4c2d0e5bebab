"""Finds rows that moved as they are: where a text is scrolled, the terminal can move what it shows by itself.

Whole rows only: margins at the sides are not everywhere. So it helps where one pane has the screen's width: an article
alone, the help, a small terminal.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seedread.tui.driver.grid import Cell

__all__ = ["Scroll", "scrolled"]

WORTH = 3
"""Rows that must be spared: to move them costs some twenty bytes."""


class Scroll(NamedTuple):
    """Rows `top` up to `bottom` move upward by `by` rows (negative: downward); rows that come in are blank."""

    top: int
    bottom: int
    by: int

    @property
    def sequence(self) -> str:
        """What has a terminal do it, wherever its cursor is; nobody knows where it is then."""
        what = f"{self.by}M" if self.by > 0 else f"{-self.by}L"
        return f"\x1b[{self.top + 1};{self.bottom}r\x1b[{self.top + 1}H\x1b[{what}\x1b[r"


def scrolled(
    shown: Sequence[Sequence[Cell]], wanted: Sequence[Sequence[Cell]], touched: Iterable[int]
) -> Scroll | None:
    """Return the scroll after which most rows of `shown` are those of `wanted`; None where none is worth its bytes.

    Only the rows `touched` can differ.
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
