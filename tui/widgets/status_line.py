"""The last line: what is to be said now, or else the keys that help here; and how far a sync has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from seedread.tui.keys.dispatch import keymap_of
from seedread.tui.render.cells import Piece, fit, line
from seedread.tui.render.themes import ACCENT, DIM, ERROR, PLAIN

if TYPE_CHECKING:
    from seedread.tui.keys.actions import Place
    from seedread.tui.state.messages import SyncMoved

__all__ = ["SearchPrefix", "StatusLine", "TopCount"]

BAR = 12
"""Cells of the progress bar."""
COUNT, FEW = 28, 9
"""Cells for how many match, and on a narrow screen."""


class StatusLine(Widget):
    """One row at the bottom."""

    ALLOW_SELECT = False

    said: var[str] = var("", init=False)
    """A notice; empty: the keys show."""
    error: var[bool] = var(default=False, init=False)
    """Whether what is said is an error."""
    progress: var[SyncMoved | None] = var(None, init=False)
    place: var[Place] = var("results", init=False)
    """Where the focus is: its keys are the ones that help."""

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width = self.size.width
        if y:
            return Strip.blank(width)
        right = self._bar(width) if self.progress else []
        room = width - sum(cell_len(text) for text, _ in right)
        if self.said:
            left: list[Piece] = [
                (" " + ("! " if self.error else ""), ERROR),
                (self.said, ERROR if self.error else PLAIN),
            ]
        else:
            left = self._keys(room)
        return Strip.join([line(left, room), line(right, width - room)])

    def _keys(self, room: int) -> list[Piece]:
        pieces: list[Piece] = []
        for key, hint in keymap_of(self.app).hints(self.place):
            room -= cell_len(key) + len(hint) + 3
            if room < 0:
                break
            pieces += [(" " + key, ACCENT), (f" {hint} ", DIM)]
        return pieces

    def _bar(self, width: int) -> list[Piece]:
        assert self.progress
        done, total = self.progress.done, max(self.progress.total, 1)
        if width < 60:
            return [(f" {100 * done // total}%", ACCENT)]
        full = BAR * done // total
        text = f" {self.progress.phase} {done:,}/{self.progress.total:,} "
        return [(text, PLAIN), ("█" * full, ACCENT), ("░" * (BAR - full), DIM), (" ", PLAIN)]

    def watch_said(self) -> None:
        """Draw again."""
        self.refresh()

    def watch_error(self) -> None:
        """Draw again."""
        self.refresh()

    def watch_progress(self) -> None:
        """Draw again."""
        self.refresh()

    def watch_place(self) -> None:
        """Draw again, unless something else shows."""
        if not self.said:
            self.refresh()


class SearchPrefix(Widget):
    """The sign before the search line."""

    ALLOW_SELECT = False

    def render_line(self, y: int) -> Strip:
        """Draw the sign."""
        del y
        return line([("/ ", ACCENT)], self.size.width)


class TopCount(Widget):
    """What is chosen, how many articles match, of how many, in which order: at the right of the search line."""

    ALLOW_SELECT = False

    counted: var[tuple[int, int, str] | None] = var((0, 0, ""), init=False)
    """Articles that match, articles there are, and the order where it is not the usual one; None: nothing was asked."""
    chosen: var[str] = var("", init=False)
    """What is chosen in the facets, in words."""
    _across = 0

    def take_room(self, across: int) -> None:
        """Take what is needed of a line of `across` cells, up to half of it where something is chosen."""
        self._across = across
        most = self._beside + COUNT if self.chosen or across >= 80 else FEW
        self.styles.width = min(most, max(across // 2, FEW))

    def render_line(self, y: int) -> Strip:
        """Draw the row, at its right end, shorter where there is little room."""
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
        """Return how many articles match, in short where there is little room; nothing where no query ran."""
        if self.counted is None:
            return ""
        total, everything, order = self.counted
        text = f"{total:,} of {everything:,}"
        if total == everything:
            text = f"{total:,} article" if total == 1 else f"{total:,} articles"
        text = f"{text} · {order}" if order else text
        return text if self._beside + len(text) < width else f"{total:,}"

    @property
    def _beside(self) -> int:
        """Cells of what stands before the count."""
        return cell_len(f"{self.chosen} · ") if self.chosen else 0

    def watch_chosen(self) -> None:
        """Take more room, or give it back."""
        self.take_room(self._across)
        self.refresh()

    def watch_counted(self) -> None:
        """Draw again."""
        self.refresh()
