"""The views of a session: what was searched for, and where the reader was in it. Esc and q go back through them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedread.tui.state.messages import Request

__all__ = ["View", "ViewHistory"]

LONGEST = 200
"""Views that are kept to go back to."""


@dataclass(frozen=True, slots=True)
class View:
    """A request, and the reader's place in its results."""

    request: Request
    article: str | None = None
    """The article of the row, which may be in another row when the reader comes back."""
    row: int = 0
    top: int = 0
    """The line at the top of the list."""

    def shows(self, request: Request) -> bool:
        """Tell whether this is a view of the results of `request`."""
        return replace(self.request, typing=False) == replace(request, typing=False)


class ViewHistory:
    """Goes back and forward through the views of a screen."""

    def __init__(self, here: Callable[[], View], show: Callable[[View], None]) -> None:
        """Call `here` for the current view of the screen, and `show` to show another one."""
        self._here = here
        self.show = show
        self._before: list[View] = []
        self._after: list[View] = []
        self.in_typing = False
        """Whether a query is being typed, whose letters are no steps of their own."""

    def start_from(self, view: View) -> None:
        """Begin with a view before the current one."""
        self._before = [view]

    def leave_for(self, request: Request) -> None:
        """Keep the current view, as the reader goes on to the results of `request`."""
        here = self._here()
        if not (here.shows(request) or (request.typing and self.in_typing) or _hops(here.request, request)):
            self._before = [*self._before, here][-LONGEST:]
            self._after.clear()
        self.in_typing = request.typing

    def is_first(self, request: Request) -> bool:
        """Tell whether there is no view before that of `request`."""
        return all(view.shows(request) for view in self._before)

    def back(self) -> bool:
        """Go to the view before; return False at the first one."""
        return self._step(self._before, self._after)

    def forward(self) -> bool:
        """Go to the view that the reader went back from; return False if there is none."""
        return self._step(self._after, self._before)

    def _step(self, source: list[View], target: list[View]) -> bool:
        here = self._here()
        while source and source[-1].shows(here.request):
            source.pop()  # a query that was typed and deleted again
        if not source:
            return False
        target.append(here)
        self.show(source.pop())
        return True


def _hops(one: Request, other: Request) -> bool:
    """Tell whether the reader only hops on from one period to another: together they are one step."""
    dates = [request.selection.choice("date") for request in (one, other)]
    rest = [replace(request, selection=request.selection.without("date")) for request in (one, other)]
    return rest[0] == rest[1] and all(choice.included for choice in dates)
