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
    from seedread.tui.keys.actions import Place
    from seedread.tui.render.cells import Piece

__all__ = ["ComparePane"]


class ComparePane(TextPane, inherit_bindings=True):
    """The sentences of one side with their marks; the one the reader stands on is lit."""

    places: ClassVar[tuple[Place, ...]] = ("compare", "panes")

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self.companion: ComparePane | None = None
        """The other side, while both scroll together."""
        self._places: list[int] = []
        self._standing: int | None = None

    def show_side(self, comparison: Comparison, side: Side) -> None:
        """Show one side from its beginning."""
        blocks, self._places = side_blocks(comparison, side)
        self._standing = None
        self.show_blocks(blocks)

    def stand(self, sentence: int | None) -> None:
        """Light a sentence and bring it into view; None lights none."""
        self._standing = None if sentence is None else self._places[sentence]
        if self._standing is not None:
            first, past = self._wrapped.lines_of(self._standing)
            if first < self.top or past > self.top + self.height:
                self.scroll_to_line(first - self.height // 4)
        self.refresh()

    @property
    def measure(self) -> int:
        """Cells of a line of text: all that there are, beside another article."""
        return max(self.width - 1, 1)

    def key(self, y: int) -> Hashable:
        """Name what shows in line `y`."""
        return (super().key(y), self._wrapped.block_at(y) == self._standing)

    def draw(self, y: int, width: int) -> Strip:
        """Draw one line; of the sentence that the reader stands on in bold, its mark reversed."""
        pieces = self._wrapped.pieces(y)
        if pieces and self._standing is not None and self._wrapped.block_at(y) == self._standing:
            mark, *text = pieces
            lit: list[Piece] = [(mark[0], CURRENT_MATCH if mark[0].strip() or self._begins(y) else mark[1])]
            pieces = [*lit, *((piece, BOLD) for piece, _ in text)]
        return line(pieces, width)

    def _begins(self, y: int) -> bool:
        return y == 0 or self._wrapped.block_at(y - 1) != self._wrapped.block_at(y)

    def move(self, step: int) -> None:
        """Scroll, and the other side with it while they are together."""
        super().move(step)
        if self.companion is not None:
            self.companion.scroll_to_line(self.companion.top + step)
