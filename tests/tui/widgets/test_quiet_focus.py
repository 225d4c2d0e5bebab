"""What leans on Textual's handling of focus: how it is checked that a version of Textual still fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import settle, using
from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget

from seedread.tui.widgets.quiet_focus import QuietFocusScreen, QuietFocusWidget

if TYPE_CHECKING:
    from seedread.index import Library


def test_textual_still_redraws_for_the_focus() -> None:
    """Textual's own attribute redraws the screen: when it no longer does, ours is not needed any more."""
    assert Screen.__dict__["focused"]._repaint
    assert isinstance(QuietFocusScreen.__dict__["focused"], var)
    assert not QuietFocusScreen.__dict__["focused"]._repaint


@pytest.mark.parametrize("handler", ["_on_focus", "_on_blur"])
def test_textual_still_has_the_handlers_that_are_replaced(handler: str) -> None:
    """Textual handles both events in methods of `Widget`, which ours keep from running."""
    assert handler in vars(Widget)


async def test_a_pane_with_the_focus_is_known_to_textual(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The focus moves as it does without the replacement, for screen and widgets alike, but draws no whole screen."""
    drawn: list[Widget] = []
    refresh = Widget.refresh

    def counted(self: Widget, *regions: object, **options: object) -> Widget:
        if not regions:
            drawn.append(self)
        return refresh(self, *regions, **options)  # type: ignore[arg-type]

    async with using(library) as reader:
        main = reader.main
        monkeypatch.setattr(Widget, "refresh", counted)
        await reader.press("tab")
        await settle(reader.pilot)
        pane = main.focused
        assert isinstance(pane, QuietFocusWidget)
        assert pane is main.panes.reading
        assert pane.has_focus
        assert not main.rows.has_focus
        assert main not in drawn
        assert pane not in drawn
        assert main.panes.pane == "article"
