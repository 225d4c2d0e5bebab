"""The header of a comparison: how much is shared, common leaders and countries, what is only on one side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.reactive import var
from textual.widget import Widget

from seedread.index.compare.comparison_summary import kind_line, shared_line
from seedread.tui.render.cells import Piece, line
from seedread.tui.render.themes import BOLD, DIM, PLAIN

if TYPE_CHECKING:
    from textual.strip import Strip

    from seedread.index.compare import Comparison, NameOverlap, Side

__all__ = ["CompareHead", "head_rows"]

_NAMED = 4
"""Most names of one kind in a row; the overview lists all."""


def head_rows(comparison: Comparison, width: int) -> list[list[Piece]]:
    """Return the rows of the header, most important first."""
    rows: list[list[Piece]] = [_summary(comparison, width)]
    rows += [_first(comparison, "a"), _first(comparison, "b")]
    rows += [_names("Leaders  ", comparison.leaders), _names("Countries", comparison.countries)]
    return [row for row in rows if row]


def _summary(comparison: Comparison, width: int) -> list[Piece]:
    """Return how the two are related and how much they share, in the longest form that fits."""
    shared = shared_line(comparison)
    kind = comparison.kind[0].upper() + comparison.kind[1:]
    forms = [(kind_line(comparison), shared), (kind, shared), (kind, shared.partition(":")[0])]
    fitting = (form for form in forms if sum(map(cell_len, form)) + 3 <= width)
    kind, shared = next(fitting, forms[-1])
    return [(f" {kind}  ", BOLD), (shared, PLAIN)]


def _first(comparison: Comparison, side: Side) -> list[Piece]:
    first = comparison.first_a if side == "a" else comparison.first_b
    only = len(first)
    if not only:
        return [(f" Only in {side.upper()} (0)", DIM)]
    text = comparison.analysed(side).sentences[first[0]].text
    return [(f" Only in {side.upper()} ({only})  ", DIM), (text, PLAIN)]


def _names(label: str, overlap: NameOverlap) -> list[Piece]:
    pieces: list[Piece] = [(f" {label} ", DIM)]
    for where, names in (("both", overlap.both), ("A", overlap.only_a), ("B", overlap.only_b)):
        if names:
            more = f" +{len(names) - _NAMED}" if len(names) > _NAMED else ""
            listed = ", ".join(name for name, _ in names[:_NAMED]) + more
            pieces += [(f"{where}: ", DIM), (f"{listed}  ", PLAIN)]
    return pieces if len(pieces) > 1 else []


class CompareHead(Widget):
    """Shows as many header rows as fit."""

    ALLOW_SELECT = False

    comparison: var[Comparison | None] = var(None, init=False)

    def watch_comparison(self) -> None:
        """Redraw."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        width = self.size.width
        rows = head_rows(self.comparison, width) if self.comparison else [[(" Comparing…", DIM)] if y == 0 else []]
        return line(rows[y] if y < len(rows) else [], width)
