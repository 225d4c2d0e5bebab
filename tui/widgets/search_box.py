"""The search line: sends the query as it is typed, and underlines an error in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.highlighter import Highlighter
from textual.reactive import var

from seedread.index.query.addresses import is_address
from seedread.tui.render.themes import QUERY_ERROR
from seedread.tui.state.messages import QueryTyped
from seedread.tui.state.search_line import SearchLine
from seedread.tui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from rich.text import Text
    from textual.widgets import Input

    from seedread.tui.keys.bindings import Place
    from seedread.tui.render.cells import Span

__all__ = ["SearchBox"]


class SearchBox(TypedLine, inherit_bindings=True):
    """The input for the query."""

    places: ClassVar[tuple[Place, ...]] = ("search",)

    fault: var[Span | None] = var(None, init=False)
    """Columns of the error in the query."""

    def __init__(self, value: str = "", id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(value, id=id, highlighter=_Underline(self), placeholder="search")
        self._sent = value
        self.offered = SearchLine()
        """Completions, earlier queries, and the query that may be meant."""

    def watch_fault(self) -> None:
        """Redraw the underlined error."""
        self.refresh()

    def take(self, text: str) -> None:
        """Hand on what is no query: several lines, or an address in place of the query."""
        pasted = text.strip()
        replaces = not self.value or len(self.selected_text) == len(self.value)
        if len(pasted.splitlines()) > 1 or (replaces and is_address(pasted)):
            self.post_message(QueryTyped(pasted, pasted=True))
        else:
            super().take(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Send the query to the screen, once per text."""
        event.stop()
        if event.value != self._sent:
            self._sent = event.value
            self.post_message(QueryTyped(event.value))


class _Underline(Highlighter):
    """Underlines the error in a search box."""

    def __init__(self, box: SearchBox) -> None:
        self._box = box

    def highlight(self, text: Text) -> None:
        if self._box.fault:
            start, end = self._box.fault
            text.stylize(QUERY_ERROR, min(start, len(text) - 1), max(end, start + 1))
