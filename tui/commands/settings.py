"""The configuration from inside: every setting with its value, and `:set`, which writes the reader's file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol, cast

from seedread.index.errors import SeedreadError
from seedread.tui.commands.alerts import look_for_alerts
from seedread.tui.commands.registry import runs
from seedread.tui.config import config_path, keymap
from seedread.tui.config.editing import BINDINGS, TABLES, find_setting, setting_states, unset, write_setting
from seedread.tui.config.printing import choices_of, type_of
from seedread.tui.config.settings import settings
from seedread.tui.keys.bindings import ACTIONS
from seedread.tui.widgets.pick_list import PickItem
from seedread.tui.widgets.prompt_line import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.tui.commands.context import CommandContext
    from seedread.tui.config import Settings
    from seedread.tui.config.editing import SettingState
    from seedread.tui.keys.keymap import Keymap

__all__ = ["complete_setting"]

_GROUP = "settings"
_SEPARATOR = re.compile(r"\s*=\s*|\s+")
"""Between the name of a setting and its value."""
_SHOWN = 24
"""Most characters of a value in a message."""
_AT_ONCE = ("screen.theme", "screen.day_headings", "reading.", "save.", "keys.", "alerts.")
"""What the beginning of a setting's path must be for it to apply at once."""


class _Configured(Protocol):
    """The application, as far as settings change it."""

    keymap: Keymap

    def show_theme(self, name: str) -> None:
        """Draw everything in the colours of a theme."""


@runs("set")
def set_(context: CommandContext, text: str = "") -> None:
    """List the settings, show one, or write one: `NAME VALUE`, or `NAME&` for the default."""
    name, _, value = _SEPARATOR.sub("\n", text.strip(), count=1).partition("\n")
    if not name:
        context.ask_library(_GROUP, lambda _: [*setting_states(context.settings)], lambda found: _list(context, found))
    elif name.endswith("&"):
        bare = name.removesuffix("&")
        context.ask_library(_GROUP, lambda _: unset(bare), lambda found: _apply(context, bare, found))
    elif value:
        context.ask_library(_GROUP, lambda _: write_setting(name, value), lambda found: _apply(context, name, found))
    else:
        context.ask_library(_GROUP, lambda _: _described(context.settings, name), context.pages.sections)


def _origin(state: SettingState) -> str:
    return "default" if state.line is None else f"{config_path().name}:{state.line}"


def _list(context: CommandContext, states: Sequence[SettingState]) -> None:
    rows = [PickItem(f"{state.path} = {state.value}", _origin(state), state.path) for state in states]
    plain = {state.path: state.value for state in states if not state.path.startswith(TABLES)}

    def change(path: str) -> None:
        before = plain.get(path, "")  # the keys of an action are not typed as TOML

        def write(value: str) -> None:
            if value != before:
                set_(context, f"{path} {value}")

        context.prompt(Question(f"{path} =", write, before, complete=lambda text: _values(path, text)))

    context.pick(f"Settings ({config_path()}):", rows, change)


def _described(current: Settings, name: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return a page about a setting, with its whole value, origin and meaning; raises ConfigError."""
    path = ".".join(find_setting(name))
    state = next((one for one in setting_states(current) if one.path == path), None)
    if state is None:
        return [(path, [("", "not set")])]
    return [(path, [("value", state.value), ("from", _origin(state)), ("", state.doc)])]


def _apply(context: CommandContext, name: str, found: Settings) -> None:
    """Use the new settings as far as that is possible before the next start, and say so."""
    path = ".".join(find_setting(name))
    context.settings = found
    app = cast("_Configured", context.app)
    app.keymap = keymap(found.keys)
    if path == "screen.theme":
        app.show_theme(found.screen.theme)
    elif path == "screen.day_headings":
        context.search_again()
    elif path.startswith("alerts."):
        look_for_alerts(context)
    when = "" if path.startswith(_AT_ONCE) else ", from the next start"
    state = next((one for one in setting_states(found) if one.path == path), None)
    context.say(f"{_written(path, state)}{when}.")


def _written(path: str, state: SettingState | None) -> str:
    """Return what a setting is now; without a long value, which would hide what follows it."""
    if state is None:
        return f"{path} is not set any more"
    return f"{path} {f'= {state.value}' if len(state.value) <= _SHOWN else 'is set'} ({_origin(state)})"


def complete_setting(text: str) -> Sequence[str]:
    """Return the settings that begin so, or the values of the setting that is typed."""
    name, space, value = text.partition(" ")
    if space:
        return [f"{name} {one}" for one in _values(name, value)]
    paths = [one.path for one in settings() if one.path not in TABLES]
    paths += sorted({f"{BINDINGS}.{action.name}" for action in ACTIONS}) if name.startswith("keys.b") else [*TABLES]
    return [path for path in paths if path.startswith(name)]


def _values(name: str, beginning: str) -> Sequence[str]:
    try:
        table, own = find_setting(name)
    except SeedreadError:
        return []
    if table in TABLES:
        return []
    choices = ("true", "false") if type_of(table, own) is bool else choices_of(table, own)
    return [choice for choice in choices if choice.startswith(beginning)]
