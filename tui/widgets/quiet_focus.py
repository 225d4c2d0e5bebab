"""The focus moves without a redraw of the whole screen: the one place that changes how Textual handles focus.

Textual redraws the screen when `Screen.focused` changes, and a widget when it gets or loses the focus: kilobytes over a
slow line. Here only what shows the focus is drawn. Checked with Textual 8.2.8; tests/tui/widgets/test_quiet_focus.py
fails where another version handles it differently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.message import Message

__all__ = ["QuietFocusScreen", "QuietFocusWidget"]


class QuietFocusScreen(Screen[None], inherit_bindings=False):
    """A screen that is not redrawn when the focus moves."""

    focused: var[Widget | None] = var(None, init=False)  # pyright: ignore[reportIncompatibleVariableOverride]
    """Textual's own attribute, but one that does not redraw the screen."""


class QuietFocusWidget(Widget, can_focus=True, inherit_bindings=False):
    """A widget that draws nothing but what `focus_moved` draws when the focus comes or goes."""

    def focus_moved(self) -> None:
        """Draw what shows the focus."""

    def on_focus(self, event: events.Focus) -> None:
        """Take the focus."""
        self._take(event, events.DescendantFocus(self), has_focus=True)

    def on_blur(self, event: events.Blur) -> None:
        """Lose the focus."""
        self._take(event, events.DescendantBlur(self), has_focus=False)

    def _take(self, event: events.Event, news: Message, *, has_focus: bool) -> None:
        event.prevent_default()  # Textual's own handlers would draw all of the widget
        self.set_reactive(Widget.has_focus, has_focus)
        self.focus_moved()
        if self.parent is not None:
            self.parent.post_message(news)
