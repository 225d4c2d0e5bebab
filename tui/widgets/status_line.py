"""The last line: a message or else key hints, and the progress of a sync. Also what surrounds the search line."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from seedread.tui.keys.bindings import action_named
from seedread.tui.keys.dispatch import keymap_of, keys_of
from seedread.tui.render.cells import Piece, fit, line
from seedread.tui.render.themes import ACCENT, DIM, ERROR, PLAIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from seedread.tui.keys.bindings import Place
    from seedread.tui.keys.keymap import Hint
    from seedread.tui.state.messages import SyncMoved

__all__ = ["Counted", "SearchPrefix", "StatusLine", "TopCount"]

BAR = 12
"""Width of the progress bar in cells."""
_NARROW = 60
"""Cells below which the line has room for the most important only."""
COUNT, FEW = 28, 9
"""Width of the match count in cells, and on a narrow screen."""


def _pieces(hints: Sequence[Hint]) -> list[Piece]:
    """Return each key with what it does."""
    return [piece for hint in hints for piece in ((f" {hint.key}", ACCENT), (_text(hint), DIM))]


def _text(hint: Hint) -> str:
    return f" {hint.text} " if hint.text else " "


def _width(hint: Hint) -> int:
    return cell_len(f" {hint.key}{_text(hint)}")


def _cells(pieces: Sequence[Piece]) -> int:
    return sum(cell_len(text) for text, _ in pieces)


class Counted(NamedTuple):
    """What a query found."""

    total: int
    """Articles."""
    everything: int
    """Articles in the library."""
    folded: int = 0
    """Those of the matches that are copies of another one, and have no row."""
    order: str = ""
    """The order unless it is the default."""


class StatusLine(Widget):
    """One row at the bottom."""

    ALLOW_SELECT = False

    said: var[str] = var("", init=False)
    """A message; empty to show key hints."""
    error: var[bool] = var(default=False, init=False)
    """Whether the message is an error."""
    progress: var[SyncMoved | None] = var(None, init=False)
    position: var[str] = var("", init=False)
    """Where the reader is; shown where there is room."""
    first: var[bool] = var(default=True, init=False)
    """Whether there is no view to go back to, so that the way back from the results leads out of the program."""
    place: var[Place] = var("results", init=False)
    """Where the focus is; decides which key hints to show."""

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width = self.size.width
        if y:
            return Strip.blank(width)
        right = self._right(width)
        room = width - _cells(right)
        if self.said:
            left: list[Piece] = [
                (" " + ("! " if self.error else ""), ERROR),
                (self.said, ERROR if self.error else PLAIN),
            ]
        else:
            left = _pieces(self._keys(room))
        return Strip.join([line(left, room), line(right, width - room)])

    def on_click(self, event: events.Click) -> None:
        """Run the action of the hint, as its key does."""
        width = self.size.width
        hints = self._ways_out(width)
        x = event.x - width + sum(map(_width, hints))
        if x < 0 and not self.said:
            hints, x = self._keys(width - _cells(self._right(width))), event.x
        starts = accumulate(map(_width, hints), initial=0)
        found = [hint.action for hint, start in zip(hints, starts, strict=False) if 0 <= x - start < _width(hint)]
        keys_of(self.app).run_next(*found)

    def _right(self, width: int) -> list[Piece]:
        """Return what is at the right end: progress or position, and the ways out."""
        ways = _pieces(self._ways_out(width))
        return [*(self._bar(width) if self.progress else self._place(width, ways)), *ways]

    def _keys(self, room: int) -> list[Hint]:
        """Return the hints that fit."""
        hints = keymap_of(self.app).hints(self.place)
        ends = accumulate(map(_width, hints))
        return [hint for hint, end in zip(hints, ends, strict=True) if end <= room]

    def _ways_out(self, width: int) -> list[Hint]:
        """Return how to get help and back: neither message nor progress hides them.

        On a narrow screen only the keys are shown beside a message.
        """
        ways = keymap_of(self.app).ways_out(self.place, first=self.first)
        if self.said and width < _NARROW:
            ways = [way._replace(text="") for way in ways]
        return ways if sum(map(_width, ways)) * 2 <= width else []

    def _place(self, width: int, ways: list[Piece]) -> list[Piece]:
        """Return where the reader is, unless that would cut a message."""
        place: list[Piece] = [(f" {self.position} ", DIM)] if self.position else []
        left = width - _cells([*place, *ways])
        return place if left >= cell_len(self.said) + len(" ! ") else []

    def _bar(self, width: int) -> list[Piece]:
        assert self.progress
        done, total = self.progress.done, max(self.progress.total, 1)
        if width < _NARROW:
            return [(f" {100 * done // total}%", ACCENT)]
        full = BAR * done // total
        text = f" {self.progress.phase} {done:,}/{self.progress.total:,} "
        return [(text, PLAIN), ("█" * full, ACCENT), ("░" * (BAR - full), DIM), (" ", PLAIN)]

    def watch_said(self) -> None:
        """Redraw."""
        self.refresh()

    def watch_error(self) -> None:
        """Redraw."""
        self.refresh()

    def watch_progress(self) -> None:
        """Redraw."""
        self.refresh()

    def watch_position(self) -> None:
        """Redraw."""
        self.refresh()

    def watch_first(self) -> None:
        """Redraw."""
        self.refresh()

    def watch_place(self) -> None:
        """Redraw, unless a message is shown."""
        if not self.said:
            self.refresh()


class SearchPrefix(Widget):
    """The `/` before the search line."""

    ALLOW_SELECT = False

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        del y
        return line([("/ ", ACCENT)], self.size.width)


class TopCount(Widget):
    """Active filters, match count and order, at the right of the search line."""

    ALLOW_SELECT = False

    counted: var[Counted | None] = var(Counted(0, 0), init=False)
    """What was found; None if no query ran."""
    chosen: var[str] = var("", init=False)
    """The summary of the active filters."""
    _across = 0

    def take_room(self, across: int) -> None:
        """Set the width for a line of `across` cells; up to half of it with active filters."""
        self._across = across
        most = self._filter_width + COUNT if self.chosen or across >= 80 else FEW
        self.styles.width = min(most, max(across // 2, FEW))

    def render_line(self, y: int) -> Strip:
        """Draw the row, aligned right and shortened if space is short."""
        width = self.size.width
        if y:
            return Strip.blank(width)
        text = self._count(width)
        if not self.chosen:
            return line([(fit(text, width - 1, right=True), DIM)], width)
        room = max(width - len(text) - 4, 0)
        count = f" · {text}" if text else ""
        return line([(fit(self.chosen, room, right=True), ACCENT), (count, DIM)], width)

    def _count(self, width: int) -> str:
        """Return the match count, in a short form if space is short; empty if no query ran."""
        if self.counted is None:
            return ""
        total, everything, folded, order = self.counted
        text = f"{total:,} of {everything:,}"
        if total == everything:
            text = f"{total:,} article" if total == 1 else f"{total:,} articles"
        shown = total - folded
        rows = f"{shown:,} {'story' if shown == 1 else 'stories'} / " if folded else ""
        ordered = f" · {order}" if order else ""
        counts = [f"{rows}{text}", f"{rows}{total:,}", f"{shown:,} / {total:,}" if folded else f"{total:,}"]
        forms = [*(f"{one}{ordered}" for one in counts), *(counts if ordered else ())]  # the order is told if it can be
        return next((form for form in forms if self._filter_width + len(form) < width), f"{total:,}")

    @property
    def _filter_width(self) -> int:
        """Width of the filters before the count, in cells."""
        return cell_len(f"{self.chosen} · ") if self.chosen else 0

    def on_click(self) -> None:
        """Go to the facets, which the count comes from, and back."""
        keys_of(self.app).run_next(action_named("facets"))

    def watch_chosen(self) -> None:
        """Adjust the width."""
        self.take_room(self._across)
        self.refresh()

    def watch_counted(self) -> None:
        """Redraw."""
        self.refresh()
