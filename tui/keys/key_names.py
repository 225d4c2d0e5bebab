"""Names of keys: in Textual, in the config file, and in the help."""

from __future__ import annotations

import string
import unicodedata

__all__ = ["key_label", "key_name"]


def _textual_name(char: str) -> str:
    name = unicodedata.name(char).lower().replace(" ", "_").replace("-", "_")
    return _SHORTER.get(name, name)


_SHORTER = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_NAMES = {char: _textual_name(char) for char in string.punctuation}
_CHARS = {name: char for char, name in _NAMES.items()}
_SHOWN = {"up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "escape": "Esc"}
_SPECIAL = {
    **{name: name for name in ("up", "down", "left", "right", "home", "end", "insert", "delete", "tab", "enter")},
    **{f"f{n}": f"f{n}" for n in range(1, 13)},
    "space": "space",
    "backspace": "backspace",
    "escape": "escape",
    "esc": "escape",
    "return": "enter",
    "pageup": "pageup",
    "pgup": "pageup",
    "pagedown": "pagedown",
    "pgdn": "pagedown",
}
_PREFIXES = {"ctrl": "ctrl", "c": "ctrl", "control": "ctrl", "shift": "shift", "alt": "alt", "m": "alt", "meta": "alt"}


def key_name(written: str) -> str | None:
    """Return Textual's name of a key written as `j`, `G`, `/`, `Ctrl-F`, `PgDn` or `F1`; None if it names no key."""
    text = written.strip()
    if len(text) == 1:
        return _NAMES.get(text, text if text.isprintable() and text != " " else None)
    before, dash, last = text.replace("+", "-").rpartition("-")
    if not dash:
        return _SPECIAL.get(text.lower())
    modifiers = [_PREFIXES.get(part.lower()) for part in before.split("-")]
    key = key_name(last) if last else None
    if key is None or None in modifiers:
        return None
    return "+".join([*(part for part in modifiers if part), key.lower() if "ctrl" in modifiers else key])


def key_label(key: str) -> str:
    """Return the display form of Textual's name of a key."""
    *modifiers, last = key.split("+")
    if modifiers:
        last = last.upper() if len(last) == 1 else last.capitalize()
    label = _CHARS.get(last.lower()) or _SHOWN.get(last.lower()) or (last if len(last) == 1 else last.capitalize())
    return "-".join([*(modifier.capitalize() for modifier in modifiers), label])
