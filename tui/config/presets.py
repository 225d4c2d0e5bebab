"""The bundled key presets, one file each; vim is the table of actions itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from seedread.tui.keys.key_names import key_name
from seedread.tui.keys.keymap import Keymap

if TYPE_CHECKING:
    from seedread.tui.config.settings import Keys

__all__ = ["keymap", "preset"]

_FOLDER = Path(__file__).parent / "keymaps"


def preset(name: str) -> dict[str, tuple[str, ...]]:
    """Return the keys of a preset by action, as Textual names them; empty for vim."""
    if name == "vim":
        return {}
    import tomllib  # noqa: PLC0415 (the default keys need no file)

    written = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return {action: tuple(filter(None, map(key_name, keys))) for action, keys in written.items()}


def keymap(keys: Keys) -> Keymap:
    """Return the keymap of the settings."""
    return Keymap(keys.bindings, preset(keys.preset), lines=keys.commands)
