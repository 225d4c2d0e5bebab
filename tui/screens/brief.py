"""A digest over the main screen: each line opens its article."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from seedread.tui.render.position import row_position
from seedread.tui.widgets.brief_pane import BriefPane
from seedread.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from seedread.tui.keys.bindings import Place
    from seedread.tui.render.brief_lines import BriefLine

__all__ = ["BriefScreen"]


class BriefScreen(Screen[None], inherit_bindings=False):
    """The lines of a digest."""

    places: ClassVar[tuple[Place, ...]] = ("brief",)

    def __init__(self, lines: Sequence[BriefLine], article: str, opens: Callable[[str], None]) -> None:
        """Begin at `article`, if a line has it; `opens` shows the article that is chosen."""
        super().__init__()
        self._lines = lines
        self._article = article
        self._opens = opens
        self.pane = BriefPane(id="text")

    def compose(self) -> ComposeResult:
        """Text and status line."""
        yield self.pane
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Fill in the text."""
        self.query_one(StatusLine).place = "brief"
        self.pane.show_lines(self._lines, self._article)
        self.watch(self.pane, "row", self._show_place)
        self.set_focus(self.pane)

    def on_resize(self) -> None:
        """Keep the cursor in view, once the lines are wrapped for the width."""
        self.call_after_refresh(self.pane.reveal)

    def _show_place(self) -> None:
        total = sum(1 for one in self._lines if one.article)
        self.query_one(StatusLine).position = row_position(self.pane.row, total)

    def action_open_report(self) -> None:
        """Close this screen, and open the article of the line."""
        if article := self.pane.article:
            self.dismiss()
            self._opens(article)

    def action_close(self) -> None:
        """Close this screen."""
        self.dismiss()

    def action_quit(self) -> None:
        """Quit."""
        self.app.exit()
