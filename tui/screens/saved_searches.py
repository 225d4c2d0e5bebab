"""The saved searches with their counts: Enter runs one, Tab lists what is new in it, Ctrl-T marks it for alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.tui.keys.dispatch import key_of
from seedread.tui.screens.pick import PickScreen
from seedread.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedread.tui.widgets.pick_list import PickItem

__all__ = ["SavedSearchScreen"]


class SavedSearchScreen(PickScreen, inherit_bindings=False):
    """Returns the name of the chosen search, or None."""

    def __init__(
        self,
        choices: Sequence[PickItem],
        drop: Callable[[str], None],
        news: Callable[[str], None],
        alert: Callable[[str], None],
    ) -> None:
        """Offer `choices`; `drop` deletes one, `news` lists what is new in one, `alert` marks one for alerts or not."""
        super().__init__("Saved searches:", choices, drop=drop)
        self._news = news
        self._alert = alert

    def show_all(self) -> None:
        """Show title and rows, the keys beside the title."""
        new, alert, delete = (key_of(self.app, name) for name in ("other_kind", "alert", "drop"))
        self._title = f"Saved searches ({new} new, {alert} alert, {delete} delete):"
        super().show_all()

    def clear_message(self) -> None:
        """Clear the message at the next key."""
        self.query_one(StatusLine).said = ""

    def action_drop(self) -> None:
        """Delete the search of the row, and say how it comes back."""
        if here := self.listed.here:
            super().action_drop()
            undo = key_of(self.app, "undo")
            self.query_one(StatusLine).said = f"Deleted “{here.value}”. In the results, {undo} brings it back."

    def action_other_kind(self) -> None:
        """Close the list, and list what is new in the search of the row."""
        if here := self.listed.here:
            self._leave(None)
            self._news(here.value)

    def action_alert(self) -> None:
        """Mark the search of the row for alerts, or no longer."""
        if here := self.listed.here:
            self._alert(here.value)
