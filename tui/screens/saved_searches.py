"""The saved searches with their counts: Enter runs one, Tab lists what is new in it, Ctrl-T marks it for alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.tui.screens.pick import PickScreen

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
        super().__init__("Saved searches (Tab: new, Ctrl-T: alert):", choices, drop=drop)
        self._news = news
        self._alert = alert

    def action_other_kind(self) -> None:
        """Close the list, and list what is new in the search of the row."""
        if here := self.listed.here:
            self._leave(None)
            self._news(here.value)

    def action_alert(self) -> None:
        """Mark the search of the row for alerts, or no longer."""
        if here := self.listed.here:
            self._alert(here.value)
