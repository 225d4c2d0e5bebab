"""Changes one setting in the reader's file, and leaves every other line of it, comments too, as it is."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from seedread.index.files.toml_append import edit_text
from seedread.tui.config.loading import ConfigError, config_path, line_of, parse_settings, parse_tables, settings_text
from seedread.tui.config.printing import choices_of, toml_value, type_of
from seedread.tui.config.settings import Settings, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "TABLES",
    "SettingState",
    "find_setting",
    "setting_states",
    "unset",
    "with_setting",
    "write_setting",
    "write_value",
]

BINDINGS, COMMANDS = "keys.bindings", "keys.commands"
TABLES = (BINDINGS, COMMANDS)
"""Settings that are tables with names of their own."""
_WORDS = {"true": True, "on": True, "yes": True, "false": False, "off": False, "no": False}
_BARE = re.compile(r"[\w-]+", re.ASCII)
_HEADER = re.compile(r"\s*\[")


class SettingState(NamedTuple):
    """A setting with its value and where that comes from."""

    path: str
    value: str
    """As TOML."""
    line: int | None
    """The line of the file; None for the default."""
    doc: str


def setting_states(current: Settings) -> Iterator[SettingState]:
    """Go through every setting in effect; each own key is one of its own. Raises ConfigError."""
    text = settings_text(config_path())
    given = parse_tables(text, str(config_path()))
    for one in settings():
        value = getattr(getattr(current, one.table), one.name)
        if one.path in TABLES:
            for name in given.get(one.table, {}).get(one.name, {}):
                keys = toml_value(given[one.table][one.name][name])
                yield SettingState(f"{one.path}.{name}", keys, line_of(text, one.path, name), one.doc)
        else:
            line = line_of(text, one.table, one.name) if one.name in given.get(one.table, {}) else None
            yield SettingState(one.path, toml_value(value), line, one.doc)


def find_setting(name: str) -> tuple[str, str]:
    """Return table and name of a setting by its path, or by its own name if no other has it; raises ConfigError."""
    for table in TABLES:
        if name.startswith(f"{table}."):
            own = name.removeprefix(f"{table}.")
            return table, own.replace("-", "_") if table == BINDINGS else own
    wanted = name.replace("-", "_")
    found = [one for one in settings() if wanted in (one.path, one.name) and one.path not in TABLES]
    if len(found) != 1:
        known = ", ".join(one.path for one in settings())
        raise ConfigError(f"No setting {name}: use one of {known}.")
    return found[0].table, found[0].name


def _value(table: str, name: str, typed: str) -> Any:
    """Return what was typed as a value of a setting; raises ConfigError."""
    if table == BINDINGS:
        return tuple(typed.split())
    if table == COMMANDS:
        return typed.strip()
    wanted = type_of(table, name)
    bare = typed.strip().strip("\"'")
    if wanted is bool:
        if bare.lower() not in _WORDS:
            raise ConfigError(f"{name} must be true or false.")
        return _WORDS[bare.lower()]
    if wanted is int:
        if not (bare.isascii() and bare.isdecimal()):
            raise ConfigError(f"{name} must be a whole number, 0 or more.")
        return int(bare)
    if choices := choices_of(table, name):
        return next((choice for choice in choices if choice == bare.lower()), bare)
    return bare if wanted is str else tuple(part.strip(" \"'[]") for part in typed.split(",") if part.strip(" []"))


def write_setting(name: str, typed: str) -> Settings:
    """Write a setting to the reader's file, and return the settings of the file then; raises ConfigError."""
    table, own = find_setting(name)
    return write_value(name, _value(table, own, typed))


def write_value(name: str, value: Any) -> Settings:
    """Write a setting whose value was not typed, as `write_setting`."""
    table, own = find_setting(name)
    return _change(lambda text: with_setting(text, table, own, toml_value(value)))


