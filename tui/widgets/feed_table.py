"""The feeds as a table."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.message import Message
from textual.reactive import var

from seedread.tui.render.cells import line
from seedread.tui.render.feed_rows import feed_columns, feed_head, feed_row
from seedread.tui.render.themes import CURSOR, DIM
from seedread.tui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.strip import Strip

    from seedread.index.following.feed_overview import FeedSummary

__all__ = ["FeedTable"]


class FeedTable(LinesView, inherit_bindings=True):
    """A row for each feed, under a line with the headings of the columns."""

    row: var[int] = var(0, init=False)

    class Moved(Message):
        """The cursor is on another feed, or the feed changed."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self.feeds: Sequence[FeedSummary] = ()
        self.empty = ""
        """What to say where there is no feed."""
        self._shown = 0
        self._now = time.time()

    @property
    def length(self) -> int:
        """Number of lines; one if there are no feeds, to say so."""
        return max(len(self.feeds), 1)

    @property
    def page(self) -> int:
        """Visible rows."""
        return self.height

    @property
    def here(self) -> FeedSummary | None:
        """The feed of the cursor."""
        return self.feeds[self.row] if self.row < len(self.feeds) else None

    def show(self, feeds: Sequence[FeedSummary]) -> None:
        """Show other feeds, or other counts, with the cursor on the feed where it was."""
        here = self.here.feed.id if self.here else ""
        self.feeds = feeds
        self._now = time.time()
        self._shown += 1
        last = max(len(feeds) - 1, 0)
        self.row = next((n for n, one in enumerate(feeds) if one.feed.id == here), min(self.row, last))
        self._reveal()
        self._head()
        self.refresh()
        self.post_message(self.Moved())

    def _head(self) -> None:
        self._columns = feed_columns(self.width, max((cell_len(one.feed.folder) for one in self.feeds), default=0))
        self.roof = feed_head(self._columns) if self.feeds else "Feeds"

    def on_resize(self) -> None:
        """Arrange the columns, and keep the cursor in view."""
        self._shown += 1
        self._head()
        self._reveal()

    def move(self, step: int) -> None:
        """Move the cursor."""
        self.row = max(0, min(self.row + step, len(self.feeds) - 1))

    def watch_row(self, old: int, new: int) -> None:
        """Redraw both rows, keep the cursor in view, and tell the screen."""
        for row in (old, new):
            self.refresh_at(row)
        self._reveal()
        self.post_message(self.Moved())

    def _reveal(self) -> None:
        if self.row < self.top:
            self.scroll_to_line(self.row)
        elif self.row >= self.top + self.height:
            self.scroll_to_line(self.row + 1 - self.height)

    def key(self, y: int) -> Hashable:
        """Return the cache key of line `y`."""
        return (self._shown, y, y == self.row)

    def draw(self, y: int, width: int) -> Strip:
        """Draw one row."""
        if not self.feeds:
            return line([(f"  {self.empty}", DIM)], width)
        fill = CURSOR if y == self.row else None
        return line(feed_row(self.feeds[y], self._columns, self._now, fill), width, fill)
