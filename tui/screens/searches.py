"""Searches that are kept: saved ones with their counts, and those asked before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.errors import QueryError
from seedread.index.search.selection_query import join, split
from seedread.index.shelf import SavedSearch
from seedread.tui.render.facet_rows import heading
from seedread.tui.screens.periods import PeriodScreen
from seedread.tui.screens.pick import PickScreen
from seedread.tui.state.messages import HistoryKnown, Request
from seedread.tui.widgets.pick_list import PickItem
from seedread.tui.widgets.prompt_line import Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedread.tui.state import messages
    from seedread.tui.state.messages import Order

__all__ = ["SearchesScreen"]

_ORDERS: dict[str, Order] = {"relevance": "relevance", "newest": "newest", "oldest": "oldest"}


class SearchesScreen(PeriodScreen, inherit_bindings=False):
    """Runs again what was asked before."""

    saved: Sequence[SavedSearch] = ()
    _counts: Mapping[str, str] = {}
    _listing: PickScreen | None = None
    """The list of saved searches, while it is open."""
    _ran: str | None = None
    """The saved search that was run last, from which `]` goes on."""
    _asked = ""

    def remember(self) -> None:
        """Keep what is asked in the history."""
        if not self.request.text.strip() and not self.request.selection:
            return
        try:
            query = join(self.request.text, self.request.selection)
        except QueryError:
            return
        if query != self._asked:
            self._asked = query
            self.desk.asked(query)

    def run_query(self, query: str, order: str = "") -> None:
        """Ask what `query` says, its choices as choices."""
        text, selection = split(query)
        self.ask(Request(text, selection, _ORDERS.get(order, self.request.order)))
        self.box.fill(text)
        self.go("results")

    def action_saved_searches(self) -> None:
        """List them, and count what each finds."""
        if not self.saved:
            self.say("No search is saved: m saves the one that shows.")
            return
        self._listing = PickScreen("Saved searches:", self._rows(), drop=self.desk.forget_search)
        self.app.push_screen(self._listing, self._picked)
        self.loader.count(self.saved)

    def _picked(self, name: str | None) -> None:
        self._listing = None
        if search := next((search for search in self.saved if search.name == name), None):
            self._run(search)

    def _rows(self) -> list[PickItem]:
        return [
            PickItem(search.name, f"{self._counts.get(search.name, '…')} · {_readable(search.query)}", search.name)
            for search in self.saved
        ]

    def _run(self, search: SavedSearch) -> None:
        self._ran = search.name
        self.run_query(search.query, search.sort)
        self.say(f"Saved search: {search.name}")

    def on_searches_known(self, message: messages.SearchesKnown) -> None:
        """Keep the list, and show it where it is open."""
        self.saved = message.searches
        if self._listing:
            self._listing.offer(self._rows())
        elif message.said:
            self.say(message.said)

    def on_searches_counted(self, message: messages.SearchesCounted) -> None:
        """Show the counts."""
        self._counts = message.counts
        if self._listing:
            self._listing.offer(self._rows())

    def action_save_search(self) -> None:
        """Ask for a name."""
        try:
            query = join(self.request.text, self.request.selection)
        except QueryError as error:
            self.say(error.message, error=True)
        else:
            default = _readable(query)
            self.put(Question("Save this search as:", self.command_save_search, default=default, kind="search"))

    def command_save_search(self, name: str) -> None:
        """Keep text, choices and order under a name."""
        if not name.strip():
            return
        try:
            query = join(self.request.text, self.request.selection)
        except QueryError as error:
            self.say(error.message, error=True)
        else:
            self._ran = name.strip()
            self.desk.save_search(SavedSearch(self._ran, query, self.request.order))

    def action_forget_search(self) -> None:
        """Ask which one to drop."""
        names = [search.name for search in self.saved]
        self.put(
            Question(
                "Drop the saved search:",
                self.command_forget_search,
                complete=lambda text: [name for name in names if name.startswith(text)],
            )
        )

    def command_forget_search(self, name: str) -> None:
        """Drop a saved search."""
        self.desk.forget_search(name)

    def action_next_saved(self) -> None:
        """Run the next one."""
        self._step(1)

    def action_previous_saved(self) -> None:
        """Run the one before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if not self.saved:
            self.say("No search is saved: m saves the one that shows.")
            return
        at = next((n for n, search in enumerate(self.saved) if search.name == self._ran), None)
        following = (0 if step > 0 else -1) if at is None else (at + step) % len(self.saved)
        self._run(self.saved[following])

    def action_history(self) -> None:
        """List what was asked."""
        self.desk.history(HistoryKnown)

    def on_history_known(self, message: messages.HistoryKnown) -> None:
        """Offer what was asked."""

        def picked(query: str | None) -> None:
            if query is not None:
                self.run_query(query)

        if message.queries:
            choices = [PickItem(_readable(query), "", query) for query in message.queries]
            self.app.push_screen(PickScreen("Asked before:", choices), picked)
        else:
            self.say("Nothing was asked yet.")

    def action_find_value(self) -> None:
        """Ask for a value of the facet with the cursor."""
        here = self.facet_list.here
        if here is None:
            return
        facet = here.facet.name

        def find(text: str) -> None:
            self.facet_list.find_value(facet, text)

        self.put(Question(f"Find in {heading(facet)}:", find, changed=find))


def _readable(query: str) -> str:
    """Return a joined query without the brackets around nothing."""
    return query.removeprefix("(*) (").removesuffix(")") if query.startswith("(*) (") else query or "everything"
