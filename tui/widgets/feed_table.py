"""The feeds as a table."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.message import Message

from seedread.tui.render.cells import line
from seedread.tui.render.feed_rows import feed_columns, feed_head, feed_row
from seedread.tui.render.themes import CURSOR, DIM
from seedread.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

    from seedread.index.following.feed_overview import FeedSummary

__all__ = ["FeedTable"]


class FeedTable(RowList, inherit_bindings=True):
    """A row for each feed, under a line with the headings of the columns."""

    class Moved(Message):
        """The cursor is on another feed, or the feed changed."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self.feeds: Sequence[FeedSummary] = ()
        self.empty = ""
        """What to say where there is no feed."""
        self._now = time.time()

    @property
    def row_count(self) -> int:
        """Number of feeds."""
        return len(self.feeds)

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
        self.reveal()
        self.fit_width()
        self.refresh()
        self.post_message(self.Moved())

    def fit_width(self) -> None:
        """Arrange the columns."""
        self._columns = feed_columns(self.width, max((cell_len(one.feed.folder) for one in self.feeds), default=0))
        self.roof = feed_head(self._columns) if self.feeds else "Feeds"

    def watch_row(self, old: int, new: int) -> None:
        """Move the cursor, and tell the screen."""
        super().watch_row(old, new)
        self.post_message(self.Moved())

    def draw(self, y: int, width: int) -> Strip:
        """Draw one row."""
        if not self.feeds:
            return line([(f"  {self.empty}", DIM)], width)
        fill = CURSOR if y == self.row else None
        return line(feed_row(self.feeds[y], self._columns, self._now, fill), width, fill)
