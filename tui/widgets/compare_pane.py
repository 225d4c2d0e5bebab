"""One of the articles on the compare screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from seedread.tui.render.cells import line
from seedread.tui.render.comparison_blocks import side_blocks
from seedread.tui.render.themes import BOLD, CURRENT_MATCH
from seedread.tui.state.scroll_sync import in_order, line_beside
from seedread.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from textual.strip import Strip

    from seedread.index.compare import SideBySide
    from seedread.tui.keys.bindings import Place
    from seedread.tui.render.cells import Piece

__all__ = ["ComparePane", "align_panes"]


class ComparePane(TextPane, inherit_bindings=True):
    """The sentences of one article with their marks; the current one is highlighted."""

    places: ClassVar[tuple[Place, ...]] = ("compare", "panes")

    def __init__(self, led: Callable[[ComparePane], None], id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        """Call `led` with this pane after the reader has scrolled it."""
        super().__init__(id=id)
        self._led = led
        self._block_numbers: list[int] = []
        self._current: int | None = None

    def show_side(self, shown: SideBySide, n: int) -> None:
        """Show article `n` from the beginning."""
        blocks, self._block_numbers = side_blocks(shown, n)
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

    def first_line_of(self, sentence: int) -> int:
        """Return the first line of a sentence."""
        return self._wrapped.lines_of(self._block_numbers[sentence])[0]

    @property
    def whole_length(self) -> int:
        """Number of lines of the whole text, all of which is wrapped for it."""
        self._wrapped.wrap_all()
        return self.length

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

    def scroll_by(self, lines: int) -> None:
        """Scroll as the reader asks, and take the other articles along."""
        before = self.top
        super().scroll_by(lines)
        if self.top != before:
            self._led(self)

    def action_last(self) -> None:
        """Move to the end, and take the other articles along."""
        self.scroll_by(self.whole_length)


def align_panes(shown: SideBySide, panes: Sequence[ComparePane], leader: int) -> None:
    """Scroll the other panes so that sentences similar to those of the leading one are beside them.

    What lines up is at the top of the panes while they show the beginning, at the bottom while they show the end, and
    between them in between. So each pane can be scrolled from its first line to its last.
    """
    pane = panes[leader]
    part = pane.top / max(pane.whole_length - pane.height, 1)
    line_of_first = pane.top + part * pane.height
    if leader:
        line_of_first = line_beside([(b, a) for a, b in _anchors(shown, panes, leader)], line_of_first)
    for n, other in enumerate(panes):
        if n != leader:
            line_there = line_beside(_anchors(shown, panes, n), line_of_first) if n else line_of_first
            other.scroll_to_line(round(line_there - part * other.height))


def _anchors(shown: SideBySide, panes: Sequence[ComparePane], n: int) -> list[tuple[int, int]]:
    """Return the lines of the first article that belong beside lines of article `n`."""
    pairs = in_order([(one.first, place) for one in shown.aligned if (place := one.places[n]) is not None])
    first, other = panes[0], panes[n]
    lines = [(first.first_line_of(a), other.first_line_of(b)) for a, b in pairs]
    return [(0, 0), *lines, (first.whole_length, other.whole_length)]
