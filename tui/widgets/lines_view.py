"""A pane drawn line by line: moving and scrolling without a layout pass, so that a key costs few bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from seedread.tui.render.cells import line
from seedread.tui.render.themes import ACCENT, DIM

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.message import Message

    from seedread.tui.keys.actions import Place

__all__ = ["LinesView"]

KEPT = 150
"""Drawn lines that are kept: more than show on most screens, and the memory of a pane for a session of many hours."""
WHEEL = 3
"""Lines that one turn of the mouse wheel moves."""


class LinesView(Widget, can_focus=True, inherit_bindings=False):
    """Shows lines `top`, `top` + 1, …, behind an edge that tells which pane has the focus."""

    places: ClassVar[tuple[Place, ...]] = ("panes",)
    """Where its keys come from, the nearest first."""
    ALLOW_SELECT = False
    EDGE_WIDTH = 2

    edge: var[bool] = var(default=False)
    """Whether a line stands at the left, between this pane and its neighbour."""

    roof: var[str] = var("", init=False)
    """What a line over the pane says, where it stands under another; empty: no such line."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self.top = 0
        self._strips: LRUCache[Hashable, Strip] = LRUCache(KEPT)

    @property
    def height(self) -> int:
        """Lines that show, never less than one."""
        return max(self.size.height - bool(self.roof), 1)

    @property
    def width(self) -> int:
        """Cells of a line, the edge not counted."""
        return max(self.size.width - (self.EDGE_WIDTH if self.edge else 0), 1)

    @property
    def length(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def key(self, y: int) -> Hashable:
        """Return what decides how line `y` looks, beside its width: the key it is kept under."""
        raise NotImplementedError

    def draw(self, y: int, width: int) -> Strip:
        """Return line `y` in `width` cells."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw the line that shows at row `y`."""
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
    def _lit(self) -> bool:
        return self.has_focus and self.marks_focus_at_edge

    def _rule(self) -> Strip:
        rule = f"{'├' if self.edge else '─'}─ {self.roof} "
        style = ACCENT if self._lit else DIM
        return line([(rule, style), ("─" * (self.size.width - len(rule)), style)], self.size.width)

    def _edge(self) -> Strip:
        lit = self._lit
        return Strip([Segment("▌" if lit else "│", ACCENT if lit else DIM), Segment(" ")], self.EDGE_WIDTH)

    marks_focus_at_edge: ClassVar[bool] = False
    """Whether the edge tells the focus: true where no cursor row does."""

    def scroll_to_line(self, top: int) -> None:
        """Show `top` as the first line, or the nearest that leaves no empty rows."""
        top = max(0, min(top, self.length - self.height))
        if top != self.top:
            self.top = top
            self.refresh()

    def refresh_at(self, y: int, lines: int = 1) -> None:
        """Draw `lines` lines from line `y` again, where they show."""
        first, past = max(y - self.top, 0), min(y + lines - self.top, self.height)
        if past > first:
            self.refresh(Region(0, first + bool(self.roof), self.size.width, past - first))

    def forget(self) -> None:
        """Draw everything again from what is known now."""
        self._strips.clear()
        self.refresh()

    def watch_edge(self) -> None:
        """Draw with or without the edge."""
        self.refresh()

    def watch_roof(self) -> None:
        """Draw with or without the line over it."""
        self.refresh()

    # Textual's own handlers of the next two events would draw the whole pane.

    def on_focus(self, event: events.Focus) -> None:
        """Show that the focus is here."""
        self._take(event, events.DescendantFocus(self), has_focus=True)

    def on_blur(self, event: events.Blur) -> None:
        """Show that the focus went."""
        self._take(event, events.DescendantBlur(self), has_focus=False)

    def _take(self, event: events.Event, news: Message, *, has_focus: bool) -> None:
        event.prevent_default()
        self.set_reactive(Widget.has_focus, has_focus)
        self.focus_moved()
        if self.parent is not None:
            self.parent.post_message(news)

    def focus_moved(self) -> None:
        """Draw again what tells the focus."""
        if self.marks_focus_at_edge and self.edge:
            self.refresh(Region(0, 0, 1, self.size.height))
        if self.marks_focus_at_edge and self.roof:
            self.refresh(Region(0, 0, self.size.width, 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without moving a cursor."""
        event.stop()
        self.scroll_to_line(self.top + WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without moving a cursor."""
        event.stop()
        self.scroll_to_line(self.top - WHEEL)

    def move(self, step: int) -> None:
        """Go `step` rows or lines, downward positive, and no further than the ends."""
        raise NotImplementedError

    @property
    def page(self) -> int:
        """Rows or lines that a page moves."""
        raise NotImplementedError

    def action_down(self) -> None:
        """One on."""
        self.move(1)

    def action_up(self) -> None:
        """One back."""
        self.move(-1)

    def action_page_down(self) -> None:
        """Go a page on."""
        self.move(self.page)

    def action_page_up(self) -> None:
        """Go a page back."""
        self.move(-self.page)

    def action_half_down(self) -> None:
        """Half a page on."""
        self.move(max(self.page // 2, 1))

    def action_half_up(self) -> None:
        """Half a page back."""
        self.move(-max(self.page // 2, 1))

    def action_first(self) -> None:
        """To the beginning."""
        self.move(-self.length)

    def action_last(self) -> None:
        """To the end."""
        self.move(self.length)
