"""One of the two articles on the compare screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from seedread.tui.render.cells import line
from seedread.tui.render.comparison_blocks import side_blocks
from seedread.tui.render.themes import BOLD, CURRENT_MATCH
from seedread.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.strip import Strip

    from seedread.index.compare import Comparison, Side
    from seedread.tui.keys.bindings import Place
    from seedread.tui.render.cells import Piece

__all__ = ["ComparePane"]


class ComparePane(TextPane, inherit_bindings=True):
    """The sentences of one side with their marks; the current one is highlighted."""

    places: ClassVar[tuple[Place, ...]] = ("compare", "panes")

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self.companion: ComparePane | None = None
        """The other side, while scrolling is synchronized."""
        self._block_numbers: list[int] = []
        self._current: int | None = None

    def show_side(self, comparison: Comparison, side: Side) -> None:
        """Show one side from the beginning."""
        blocks, self._block_numbers = side_blocks(comparison, side)
        self._current = None
        self.show_blocks(blocks)

    def select_sentence(self, sentence: int | None) -> None:
        """Highlight a sentence and scroll to it; None for no sentence."""
        self._current = None if sentence is None else self._block_numbers[sentence]
        if self._current is not None:
            first, past = self._wrapped.lines_of(self._current)
            if first < self.top or past > self.top + self.height:
                self.scroll_to_line(first - self.height // 4)
        self.refresh()

    @property
    def measure(self) -> int:
        """Width of a line of text in cells: the full pane."""
        return max(self.width - 1, 1)

    def key(self, y: int) -> Hashable:
        """Return the cache key of line `y`."""
        return (super().key(y), self._wrapped.block_at(y) == self._current)

    def draw(self, y: int, width: int) -> Strip:
        """Draw one line; the current sentence is bold with its mark reversed."""
        pieces = self._wrapped.pieces(y)
        if pieces and self._current is not None and self._wrapped.block_at(y) == self._current:
            mark, *text = pieces
            prefix: list[Piece] = [(mark[0], CURRENT_MATCH if mark[0].strip() or self._begins(y) else mark[1])]
            pieces = [*prefix, *((piece, BOLD) for piece, _ in text)]
        return line(pieces, width)

    def _begins(self, y: int) -> bool:
        return y == 0 or self._wrapped.block_at(y - 1) != self._wrapped.block_at(y)

    def move(self, step: int) -> None:
        """Scroll, together with the other side while synchronized."""
        super().move(step)
        if self.companion is not None:
            self.companion.scroll_to_line(self.companion.top + step)
