"""The colours of the screen, with a preview while choosing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from seedread.tui.commands.registry import runs
from seedread.tui.render.themes import THEMES
from seedread.tui.widgets.pick_list import PickItem

if TYPE_CHECKING:
    from seedread.tui.commands.context import CommandContext

__all__ = ["THEME_NAMES"]

_LOOKS = {
    "terminal": "the colours of the terminal",
    "dark": "pale text, dark background",
    "light": "dark text, light background",
    "contrast": "white, yellow and cyan on black",
}
THEME_NAMES = ("terminal", *THEMES)
"""The names of the themes in the settings."""


class _Themed(Protocol):
    """The application, as far as it draws in a theme."""

    colours: str
    no_color: bool

    def show_theme(self, name: str) -> None:
        """Draw everything in the colours of a theme."""


@runs("theme")
def theme(context: CommandContext, name: str = "") -> None:
    """Draw in the theme that begins so, or offer all with a preview."""
    app = cast("_Themed", context.app)
    if app.no_color:
        context.say("NO_COLOR is set in the environment: no theme has colours.")
    elif not name:
        _choose(context, app)
    elif named := next((one for one in THEME_NAMES if one.startswith(name)), None):
        app.show_theme(named)
        context.say(f"Theme: {named}. To keep it: :set screen.theme {named}")
    else:
        context.say(f"Unknown theme. Use one of: {', '.join(THEME_NAMES)}.", error=True)


def _choose(context: CommandContext, app: _Themed) -> None:
    before = app.colours
    names = (before, *(name for name in THEME_NAMES if name != before))
    choices = [PickItem(name, _LOOKS[name], name) for name in names]

    def moved(name: str | None) -> None:
        app.show_theme(name or before)

    context.pick("Theme:", choices, lambda name: theme(context, name), moved=moved)
