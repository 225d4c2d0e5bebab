"""A pane that scrolls through wrapped text; the base of the article pane and the help pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from seedread.tui.render.cells import line
from seedread.tui.render.position import text_position
from seedread.tui.render.wrapped_text import Block, WrappedBlocks
from seedread.tui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from textual.strip import Strip

    from seedread.tui.render.cells import Span

__all__ = ["TextPane"]

MEASURE = 86
"""Widest readable line, in cells."""


class TextPane(LinesView, inherit_bindings=True):
    """Blocks of text at a readable width."""

    marks_focus_at_edge: ClassVar[bool] = True

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self.blocks: Sequence[Block] = ()
        self._wrapped = WrappedBlocks((), 1, self.find)
        self.here: int | None = None
        """The number of the current match."""
        self.finds_everywhere = False
        """Whether matches are looked for in all that shows, not only in searched blocks."""
        self.selected: Mapping[int, Span] = {}
        """What is selected, by block."""
        self._shown = 0
        self._start: tuple[int, float] | None = None
        """The place to show first, before this pane has a size."""

    def find(self, text: str) -> Sequence[Span]:
        """Return the spans in `text` that match the query; none in a pane without a query."""
        del text
        return ()

    def show_blocks(self, blocks: Sequence[Block], *, keep_place: bool = False) -> None:
        """Show other text from the beginning, or from the current place."""
        self.blocks = blocks
        self.here = None
        self._rewrap()
        top = self.top if keep_place else 0
        self.top = 0
        self.scroll_to_line(top)
        self.refresh()

    def _rewrap(self) -> None:
        self._shown += 1
        self._strips.clear()
        self._wrapped = WrappedBlocks(self.blocks, self.measure, self.find, everywhere=self.finds_everywhere)
        self._wrapped.wrap_to(self.top + 2 * self.height)

    @property
    def length(self) -> int:
        """Number of lines, as far as they are wrapped."""
        return self._wrapped.length

    @property
    def page(self) -> int:
        """All visible lines but two, for continuity."""
        return max(self.height - 2, 1)

    @property
    def at_end(self) -> bool:
        """Whether the last line is visible."""
        return self._wrapped.complete and self.top + self.height >= self.length

    def on_resize(self) -> None:
        """Wrap at the new width, and keep the place in the text."""
        if self._start or self._wrapped.width != self.measure:
            place = self._start or self.place
            self._start = None
            self._rewrap()
            self.top = 0
            self.go_to_place(place)
        else:
            self.scroll_to_line(self.top)
        self.refresh()

    @property
    def place(self) -> tuple[int, float]:
        """The block at the top, and the part of it that is above the top."""
        block = self._wrapped.block_at(self.top) or 0
        first, past = self._wrapped.lines_of(block)
        return block, (self.top - first) / max(past - first, 1)

    def go_to_place(self, place: tuple[int, float]) -> None:
        """Scroll to a place of the same blocks, wrapped at any width; a pane without a size does so once it has one."""
        if not self.size:
            self._start = place
            return
        block, part = place
        first, past = self._wrapped.lines_of(block)
        self.scroll_to_line(first + round(part * (past - first)))

    def watch_edge(self) -> None:
        """Wrap again, since the edge takes cells."""
        self.on_resize()

    def key(self, y: int) -> Hashable:
        """Return the cache key of line `y`."""
        block = self._wrapped.block_at(y) if self.selected else None
        return (self._shown, y, self.here, None if block is None else self.selected.get(block))

    @property
    def measure(self) -> int:
        """Width of a line of text in cells."""
        return max(min(self.width - (0 if self.edge else 2), MEASURE), 1)

    def draw(self, y: int, width: int) -> Strip:
        """Draw one line, centred if the pane has no neighbour."""
        margin = "" if self.edge else " " * ((width - self.measure) // 2)
        return line([(margin, None), *self._wrapped.pieces(y, self.here, self.selected)], width)

    def scroll_to_line(self, top: int) -> None:
        """Scroll, wrapping as far as needed."""
        self._wrapped.wrap_to(top + 2 * self.height)
        super().scroll_to_line(top)

    @property
    def position(self) -> str:
        """Which match of how many is the current one; without one, how far the text is read."""
        if self.top or self.here is not None:  # the beginning is told without wrapping all of a long text
            self._wrapped.wrap_all()
        if self.here is not None:
            return f"match {self.here + 1} of {len(self._wrapped.match_lines)}"
        return text_position(self.top, self.height, self.length)

    def move(self, step: int) -> None:
        """Scroll `step` lines."""
        self.scroll_by(step)

    def action_last(self) -> None:
        """Move to the end."""
        self._wrapped.wrap_all()
        self.scroll_to_line(self.length)

    def line_of(self, block: int, place: int) -> int:
        """Return the line on which a character of a block is."""
        return self._wrapped.line_of(block, place)

    @property
    def match_in_sight(self) -> tuple[int, int] | None:
        """The block of the current match, and its first character; None if it does not show."""
        if self.here is None:
            return None
        at, block, (start, _) = self._wrapped.match_lines[self.here]
        return (block, self._wrapped.printed(block, start)) if self.top <= at < self.top + self.height else None

    def jump(self, step: int) -> bool:
        """Move to the next match, or the previous one if `step` is -1; return False if there is none."""
        if step > 0 and self.here is not None:
            self._wrapped.wrap_to_match(self.here + 2)
        else:
            self._wrapped.wrap_all()
        matches = self._wrapped.match_lines
        if not matches:
            return False
        if self.here is not None:
            following = (self.here + step) % len(matches)
        else:
            below = [number for number, (at, _, _) in enumerate(matches) if at >= self.top]
            following = (below[0] if below else 0) if step > 0 else (below[0] - 1 if below else -1) % len(matches)
        self.here = following
        at = matches[following][0]
        if not self.top <= at < self.top + self.height:
            self.scroll_to_line(at - self.height // 3)
        self.refresh()
        return True
