"""A digest with a cursor on the lines that lead to articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var

from seedread.tui.render.cells import line
from seedread.tui.render.themes import CURSOR
from seedread.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.strip import Strip

    from seedread.tui.render.brief_lines import BriefLine

__all__ = ["BriefPane"]


class BriefPane(TextPane, inherit_bindings=True):
    """Wrapped lines; the cursor goes from one that has an article to the next."""

    row: var[int] = var(0, init=False)
    """The number of the line with the cursor, among those that have an article."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self._articles: Sequence[str] = ()
        self._block_of: Sequence[int] = ()
        """The number of the block of each article."""

    def show_lines(self, lines: Sequence[BriefLine], article: str = "") -> None:
        """Show a digest, with the cursor on the first line of `article`, else on the first of all."""
        self._block_of = [n for n, one in enumerate(lines) if one.article]
        self._articles = [lines[n].article for n in self._block_of]
        self.show_blocks([one.block for one in lines])
        self.row = self._articles.index(article) if article in self._articles else 0

    @property
    def article(self) -> str:
        """The article of the cursor; empty if there is none."""
        return self._articles[self.row] if self._articles else ""

    @property
    def page(self) -> int:
        """Lines with an article on the screen, but one for continuity."""
        shown = {self._wrapped.block_at(y) for y in range(self.top, self.top + self.height)}
        return max(len(shown.intersection(self._block_of)) - 1, 1)

    def move(self, step: int) -> None:
        """Move the cursor."""
        self.row = max(0, min(self.row + step, len(self._articles) - 1))

    def action_last(self) -> None:
        """Move to the last line with an article."""
        self.move(len(self._articles))

    def watch_row(self, old: int, new: int) -> None:
        """Redraw both lines, and keep the cursor in view."""
        for row in (old, new):
            if row < len(self._block_of):
                first, past = self._wrapped.lines_of(self._block_of[row])
                self.refresh_at(first, past - first)
        self.reveal()

    def reveal(self) -> None:
        """Keep the cursor in view, with the headings right above it."""
        if not self._articles:
            return
        here = self._block_of[self.row]
        above = self._block_of[self.row - 1] + 1 if self.row else 0
        first, past = self._wrapped.lines_of(here)
        if (headings := self._wrapped.lines_of(above)[0]) < self.top:
            self.scroll_to_line(headings)
        if past > self.top + self.height:
            self.scroll_to_line(min(past - self.height, first))

    def key(self, y: int) -> Hashable:
        """Return the cache key of line `y`."""
        return (super().key(y), self._has_cursor(y))

    def _has_cursor(self, y: int) -> bool:
        return bool(self._articles) and self._wrapped.block_at(y) == self._block_of[self.row]

    def draw(self, y: int, width: int) -> Strip:
        """Draw one line."""
        if not self._has_cursor(y):
            return super().draw(y, width)
        margin = "" if self.edge else " " * ((width - self.measure) // 2)
        text = "".join(piece for piece, _ in self._wrapped.pieces(y))
        return line([(margin, None), (text.ljust(self.measure), CURSOR)], width)
