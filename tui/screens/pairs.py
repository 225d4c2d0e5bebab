"""Co-mentions: a matrix of the leaders, or countries, that the articles of a result name together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container

from seedread.tui.screens.pick import PickScreen
from seedread.tui.widgets.matrix import Matrix
from seedread.tui.widgets.pick_list import PickItem
from seedread.tui.widgets.prompt_line import PromptLabel
from seedread.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from seedread.index.stories import Pairs

__all__ = ["PairScreen"]

_TITLES = ("Leaders named together (Tab: countries):", "Countries named together (Tab: leaders):")
_LISTED = 4
"""Rows that the list keeps under the matrix on the lowest screen."""


class PairScreen(PickScreen, inherit_bindings=False):
    """Returns the query of the chosen pair; Tab switches between leaders and countries."""

    def __init__(self, pairs: tuple[Pairs, Pairs]) -> None:
        """Show `pairs` of leaders and of countries."""
        super().__init__(_TITLES[0], _choices(pairs[0]))
        self._pairs = pairs
        self._shown = 0

    def compose(self) -> ComposeResult:
        """Typed line, matrix, rows, status line."""
        with Container(id="top"):
            yield PromptLabel(id="question")
            yield self.typed
        yield Matrix(id="matrix")
        yield self.listed
        yield StatusLine(id="status")

    def show_all(self) -> None:
        """Show the matrix too."""
        super().show_all()
        self._fill()

    def on_resize(self) -> None:
        """Give the matrix the rows that the list does not need."""
        self._fill()

    def _fill(self) -> None:
        matrix = self.query_one(Matrix)
        matrix.pairs = self._pairs[self._shown]
        rows = len(matrix.pairs.values) + 1 if matrix.pairs.values else 0
        matrix.styles.height = max(0, min(rows, self.size.height - 2 - _LISTED))

    def action_other_kind(self) -> None:
        """Show the other kind."""
        self._shown = 1 - self._shown
        self.query_one(PromptLabel).text = _TITLES[self._shown]
        self.offer(_choices(self._pairs[self._shown]))
        self._fill()


def _choices(pairs: Pairs) -> list[PickItem]:
    return [
        PickItem(
            f"{pair.label_a} · {pair.label_b}",
            f"{pair.count} {'article' if pair.count == 1 else 'articles'}",
            f"{pairs.facet}:{_value(pair.label_a)} {pairs.facet}:{_value(pair.label_b)}",
        )
        for pair in pairs.pairs
    ]


def _value(label: str) -> str:
    """Return a name as one types it: in quotes only if it has more than one word."""
    return label if label.isalnum() else f'"{label}"'
