"""The facets: countries and leaders with their counts, to include and exclude with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from seedread.index.facets import NEXT
from seedread.tui.facet_rows import FacetRow, facet_rows, freeze, heading, label
from seedread.tui.messages import FacetChosen, FacetModeSwitched
from seedread.tui.palette import ACCENT, BOLD, CURSOR, DIM, PLAIN
from seedread.tui.text_layout import Piece, fit, line
from seedread.tui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from textual import events
    from textual.strip import Strip

    from seedread.index.facets import Facet, FacetValue, State
    from seedread.tui.actions import Place

__all__ = ["FacetList"]

_SIGNS: dict[State, str] = {"off": " ", "include": "+", "exclude": "-"}


class FacetList(LinesView, inherit_bindings=True):
    """Every facet under its heading, with a cursor over the values."""

    places: ClassVar[tuple[Place, ...]] = ("facets", "panes")

    facets: var[Mapping[str, Facet]] = var({}, init=False)
    row: var[int] = var(1, init=False)
    """The line the cursor stands on."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self._rows: list[FacetRow] = []
        self._opened: set[str] = set()
        self._frozen: dict[str, tuple[str, ...]] | None = None
        self._labels: dict[tuple[str, str], str] = {}

    @property
    def length(self) -> int:
        """Lines of all facets."""
        return len(self._rows)

    @property
    def page(self) -> int:
        """Lines that show but one."""
        return max(self.height - 1, 1)

    @property
    def here(self) -> FacetRow | None:
        """What the cursor stands on."""
        return self._rows[self.row] if self.row < len(self._rows) else None

    def watch_facets(self, facets: Mapping[str, Facet]) -> None:
        """Show other counts."""
        for facet in facets.values():
            self._labels.update({(facet.name, value.value): value.label for value in facet.values})
        if not self.has_focus:
            self.row = 1
            self.scroll_to_line(0)
        self._arrange()

    def on_resize(self) -> None:
        """Share the lines anew."""
        self._arrange()

    def focus_moved(self) -> None:
        """Freeze the order while the focus is here."""
        self._frozen = freeze(self.facets) if self.has_focus else None
        self._arrange()

    def _arrange(self) -> None:
        before = self.here
        old = self._rows
        self._rows = facet_rows(self.facets, self.height, self._opened, self._frozen)
        if before and before.value and self.row < len(self._rows):
            same = (before.facet.name, before.value.value)
            if not (now := self._rows[self.row].value) or (self._rows[self.row].facet.name, now.value) != same:
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
        """Move the cursor by values, passing over headings."""
        stops = [y for y, row in enumerate(self._rows) if row.kind in ("value", "more")]
        if not stops:
            return
        at = min(range(len(stops)), key=lambda place: abs(stops[place] - self.row))
        self.row = stops[max(0, min(at + step, len(stops) - 1))]
        if self.row == stops[0]:
            self.scroll_to_line(0)
        elif not self.top <= self.row < self.top + self.height:
            self.scroll_to_line(self.row if self.row < self.top else self.row - self.height + 1)

    def watch_row(self, old: int, new: int) -> None:
        """Draw both lines again."""
        self.refresh_at(old)
        self.refresh_at(new)

    def key(self, y: int) -> Hashable:
        """Name what shows in line `y`."""
        row = self._rows[y]
        return (row.kind, row.facet.name, row.facet.mode, row.value, row.more, y == self.row, self.has_focus)

    def draw(self, y: int, width: int) -> Strip:
        """Draw one line."""
        row = self._rows[y]
        if row.kind == "blank":
            return line([], width)
        if row.kind == "heading":
            mode = "all of" if row.facet.mode == "all" else "any of"
            chosen = any(value.state == "include" for value in row.facet.values)
            return line(
                [(fit(" " + heading(row.facet.name), width - 8), BOLD), (f" {mode} " if chosen else "", DIM)], width
            )
        here = y == self.row and self.has_focus
        if row.value is None:
            text = f"   … {row.more} more" if row.more else "   … fewer"
            return line([(text, CURSOR if here else DIM)], width, CURSOR if here else None)
        return line(self._value(row.facet, row.value, width, here=here), width)

    def _value(self, facet: Facet, value: FacetValue, width: int, *, here: bool) -> list[Piece]:
        name = label(facet.name, value)
        if name == value.value:
            name = self._labels.get((facet.name, value.value), name)
        number = f"-{value.count}" if value.state == "exclude" else str(value.count)
        room = width - 3 - len(number) - 2
        if here:
            return [(f" {_SIGNS[value.state]} {fit(name, room)} {number} ", CURSOR)]
        if value.state == "include":
            return [(" + ", ACCENT), (fit(name, room), BOLD), (f" {number} ", BOLD)]
        style = DIM if value.state == "exclude" or not value.count else PLAIN
        return [(f" {_SIGNS[value.state]} {fit(name, room)} ", style), (f"{number} ", DIM)]

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the value and move it on."""
        y = self.top + event.y
        if y < len(self._rows) and self._rows[y].kind in ("value", "more"):
            self.row = y
            self.action_cycle()

    def _choose(self, state: State) -> None:
        row = self.here
        if row and row.value:
            self.post_message(FacetChosen(row.facet.name, row.value.value, state))

    def action_cycle(self) -> None:
        """Off, include, exclude; on a "more" line: open or fold the facet."""
        row = self.here
        if row and row.value:
            self._choose(NEXT[row.value.state])
        elif row:
            self._opened ^= {row.facet.name}
            self._arrange()
            self.refresh()

    def action_include(self) -> None:
        """Include, or no longer."""
        row = self.here
        if row and row.value:
            self._choose("off" if row.value.state == "include" else "include")

    def action_exclude(self) -> None:
        """Exclude, or no longer."""
        row = self.here
        if row and row.value:
            self._choose("off" if row.value.state == "exclude" else "exclude")

    def action_any_all(self) -> None:
        """Any or all of the included values."""
        if self.here:
            self.post_message(FacetModeSwitched(self.here.facet.name))

    def action_next_section(self) -> None:
        """To the first value of the next facet."""
        headings = [y for y, row in enumerate(self._rows) if row.kind == "heading" and y > self.row]
        if headings:
            self.row = headings[0] + 1
            self.move(0)

    def action_previous_section(self) -> None:
        """To the first value of the facet before."""
        headings = [y for y, row in enumerate(self._rows) if row.kind == "heading" and y < self.row - 1]
        if headings:
            self.row = headings[-1] + 1
            self.move(0)
