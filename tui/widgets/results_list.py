"""The list of results: drawn line by line, loaded page by page, so ten thousand hits move as quickly as ten."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip

from seedread.index.histogram import Histogram
from seedread.index.safe_text import safe_line
from seedread.tui.messages import PageWanted, RowMoved, RowOpened
from seedread.tui.palette import ACCENT, CURSOR, DIM, PLAIN
from seedread.tui.result_pages import ResultPages
from seedread.tui.result_rows import (
    DATE_WIDTH,
    below,
    codes_that_fit,
    fitted,
    meta,
    sign,
    snippet_pieces,
    title_pieces,
    weight,
)
from seedread.tui.text_layout import Piece, fit, line, wrap
from seedread.tui.time_strip import time_strip
from seedread.tui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from rich.style import Style
    from textual import events

    from seedread.index.results import Hit
    from seedread.index.shelf import Marks
    from seedread.tui.actions import Place

__all__ = ["ResultsList"]

WIDE = 90
"""From this width date, source, title and countries share one line."""
LOW = 16
"""Below this height a narrow row does without its snippet."""


class ResultsList(LinesView, inherit_bindings=True):
    """Rows of two or three lines, with a cursor."""

    places: ClassVar[tuple[Place, ...]] = ("results", "panes")

    empty: var[str] = var("", init=False)
    """What is said where there is no row."""
    pages: var[ResultPages] = var(ResultPages, init=False)
    row: var[int] = var(0, init=False)
    """The row the cursor stands on."""
    histogram: Histogram = Histogram()
    """When the articles appeared."""
    _strip: Sequence[Piece] = ()

    def __init__(self, id: str | None = None, *, dated: bool = True) -> None:  # noqa: A002 -- Textual's name
        """Show over the rows when the articles appeared, if `dated`."""
        super().__init__(id=id)
        self._dated = dated

    @property
    def row_height(self) -> int:
        """Lines that a row takes."""
        return 2 if self.width >= WIDE or self.height < LOW else 3

    @property
    def length(self) -> int:
        """All lines of all rows, loaded or not; one where there are none, to say so."""
        return max(self.pages.total * self.row_height, 1)

    @property
    def page(self) -> int:
        """Rows that show."""
        return max(self.height // self.row_height, 1)

    @property
    def hit(self) -> Hit | None:
        """The hit under the cursor, None while it is missing."""
        return self.pages.hit(self.row)

    def show(self, pages: ResultPages, row: int = 0) -> None:
        """Show another result with the cursor on `row`, which keeps its place on the screen if it had one."""
        from_top = self.row * self.row_height - self.top
        self._strips.clear()
        self.pages = pages
        self.set_reactive(ResultsList.row, max(0, min(row, pages.total - 1)))
        self.top = max(0, min(self.row * self.row_height - from_top, self.length - self.height))
        self._reveal()
        self.refresh()
        self._tell()

    def show_dates(self, histogram: Histogram) -> None:
        """Show over the rows when the articles appeared, where that is wanted and there is room for it."""
        self.histogram = histogram
        strip = time_strip(histogram, self.width) if self._dated and self.size.height >= LOW else []
        if strip != self._strip:
            self._strip = strip
            if bool(self.roof) == bool(strip):
                self.refresh(Region(0, 0, self.size.width, 1))
            self.roof = "time" if strip else ""

    def _rule(self) -> Strip:
        strip = line(self._strip, self.width)
        return Strip.join([self._edge(), strip]) if self.edge else strip

    def page_arrived(self) -> None:
        """Draw the rows that came in, and say which article the cursor stands on now."""
        self.refresh()
        self._tell()

    def move(self, step: int) -> None:
        """Move the cursor `step` rows."""
        if self.pages.total:
            self.row = max(0, min(self.row + step, self.pages.total - 1))

    def watch_row(self, old: int, new: int) -> None:
        """Draw both rows again and tell the screen."""
        if old != new:
            for row in (old, new):
                self.refresh_at(row * self.row_height, self.row_height)
            self._reveal()
            self._tell()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._strips.clear()
        self.show_dates(self.histogram)
        self.scroll_to_line(self.top - self.top % self.row_height)
        self._reveal()

    def scroll_to_line(self, top: int) -> None:
        """Scroll, and ask for what comes into view."""
        super().scroll_to_line(top)
        self._want()

    def _reveal(self) -> None:
        """Scroll to the cursor, and a third of a page further: to scroll costs as much as many moves of the cursor."""
        first = self.row * self.row_height
        past = first + self.row_height
        further = self.page // 3 * self.row_height
        if first < self.top or self.row_height > self.height:
            self.scroll_to_line(first - further)
        elif past > self.top + self.height:
            self.scroll_to_line(past - self.page * self.row_height + further)
        else:
            self._want()

    def _want(self) -> None:
        first = self.top // self.row_height
        for offset in self.pages.missing(first - self.page, first + 2 * self.page + 1):
            self.post_message(PageWanted(offset))

    def _tell(self) -> None:
        self.post_message(RowMoved(self.hit.id if self.hit else None))

    def focus_moved(self) -> None:
        """Draw the cursor's row again."""
        self.refresh_at(self.row * self.row_height, self.row_height)

    def key(self, y: int) -> Hashable:
        """Name what shows in line `y`."""
        row, part = divmod(y, self.row_height)
        hit = self.pages.hit(row)
        here = row == self.row
        marks = self.pages.marks(hit.id) if hit else None
        return (self.pages.serial, row, part, self.row_height, marks, here, here and self.has_focus)

    def mark(self, marks: Mapping[str, Marks]) -> None:
        """Draw the rows again whose marks are others now."""
        for row in self.pages.mark(marks):
            self.refresh_at(row * self.row_height, self.row_height)

    def draw(self, y: int, width: int) -> Strip:
        """Draw one line of a row."""
        row, part = divmod(y, self.row_height)
        if not self.pages.total:
            return line([(" " + self.empty, DIM)], width)
        hit = self.pages.hit(row)
        here = row == self.row
        bar: Piece = ("▌", ACCENT) if here else (" ", PLAIN)
        if hit is None:
            return line([bar, ("…" if part == 0 else "", DIM)], width)
        marks = self.pages.marks(hit.id)
        cursor = CURSOR if here and self.has_focus else None
        if width >= WIDE:
            accounts, room = self.pages.accounts(hit.id), width - 3
            pieces = below(hit, marks, accounts, room) if part else self._wide(hit, marks, room, cursor)
        else:
            pieces = self._narrow(hit, marks, part, width - 3, cursor)
        pieces = [(sign(marks) if part == 0 else " ", cursor if part == 0 else PLAIN), *pieces]
        return Strip.join([line([bar, *pieces], width - 1, cursor if part == 0 else None), Strip.blank(1)])

    def _narrow(self, hit: Hit, marks: Marks, part: int, width: int, cursor: Style | None) -> list[Piece]:
        """Title first and the rest last; between them what matched, or what the first line had no room for."""
        if part == self.row_height - 1:
            return meta(hit, marks, self.pages.accounts(hit.id), width)
        if self.pages.searched or self.row_height == 2:
            return snippet_pieces(hit, width) if part else title_pieces(hit, marks, cursor)
        title = safe_line(hit.title)
        spans = wrap(title, width)
        if part == 0:
            return [(title[slice(*spans[0])], cursor or weight(marks))]
        return [(title[spans[1][0] :], weight(marks))] if len(spans) > 1 else snippet_pieces(hit, width)

    def _wide(self, hit: Hit, marks: Marks, width: int, cursor: Style | None) -> list[Piece]:
        source = max(width // 7, 12)
        codes = codes_that_fit(hit, width // 5)
        room = max(width - DATE_WIDTH - source - len(codes) - 3, 10)
        style = cursor or DIM
        return [
            (fit(hit.date or "undated", DATE_WIDTH) + " ", style),
            (fit(hit.source or "", source) + " ", style),
            *fitted(title_pieces(hit, marks, cursor), room, cursor),
            (" ", cursor),
            (codes, style),
        ]

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row; on the cursor's own row: into the article."""
        y = event.y - bool(self.roof)
        if y < 0:
            return
        row = (self.top + y) // self.row_height
        if row == self.row and self.has_focus:
            self.post_message(RowOpened())
        elif row < self.pages.total:
            self.row = row
