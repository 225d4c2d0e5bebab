"""The facets: countries, leaders and so on with their counts, to include or exclude with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from seedread.index.facets import NEXT
from seedread.tui.render.cells import line
from seedread.tui.render.facet_rows import (
    WAITING,
    FacetRow,
    combined,
    facet_rows,
    first_found,
    freeze,
    heading_pieces,
    label,
    listed,
    more_text,
    value_pieces,
    without,
)
from seedread.tui.render.themes import CURSOR, DIM
from seedread.tui.state.messages import FacetsWanted, SelectionChanged
from seedread.tui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from textual import events
    from textual.strip import Strip

    from seedread.index.facets import Facet, FacetValue, State
    from seedread.tui.keys.bindings import Place

__all__ = ["FacetList"]


class FacetList(LinesView, inherit_bindings=True):
    """All facets with headings, and a cursor over the values."""

    places: ClassVar[tuple[Place, ...]] = ("facets", "panes")

    facets: var[Mapping[str, Facet]] = var({}, init=False)
    row: var[int] = var(1, init=False)
    """The line of the cursor."""
    marked: var[str] = var("", init=False)
    """The leader marked for a merge; empty for none."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self._rows: list[FacetRow] = []
        self._opened: set[str] = set()
        self._frozen: dict[str, tuple[str, ...]] | None = None
        self._labels: dict[tuple[str, str], str] = {}
        self._finding: dict[str, str] = {}
        self._let_go: set[tuple[str, str]] = set()
        self._alphabetical = False
        self._lengths: dict[str, int] = {}
        """How many values each facet had when it was counted last."""
        self._wanted: set[str] = set()
        """The facets that were asked to be counted."""

    @property
    def length(self) -> int:
        """Number of lines."""
        return len(self._rows)

    @property
    def page(self) -> int:
        """All visible lines but one."""
        return max(self.height - 1, 1)

    @property
    def here(self) -> FacetRow | None:
        """The row of the cursor."""
        return self._rows[self.row] if self.row < len(self._rows) else None

    def watch_facets(self, facets: Mapping[str, Facet]) -> None:
        """Show new counts."""
        for facet in facets.values():
            self._labels.update({(facet.name, value.value): value.label for value in facet.values})
            if facet.values:
                self._lengths[facet.name] = len(facet.values)
        self._wanted.clear()
        if not self.has_focus:
            self.row = 0  # a heading: there is no value to follow when the order changes
        self._arrange()

    def watch_marked(self) -> None:
        """Show the marked row."""
        self.refresh()

    def let_go(self, facet: str, value: str) -> None:
        """Drop the row of this value once no article has it, since the user removed it."""
        self._let_go.add((facet, value))
        self._arrange()

    def name_of(self, facet: str, value: FacetValue) -> str:
        """Return the display name of a value, even if no article has it now."""
        known = label(facet, value)
        return self._labels.get((facet, value.value), known) if known == value.value else known

    def on_resize(self) -> None:
        """Divide the lines again."""
        self._arrange()

    def on_show(self) -> None:
        """Have those facets counted that show."""
        self.scroll_to_line(self.top)

    def focus_moved(self) -> None:
        """Freeze the order while the list has the focus."""
        self._freeze()

    @property
    def _listed(self) -> Mapping[str, Facet]:
        return listed(self.facets, self._finding, alphabetical=self._alphabetical)

    def _freeze(self) -> None:
        self._frozen = freeze(self._listed) if self.has_focus else None
        self._let_go.clear()
        self._arrange()

    def _arrange(self) -> None:
        before = self.here
        old = self._rows
        now = self._listed
        if self._frozen is not None:
            self._frozen = {**freeze(now), **self._frozen}  # some were not counted before
        frozen = without(self._frozen, self._let_go, now) if self._frozen and self._let_go else self._frozen
        self._rows = facet_rows(now, self.height, self._opened, frozen, self._lengths)
        if before and before.value and self.row < len(self._rows):
            same = (before.facet.name, before.value.value)
            if not (value := self._rows[self.row].value) or (self._rows[self.row].facet.name, value.value) != same:
                places = ((r.facet.name, r.value.value) if r.value else None for r in self._rows)
                self.row = next((at for at, place in enumerate(places) if place == same), self.row)
        self.move(0)
        self.scroll_to_line(self.top)
        if len(old) != len(self._rows):
            self.refresh()
            return
        for y, (was, now_is) in enumerate(zip(old, self._rows, strict=True)):
            if was != now_is:
                self.refresh_at(y)
        self.refresh_at(self.row)

    def move(self, step: int) -> None:
        """Move the cursor by values, skipping headings."""
        stops = [y for y, row in enumerate(self._rows) if row.kind in ("value", "more", "waiting")]
        if not stops:
            return
        at = min(range(len(stops)), key=lambda place: abs(stops[place] - self.row))
        self.row = stops[max(0, min(at + step, len(stops) - 1))]
        if self.row == stops[0]:
            self.scroll_to_line(0)
        elif not self.top <= self.row < self.top + self.height:
            self.scroll_to_line(self.row if self.row < self.top else self.row - self.height + 1)

    @property
    def counted(self) -> frozenset[str]:
        """The facets to count for the next result: those in view, and those that had no values and are not listed."""
        if not self.display:
            return frozenset()
        empty = {name for name, facet in self.facets.items() if facet.counted and not facet.values}
        return frozenset(empty | {row.facet.name for row in self._rows[self.top : self.top + self.height]})

    def scroll_to_line(self, top: int) -> None:
        """Scroll, and have those facets counted that come into view."""
        super().scroll_to_line(top)
        if self.display:
            seen = dict.fromkeys(row.facet for row in self._rows[self.top : self.top + self.height])
            names = [facet.name for facet in seen if not facet.counted and facet.name not in self._wanted]
            if names:
                self._wanted.update(names)
                self.post_message(FacetsWanted(tuple(names)))

    def ask_again(self) -> None:
        """Let the next scroll ask for the counts that did not come."""
        self._wanted.clear()

    def watch_row(self, old: int, new: int) -> None:
        """Redraw both lines."""
        self.refresh_at(old)
        self.refresh_at(new)

    def key(self, y: int) -> Hashable:
        """Return the cache key of line `y`."""
        row = self._rows[y]
        sought = self._finding.get(row.facet.name)
        here = (y == self.row, self.has_focus)
        mode = combined(row.facet) if row.kind == "heading" else ""
        return (row.kind, row.facet.name, mode, row.value, row.more, sought, row.holds(self.marked), *here)

    def draw(self, y: int, width: int) -> Strip:
        """Draw one line."""
        row = self._rows[y]
        here = y == self.row and self.has_focus
        if row.kind == "blank":
            return line([], width)
        if row.kind == "heading":
            return line(heading_pieces(row.facet, self._finding.get(row.facet.name, ""), width), width)
        if row.kind == "waiting":
            return line([(WAITING, CURSOR if here else DIM)], width, CURSOR if here else None)
        if row.value is None:
            return line([(more_text(row.more), CURSOR if here else DIM)], width, CURSOR if here else None)
        name = self.name_of(row.facet.name, row.value)
        return line(value_pieces(row.value, name, width, here=here, marked=row.holds(self.marked)), width)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the value and change its state."""
        y = self.top + event.y
        if y < len(self._rows) and self._rows[y].kind in ("value", "more"):
            self.row = y
            self.action_cycle()

    def _choose(self, state: State) -> None:
        row = self.here
        if row and row.value:
            facet, value = row.facet.name, row.value.value
            self.post_message(SelectionChanged(lambda selection: selection.set(facet, value, state)))

    def action_cycle(self) -> None:
        """Cycle through off, include and exclude; on a "more" line, open or fold the facet."""
        row = self.here
        if row and row.value:
            self._choose(NEXT[row.value.state])
        elif row and row.kind == "more":
            self._opened ^= {row.facet.name}
            self._arrange()
            self.refresh()

    def action_include(self) -> None:
        """Toggle including the value."""
        row = self.here
        if row and row.value:
            self._choose("off" if row.value.state == "include" else "include")

    def action_exclude(self) -> None:
        """Toggle excluding the value."""
        row = self.here
        if row and row.value:
            self._choose("off" if row.value.state == "exclude" else "exclude")

    def action_any_all(self) -> None:
        """Switch between any and all of the included values."""
        if self.here:
            facet = self.here.facet.name
            self.post_message(SelectionChanged(lambda selection: selection.switch_mode(facet)))

    def find_value(self, facet: str, text: str) -> None:
        """List only the values of a facet that match `text`; all of them if it is empty."""
        if text.strip():
            self._finding[facet] = text.strip()
            self._opened.add(facet)
        elif self._finding.pop(facet, None):
            self._opened.discard(facet)
        self._freeze()
        first = first_found(self._rows, facet, self.facets.get(facet), self._finding.get(facet, ""))
        self.row = self.row if first is None else first
        self.move(0)
        self.refresh()

    def stop(self) -> bool:
        """Stop finding values, or merging rows; return whether either was under way."""
        busy = bool(self._finding or self.marked)
        self.marked = ""
        for facet in [*self._finding]:
            self.find_value(facet, "")
        return busy

    def action_alphabetical(self) -> None:
        """Sort from A to Z, or by count."""
        self._alphabetical = not self._alphabetical
        self._freeze()

    def action_next_section(self) -> None:
        """Move to the first value of the next facet."""
        headings = [y for y, row in enumerate(self._rows) if row.kind == "heading" and y > self.row]
        if headings:
            self.row = headings[0] + 1
            self.move(0)

    def action_previous_section(self) -> None:
        """Move to the first value of the previous facet."""
        headings = [y for y, row in enumerate(self._rows) if row.kind == "heading" and y < self.row - 1]
        if headings:
            self.row = headings[-1] + 1
            self.move(0)
