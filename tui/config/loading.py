"""Loads the configuration, and reports all errors at once with their line numbers."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from seedread.index.errors import NoHome, SeedreadError
from seedread.index.files.user_folders import config_folder
from seedread.tui.config.printing import choices_of, type_of
from seedread.tui.config.settings import Settings, settings
from seedread.tui.keys.bindings import ACTIONS
from seedread.tui.keys.command_line import CommandError, parse_commands
from seedread.tui.keys.key_names import key_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["ConfigError", "config_path", "line_of", "load_settings", "parse_settings", "parse_tables", "settings_text"]


class ConfigError(SeedreadError):
    """An invalid configuration; the message lists every error with its line."""


def config_path() -> Path:
    """Return the path of the user's configuration; raises NoHome."""
    return config_folder() / "config.toml"


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings of the file, or the defaults if there is none; raises ConfigError."""
    try:
        path = path or config_path()
    except NoHome:
        return Settings()
    return parse_settings(settings_text(path), str(path))


def settings_text(path: Path) -> str:
    """Return the text of the file, empty if there is none; raises ConfigError."""
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        raise ConfigError(f"Could not read {path}: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not valid UTF-8 (byte {error.start}). Save it as UTF-8.") from error


def parse_settings(text: str, name: str = "config.toml") -> Settings:
    """Return the settings in `text`; raises ConfigError with `name` and the line of every error."""
    given = parse_tables(text, name)
    errors = sorted(set(_errors(given, text)))
    if errors:
        raise ConfigError("\n".join(f"{name}:{line}: {message}" for line, message in errors))
    result = Settings()
    for table, values in given.items():
        converted = {key: _converted(key, value) for key, value in values.items()}
        result = replace(result, **{table: replace(getattr(result, table), **converted)})
    return result


def parse_tables(text: str, name: str) -> dict[str, Any]:
    """Return the tables in `text`, unchecked; raises ConfigError with `name` and the line if it is not TOML."""
    import tomllib  # noqa: PLC0415 (most users have no file)

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
        at, message = (f":{found[1]}:{found[2]}", str(error)[: found.start()]) if found else ("", str(error))
        raise ConfigError(f"{name}{at}: {message}.") from None


def _converted(setting: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if setting == "commands":
        return {key_name(key): line for key, line in value.items()}
    if isinstance(value, dict):
        names = {name: [keys] if isinstance(keys, str) else keys for name, keys in value.items()}
        return {name: tuple(filter(None, map(key_name, keys))) for name, keys in names.items()}
    return value


def _errors(given: Mapping[str, Any], text: str) -> Iterator[tuple[int, str]]:
    tables = [one.name for one in fields(Settings)]
    for table, values in given.items():
        if table not in tables:
            yield line_of(text, "", table), f"Unknown table [{table}]{_nearest(table, tables)}"
        elif not isinstance(values, dict):
            yield line_of(text, "", table), f"{table} must be a table: write [{table}] and its settings below."
        else:
            for name, value in values.items():
                yield from _errors_in(table, name, value, text)


def _errors_in(table: str, name: str, value: Any, text: str) -> Iterator[tuple[int, str]]:
    names = [one.name for one in settings() if one.table == table]
    at = line_of(text, table, name)
    if name not in names:
        yield at, f"Unknown setting {name} in [{table}]{_nearest(name, names)}"
    elif choices := choices_of(table, name):
        if value not in choices:
            yield at, f"{name} must be one of {', '.join(choices)}."
    elif name == "bindings":
        yield from _errors_in_bindings(value, text, at)
    elif name == "commands":
        yield from _errors_in_commands(value, text, at)
    else:
        wanted = type_of(table, name)
        if wanted is bool and not isinstance(value, bool):
            yield at, f"{name} must be true or false."
        elif wanted is str and not isinstance(value, str):
            yield at, f"{name} must be a string in quotation marks."
        elif wanted is int and not (type(value) is int and value >= 0):
            yield at, f"{name} must be a whole number, 0 or more."
        elif wanted not in (bool, str, int) and not _is_string_list(value):
            yield at, f'{name} must be a list of strings: ["…", "…"].'


def _errors_in_bindings(value: Any, text: str, at: int) -> Iterator[tuple[int, str]]:
    if not isinstance(value, dict):
        yield at, "keys.bindings must be a table: write [keys.bindings] and one action per line."
        return
    known = sorted({action.name for action in ACTIONS})
    for name, keys in value.items():
        where = line_of(text, "keys.bindings", name)
        if name not in known:
            yield where, f"Unknown action {name}{_nearest(name, known)}"
        elif not (isinstance(keys, str) or _is_string_list(keys)):
            yield where, f'{name} needs a key or a list of keys: {name} = ["J", "Ctrl-N"].'
        else:
            for key in [keys] if isinstance(keys, str) else keys:
                if key_name(key) is None:
                    yield where, f"“{key}” is not a key. Examples: j, G, /, Ctrl-F, PgDn, F1, Space, Shift-Tab."


def _errors_in_commands(value: Any, text: str, at: int) -> Iterator[tuple[int, str]]:
    if not isinstance(value, dict):
        yield at, "keys.commands must be a table: write [keys.commands] and one key per line."
        return
    for key, line in value.items():
        where = line_of(text, "keys.commands", key)
        if key_name(key) is None:
            yield where, f"“{key}” is not a key. Examples: j, G, /, Ctrl-F, PgDn, F1, Space, Shift-Tab."
        elif not isinstance(line, str) or not line.strip():
            yield where, f'{key} needs a command line: "{key}" = "star; next_unread".'
        else:
            try:
                parse_commands(line)
            except CommandError as error:
                yield where, error.message


def _is_string_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _nearest(name: str, known: list[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 (only after an error)

    near = get_close_matches(name, known, n=1, cutoff=0.5)
    return f": did you mean {near[0]}?" if near else f": use one of {', '.join(known)}."


def line_of(text: str, table: str, name: str) -> int:
    """Return the line number of a setting, or else of its table, or else 1."""
    here, of_table = "", 1
    for n, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if found := re.match(r"\[\s*([^\]]+?)\s*\]", bare):
            here = found[1].replace(" ", "").replace('"', "")
            if here in (name if not table else "", table, f"{table}.{name}" if table else name):
                of_table = n
                if here != table:
                    return n
        elif found := re.match(r"[\"']?([\w.-]+)[\"']?\s*=", bare):
            written = f"{here}.{found[1]}" if here else found[1]
            if written == (f"{table}.{name}" if table else name) or (not table and written.startswith(f"{name}.")):
                return n
    return of_table
