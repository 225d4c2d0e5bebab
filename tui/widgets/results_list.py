"""The list of results, loaded page by page, so that ten thousand matches scroll as fast as ten."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip

from seedread.index.search.date_histogram import Histogram
from seedread.tui.keys.bindings import action_named
from seedread.tui.keys.dispatch import keys_of
from seedread.tui.render.cells import Piece, line, wrap
from seedread.tui.render.day_heading import day_heading
from seedread.tui.render.result_rows import COLUMNS, RowContent, row_pieces
from seedread.tui.render.story_rows import relation_badge, story_badge
from seedread.tui.render.themes import ACCENT, CURSOR, DIM, PLAIN
from seedread.tui.render.time_strip import period_at, time_strip
from seedread.tui.state.expanded_rows import RowPlace
from seedread.tui.state.messages import PageWanted, RowMoved, RowOpened, SelectionChanged
from seedread.tui.state.result_pages import HEADING, ResultPages
from seedread.tui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from textual import events
    from textual.geometry import Size

    from seedread.index.search.coverage import Account
    from seedread.index.search.results import Hit
    from seedread.index.shelf import Marks
    from seedread.tui.keys.bindings import Place

__all__ = ["ResultsList"]

LOW = 16
"""Below this height there is no timeline."""
TALL = 40
"""Below this height of the screen, rows with columns have one line, which shows the most articles."""
DENSITIES = (1, 2, 3)
"""Lines per row that the reader can choose."""
_SIGNS = 3
"""Cells of a row beside its columns."""


class ResultsList(LinesView, inherit_bindings=True):
    """Rows of one, two or three lines, with a cursor."""

    places: ClassVar[tuple[Place, ...]] = ("results", "panes")

    empty: var[str] = var("", init=False)
    """The text of an empty list."""
    pages: var[ResultPages] = var(ResultPages, init=False)
    row: var[int] = var(0, init=False)
    """The row of the cursor."""
    histogram: Histogram = Histogram()
    """Article counts by date."""
    _strip: Sequence[Piece] = ()

    def __init__(self, id: str | None = None, *, dated: bool = True) -> None:  # noqa: A002 -- Textual's name
        """Show a timeline above the rows if `dated`."""
        super().__init__(id=id)
        self._dated = dated
        self._density: dict[bool, int] = {}
        """The reader's choice, for rows with columns and for narrow ones."""
        self._measured: Size | None = None
        """The size that the lines per row were chosen for."""
        self._row_height = 1
        self._at_hand: RowContent | None = None
        """What the row of the last key shows: that is the row to draw next."""

    @property
    def has_columns(self) -> bool:
        """Whether date, source and title are columns."""
        return self.width - _SIGNS >= COLUMNS

    @property
    def row_height(self) -> int:
        """Lines per row: the reader's choice, else what shows the most whole titles."""
        if self._measured is not self.outer_size:  # it is asked a hundred times for each picture
            self._measured = self.outer_size
            low = self.has_columns and self.screen.outer_size.height < TALL
            self._row_height = self._density.get(self.has_columns, 1 if low else 2)
        return self._row_height

    def watch_edge(self) -> None:
        """Measure again, since the edge takes cells."""
        self._measured = None
        super().watch_edge()

    def next_density(self) -> int:
        """Show rows of one line more, after three lines of one; return the number of lines."""
        from_top = self._first_line(self.row) - self.top
        height = self.row_height % len(DENSITIES) + 1
        self._density[self.has_columns] = height
        self._measured = None
        self.forget()
        self.top = max(0, min(self._first_line(self.row) - from_top, self.length - self.height))
        self._reveal()
        return height

    @property
    def length(self) -> int:
        """Lines of all rows, loaded or not, with headings, or of the text of an empty list."""
        return self.pages.line_count(self.row_height) or len(self._empty_lines)

    def _first_line(self, row: int) -> int:
        """Return the first line of a row, below its heading."""
        return self.pages.first_line(row, self.row_height)

    @property
    def page(self) -> int:
        """Rows that are visible where no heading is."""
        return max(self.height // self.row_height, 1)

    @property
    def hit(self) -> Hit | None:
        """The hit at the cursor; None until it is loaded."""
        return self.pages.hit(self.row)

    @property
    def beneath(self) -> Sequence[Account]:
        """The reports listed below the row at the cursor."""
        return self.pages.beneath(self.pages.place(self.row))

    @property
    def standing(self) -> tuple[str, str] | None:
        """The article of the search result and the article at the cursor; they differ on a report listed below it."""
        own = self.pages.hit(self.pages.row_at(RowPlace(self.pages.place(self.row).n)))
        return (own.id, self.hit.id) if own and self.hit else None

    @property
    def _empty_lines(self) -> list[str]:
        width = self.width - 2
        return [text[start:end] for text in self.empty.split("\n") for start, end in wrap(text, width)]

    def watch_empty(self) -> None:
        """Redraw the text of an empty list."""
        self._strips.clear()
        self.refresh()

    def show(self, pages: ResultPages, row: int = 0, top: int | None = None) -> None:
        """Show new results with the cursor on `row`, at the same place on the screen, or with line `top` at the top."""
        from_top = self._first_line(self.row) - self.top
        self._strips.clear()
        self.pages = pages
        from_top = from_top if top is None else self._first_line(row) - top
        self.set_reactive(ResultsList.row, max(0, min(row, pages.length - 1)))
        self.top = max(0, min(self._first_line(self.row) - from_top, self.length - self.height))
        self._reveal(heading=self.row == 0)  # the row that is read stays where it is
        self.refresh()
        self._report_row()

    def show_dates(self, histogram: Histogram) -> None:
        """Show the timeline above the rows, if enabled and if there is space."""
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
        """Draw the loaded rows, and report the article at the cursor."""
        self.refresh()
        self._report_row()

    def open(self, article: str, accounts: Sequence[Account]) -> None:
        """List the other reports of an event below an article; if there are none, fold it and move the cursor to it."""
        place = self.pages.place(self.row)
        under = self.hit if place.under else None
        self.pages.open(article, accounts)
        row = self.pages.row_at(RowPlace(place.n))
        if under and self.pages.beneath(place):
            row = next((row + n for n, one in enumerate(accounts, 1) if one.hit.id == under.id), row)
        self.show(self.pages, row)
        if accounts and self.pages.row(article) == self.row:
            self._make_room(self.row, self.row + len(accounts))

    def _make_room(self, first: int, last: int) -> None:
        """Scroll until the rows from `first` to `last` are visible, or as many as fit."""
        past = self._first_line(last) + self.row_height
        if past > self.top + self.height:
            self.scroll_to_line(min(self._first_line(first), past - self.page * self.row_height))

    def move(self, step: int) -> None:
        """Move the cursor `step` rows."""
        if self.pages.length:
            self.row = max(0, min(self.row + step, self.pages.length - 1))

    def watch_row(self, old: int, new: int) -> None:
        """Redraw both rows and report the new one."""
        if old != new:
            for row in (old, new):
                self.refresh_at(self._first_line(row), self.row_height)
            self._reveal()
            self._report_row()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._strips.clear()
        self.show_dates(self.histogram)
        self.scroll_to_line(self.top - max(self.pages.at_line(self.top, self.row_height)[1], 0))
        self._reveal()

    def scroll_to_line(self, top: int) -> None:
        """Scroll, and request the rows that become visible."""
        super().scroll_to_line(top)
        self._request_missing()

    def _move_lines(self, lines: int) -> None:
        """Move by the rows that fit into `lines` with their headings; the cursor keeps its place on the screen.

        So no row is skipped that was never in view.
        """
        pages, height, line = self.pages, self.row_height, self._first_line(self.row)
        target = max(0, min(line + lines, self.length - 1))
        row, part = pages.at_line(target, height)
        if lines > 0:
            row = min(max(row - (part == HEADING), self.row + 1), pages.length - 1)
        else:
            row = max(min(row + (pages.top_line(row, height) < target), self.row - 1), 0)
        self.scroll_to_line(min(self.top + self._first_line(row) - line, pages.top_line(row, height)))
        self.move(row - self.row)

    def action_page_down(self) -> None:
        """Move down by the rows of a page, of which some lines may be headings."""
        self._move_lines(self.page * self.row_height)

    def action_page_up(self) -> None:
        """Move up by the rows of a page."""
        self._move_lines(-self.page * self.row_height)

    def action_half_down(self) -> None:
        """Move down by the rows of half a page."""
        self._move_lines(max(self.page // 2, 1) * self.row_height)

    def action_half_up(self) -> None:
        """Move up by the rows of half a page."""
        self._move_lines(-max(self.page // 2, 1) * self.row_height)

    def _reveal(self, *, heading: bool = True) -> None:
        """Scroll to the cursor and a third of a page further, since scrolling costs far more than moving the cursor."""
        first = self.pages.top_line(self.row, self.row_height) if heading else self._first_line(self.row)
        past = self._first_line(self.row) + self.row_height
        further = self.page // 3 * self.row_height
        if first < self.top or self.row_height > self.height:
            self.scroll_to_line(first - further)
        elif past > self.top + self.height:
            self.scroll_to_line(past - self.page * self.row_height + further)
        else:
            self._request_missing()

    def _request_missing(self) -> None:
        first, _ = self.pages.at_line(self.top, self.row_height)
        for offset in self.pages.missing(first - self.page, first + 2 * self.page + 1):
            self.post_message(PageWanted(offset))

    def _report_row(self) -> None:
        self.post_message(RowMoved(self.hit.id if self.hit else None))

    def focus_moved(self) -> None:
        """Redraw the row of the cursor."""
        self.refresh_at(self._first_line(self.row), self.row_height)

    def key(self, y: int) -> Hashable:
        """Return the cache key of line `y`."""
        row, part = self.pages.at_line(y, self.row_height)
        if part == HEADING:
            return self.pages.heading(row)
        hit, place = self.pages.hit(row), self.pages.place(row)
        here = row == self.row
        content = self._at_hand = self._content(row, hit) if hit else None
        return (self.pages.serial, place, part, content, here, here and self.has_focus)

    def _content(self, row: int, hit: Hit) -> RowContent:
        """Return everything that a row shows."""
        pages, place = self.pages, self.pages.place(row)
        below, report, branch = pages.beneath(place), pages.account(row), ""
        if report:
            branch = "└ " if place.under == len(below) else "├ "
        relation, opened = report.kind if report else hit.relation, not report and bool(below)
        size = pages.accounts(hit.id)
        badge = relation_badge(relation, opened=opened) if relation else story_badge(size, opened=opened)
        return RowContent(hit, pages.marks(hit.id), badge, branch, self.row_height)

    def mark(self, marks: Mapping[str, Marks]) -> None:
        """Redraw the rows whose marks changed."""
        for row in self.pages.mark(marks):
            self.refresh_at(self._first_line(row), self.row_height)

    def draw(self, y: int, width: int) -> Strip:
        """Draw one line of a row, or a heading."""
        if not self.pages.total:
            return line([(f" {self._empty_lines[y]}", DIM)] if y < len(self._empty_lines) else [], width)
        row, part = self.pages.at_line(y, self.row_height)
        if part == HEADING:
            return line([(f" {day_heading(*self.pages.heading(row))}", ACCENT)], width)
        hit = self.pages.hit(row)
        here = row == self.row
        bar: Piece = ("▌", ACCENT) if here else (" ", PLAIN)
        if hit is None:
            return line([bar, ("…" if part == 0 else "", DIM)], width)
        cursor = CURSOR if here and self.has_focus else None
        content = self._at_hand if self._at_hand and self._at_hand.hit is hit else self._content(row, hit)
        pieces = row_pieces(content, part, width - 2, cursor)
        return Strip.join([line([bar, *pieces], width - 1), Strip.blank(1)])

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row, or the first row below a heading; on the row of the cursor, open the article.

        On the number of reports, show or hide them; on the timeline, choose the period.
        """
        x, y = event.x - self.edge * self.EDGE_WIDTH, event.y - bool(self.roof)
        if y < 0:
            self._choose_period(x)
            return
        row, part = self.pages.at_line(self.top + y, self.row_height)
        badge = self._is_badge(self.top + y, x)
        if row == self.row and self.has_focus and not badge:
            if part != HEADING:
                self.post_message(RowOpened())
        elif row < self.pages.length:
            self.row = row
        if badge:
            keys_of(self.app).run_next(action_named("accounts"))

    def _is_badge(self, y: int, x: int) -> bool:
        """Tell whether the number of reports, or their relation, is at column `x` of line `y`."""
        row, part = self.pages.at_line(y, self.row_height)
        if part == HEADING or not (hit := self.pages.hit(row)):
            return False
        content = self._content(row, hit)
        text = " " + "".join(text for text, _ in row_pieces(content, part, self.width - 2, None))
        found = next((badge for badge in content.badge if badge and badge in text), "")
        first = cell_len(text[: text.rfind(found)])
        return first <= x < first + cell_len(found)

    def _choose_period(self, x: int) -> None:
        """Choose the period of the bar at column `x`, or all dates if it is chosen already."""
        if period := period_at(self.histogram, self.width, x):
            label, others = period.label, not period.chosen
            self.post_message(
                SelectionChanged(
                    lambda now: now.without("date").set("date", label, "include") if others else now.without("date")
                )
            )
