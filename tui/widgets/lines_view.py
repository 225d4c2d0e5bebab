"""A pane drawn line by line: it scrolls without a layout pass, so that a key press sends few bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.cache import LRUCache
from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip

from seedread.tui.render.cells import line
from seedread.tui.render.themes import ACCENT, DIM
from seedread.tui.widgets.quiet_focus import QuietFocusWidget

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual import events

    from seedread.tui.keys.bindings import Place

__all__ = ["LinesView"]

KEPT = 150
"""Drawn lines to cache: more than fit on most screens, few enough for a session of many hours."""
WHEEL = 3
"""Lines per step of the mouse wheel."""


class LinesView(QuietFocusWidget, can_focus=True, inherit_bindings=False):
    """Shows the lines from `top` on, next to an edge that shows which pane has the focus.

    It has neither border nor padding: its outer size, which Textual has at hand, is also the size of its content.
    """

    places: ClassVar[tuple[Place, ...]] = ("panes",)
    """The key tables that apply here, most specific first."""
    ALLOW_SELECT = False
    EDGE_WIDTH = 2

    edge: var[bool] = var(default=False)
    """Whether to draw a line at the left, between this pane and the next."""

    roof: var[str] = var("", init=False)
    """The title in a line above the pane; empty for no line."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self.top = 0
        self._strips: LRUCache[Hashable, Strip] = LRUCache(KEPT)

    @property
    def height(self) -> int:
        """Visible lines, at least one."""
        return max(self.outer_size.height - bool(self.roof), 1)

    @property
    def width(self) -> int:
        """Width of a line in cells, without the edge."""
        return max(self.outer_size.width - (self.EDGE_WIDTH if self.edge else 0), 1)

    @property
    def length(self) -> int:
        """Number of lines."""
        raise NotImplementedError

    def key(self, y: int) -> Hashable:
        """Return the cache key of line `y`: everything that decides how it looks, except its width."""
        raise NotImplementedError

    def draw(self, y: int, width: int) -> Strip:
        """Return line `y` in `width` cells."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw rows without Textual's passes for borders, padding and opacity, which these panes do not have."""
        background = self.background_colors[1]
        strips = [self.render_line(y) for y in crop.line_range]
        for each in self.get_line_filters():
            strips = [strip.apply_filter(each, background) for strip in strips]
        whole = crop.column_span == (0, self.outer_size.width)
        return strips if whole else [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Draw the line at row `y` of the widget."""
        if self.roof:
            if y == 0:
                return self._rule()
            y -= 1
        width = self.width
        at = self.top + y
        if at < self.length:
            key = (self.key(at), width)
            strip = self._strips.get(key)
            if strip is None:
                strip = self._strips[key] = self.draw(at, width)
        else:
            strip = Strip.blank(width)
        return Strip.join([self._edge(), strip]) if self.edge else strip

    @property
    def _is_highlighted(self) -> bool:
        return self.has_focus and self.marks_focus_at_edge

    def _rule(self) -> Strip:
        rule = f"{'├' if self.edge else '─'}─ {self.roof} "
        style = ACCENT if self._is_highlighted else DIM
        return line([(rule, style), ("─" * (self.size.width - len(rule)), style)], self.size.width)

    def _edge(self) -> Strip:
        highlighted = self._is_highlighted
        return Strip(
            [Segment("▌" if highlighted else "│", ACCENT if highlighted else DIM), Segment(" ")], self.EDGE_WIDTH
        )

    marks_focus_at_edge: ClassVar[bool] = False
    """Whether the edge shows the focus; needed without a cursor row."""

    def scroll_to_line(self, top: int) -> None:
        """Scroll to line `top`, or as near as possible without empty rows."""
        top = max(0, min(top, self.length - self.height))
        if top != self.top:
            self.top = top
            self.refresh()

    def refresh_at(self, y: int, lines: int = 1) -> None:
        """Redraw `lines` lines from line `y` on, if visible."""
        first, past = max(y - self.top, 0), min(y + lines - self.top, self.height)
        if past > first:
            self.refresh(Region(0, first + bool(self.roof), self.size.width, past - first))

    def forget(self) -> None:
        """Clear the cache and redraw everything."""
        self._strips.clear()
        self.refresh()

    def watch_edge(self) -> None:
        """Redraw with or without the edge."""
        self.refresh()

    def watch_roof(self) -> None:
        """Redraw with or without the title line."""
        self.refresh()

    def focus_moved(self) -> None:
        """Redraw what shows the focus."""
        if self.marks_focus_at_edge and self.edge:
            self.refresh(Region(0, 0, 1, self.size.height))
        if self.marks_focus_at_edge and self.roof:
            self.refresh(Region(0, 0, self.size.width, 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without moving a cursor."""
        event.stop()
        self.scroll_by(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without moving a cursor."""
        event.stop()
        self.scroll_by(-WHEEL)

    def scroll_by(self, lines: int) -> None:
        """Scroll down, or up if `lines` is negative, as the reader asks."""
        self.scroll_to_line(self.top + lines)

    def move(self, step: int) -> None:
        """Move by `step` rows or lines, down if positive, up to the ends."""
        raise NotImplementedError

    def step(self, step: int) -> None:
        """Do what `j` does, `step` times, or what `k` does if it is negative."""
        self.move(step)

    @property
    def page(self) -> int:
        """Rows or lines per page."""
        raise NotImplementedError

    def action_down(self) -> None:
        """Move one down."""
        self.step(1)

    def action_up(self) -> None:
        """Move one up."""
        self.step(-1)

    def action_page_down(self) -> None:
        """Move one page down."""
        self.move(self.page)

    def action_page_up(self) -> None:
        """Move one page up."""
        self.move(-self.page)

    def action_half_down(self) -> None:
        """Move half a page down."""
        self.move(max(self.page // 2, 1))

    def action_half_up(self) -> None:
        """Move half a page up."""
        self.move(-max(self.page // 2, 1))

    def go_to(self, number: int) -> None:
        """Move to a row or line by its number, from 1; beyond the last, to the last."""
        self.move(-self.length)
        self.move(number - 1)

    def action_first(self) -> None:
        """Move to the beginning."""
        self.move(-self.length)

    def action_last(self) -> None:
        """Move to the end."""
        self.move(self.length)