def unset(name: str) -> Settings:
    """Take a setting out of the reader's file, and return the settings of the file then; raises ConfigError."""
    table, own = find_setting(name)
    return _change(lambda text: with_setting(text, table, own, None))


def _change(edited: Callable[[str], str]) -> Settings:
    found = Settings()

    def change(text: str) -> str:
        nonlocal found
        after: str = edited(text)
        try:
            found = parse_settings(after, "")
        except ConfigError as error:
            first = error.message.split("\n")[0]
            raise ConfigError(re.sub(r"^:[\d:]*\s*", "", first)) from None
        return after

    edit_text(config_path(), change, ConfigError)
    return found


def with_setting(text: str, table: str, name: str, value: str | None) -> str:
    """Return the text of a file with a setting of this value, or without it for None; raises ConfigError."""
    wanted = _without(parse_tables(text, str(config_path())), table, name)
    if value is not None:
        _place(wanted, table)[name] = tomllib.loads(f"x = {value}")["x"]
    for after in _edited(text, table, name, value):
        try:
            if _filled(tomllib.loads(after)) == _filled(wanted):
                return after
        except tomllib.TOMLDecodeError:
            continue
    raise ConfigError(f"{table}.{name} is written in a way that cannot be changed here: edit {config_path()}.")


def _place(given: dict[str, Any], table: str) -> dict[str, Any]:
    for part in table.split("."):
        given = given.setdefault(part, {})
    return given


def _filled(given: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a file without its empty tables."""
    filled = {name: _filled(value) if isinstance(value, dict) else value for name, value in given.items()}
    return {name: value for name, value in filled.items() if value != {}}


def _without(given: dict[str, Any], table: str, name: str) -> dict[str, Any]:
    _place(given, table).pop(name, None)
    return given


def _edited(text: str, table: str, name: str, value: str | None) -> Iterator[str]:
    """Go through the ways to write a setting, the likeliest first; only some of them leave a correct file."""
    lines = text.splitlines(keepends=True)
    pattern = re.compile(rf"(\s*(?:[\w.\"' ]+\.)?[\"']?{re.escape(name)}[\"']?\s*=\s*)(.*?)(\s*)\Z", re.DOTALL)
    for first, line in enumerate(lines):
        if found := pattern.match(line):
            for last in range(first + 1, len(lines) + 1):  # an array may go on for several lines
                comment = _comment(lines[last - 1])
                kept = [] if value is None else [f"{found[1]}{value}{comment}\n"]
                yield "".join([*lines[:first], *kept, *lines[last:]])
    if value is None:
        yield text
        return
    row = f"{name if _BARE.fullmatch(name) else toml_value(name)} = {value}\n"
    for at in _after(lines, table, name):
        yield "".join([*lines[:at], "" if not at or lines[at - 1].endswith("\n") else "\n", row, *lines[at:]])
    gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    yield f"{text}{gap}[{table}]\n{row}"


def _after(lines: list[str], table: str, name: str) -> Iterator[int]:
    """Go through the places for a new line in its table: behind its default in a comment, or at the end."""
    header = re.compile(rf"\s*\[\s*{re.escape(table)}\s*\]")
    for first, line in enumerate(lines):
        if header.match(line):
            last = next((n for n in range(first + 1, len(lines)) if _HEADER.match(lines[n])), len(lines))
            yield from (n + 1 for n in range(first + 1, last) if re.match(rf"#\s*{re.escape(name)}\s*=", lines[n]))
            while last > first + 1 and not lines[last - 1].strip():
                last -= 1
            yield last
            yield first + 1


def _comment(line: str) -> str:
    """Return the comment at the end of a line, with the space before it."""
    for found in re.finditer(r"\s*#", line):
        try:
            tomllib.loads(line[: found.start()])
        except tomllib.TOMLDecodeError:
            if not line[: found.start()].strip(" ],\t"):
                return line[found.start() :].rstrip("\n")
            continue
        return line[found.start() :].rstrip("\n")
    return ""
