"""Reads the configuration; whatever is wrong in it is told with its line, and all of it at once."""

from __future__ import annotations

import difflib
import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from seedread.index.errors import NoHome, SeedreadError
from seedread.index.files.user_folders import config_folder
from seedread.tui.config.printing import choices_of, type_of
from seedread.tui.config.settings import Settings, settings
from seedread.tui.keys.actions import ACTIONS
from seedread.tui.keys.key_names import key_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["ConfigError", "config_path", "load_settings", "parse_settings"]


class ConfigError(SeedreadError):
    """A configuration that cannot be used, with every fault and its line."""


def config_path() -> Path:
    """Return the place of the reader's configuration; raises NoHome."""
    return config_folder() / "config.toml"


def load_settings(path: Path | None = None) -> Settings:
    """Return what the file says, the defaults where there is none; raises ConfigError."""
    try:
        path = path or config_path()
        text = path.read_text(encoding="utf-8")
    except (NoHome, FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not in UTF-8 (byte {error.start}).") from error
    return parse_settings(text, str(path))


def parse_settings(text: str, name: str = "config.toml") -> Settings:
    """Return what `text` says; raises ConfigError with `name` and line of every fault."""
    import tomllib  # noqa: PLC0415 (most have no file)

    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
        at, message = (f":{found[1]}:{found[2]}", str(error)[: found.start()]) if found else ("", str(error))
        raise ConfigError(f"{name}{at}: {message}.") from None
    faults = sorted(set(_faults(given, text)))
    if faults:
        raise ConfigError("\n".join(f"{name}:{line}: {message}" for line, message in faults))
    result = Settings()
    for table, values in given.items():
        made = {key: _made(value) for key, value in values.items()}
        result = replace(result, **{table: replace(getattr(result, table), **made)})
    return result


def _made(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        names = {name: [keys] if isinstance(keys, str) else keys for name, keys in value.items()}
        return {name: tuple(filter(None, map(key_name, keys))) for name, keys in names.items()}
    return value


def _faults(given: Mapping[str, Any], text: str) -> Iterator[tuple[int, str]]:
    tables = [one.name for one in fields(Settings)]
    for table, values in given.items():
        if table not in tables:
            yield _line(text, "", table), f"There is no [{table}]{_nearest(table, tables)}"
        elif not isinstance(values, dict):
            yield _line(text, "", table), f"[{table}] is a table of settings, not a value."
        else:
            for name, value in values.items():
                yield from _faults_of(table, name, value, text)


def _faults_of(table: str, name: str, value: Any, text: str) -> Iterator[tuple[int, str]]:
    names = [one.name for one in settings() if one.table == table]
    at = _line(text, table, name)
    if name not in names:
        yield at, f"There is no setting {name} in [{table}]{_nearest(name, names)}"
    elif choices := choices_of(table, name):
        if value not in choices:
            yield at, f"{name} must be one of {', '.join(choices)}."
    elif name == "bindings":
        yield from _faults_of_bindings(value, text, at)
    else:
        wanted = type_of(table, name)
        if wanted is bool and not isinstance(value, bool):
            yield at, f"{name} must be true or false."
        elif wanted is str and not isinstance(value, str):
            yield at, f"{name} must be a text in quotation marks."
        elif wanted not in (bool, str) and not _texts(value):
            yield at, f'{name} must be a list of texts: ["…", "…"].'


def _faults_of_bindings(value: Any, text: str, at: int) -> Iterator[tuple[int, str]]:
    if not isinstance(value, dict):
        yield at, "[keys.bindings] is a table: one action a line."
        return
    known = sorted({action.name for action in ACTIONS})
    for name, keys in value.items():
        where = _line(text, "keys.bindings", name)
        if name not in known:
            yield where, f"There is no action {name}{_nearest(name, known)}"
        elif not (isinstance(keys, str) or _texts(keys)):
            yield where, f'{name} needs a key or a list of keys: {name} = ["J", "Ctrl-N"].'
        else:
            for key in [keys] if isinstance(keys, str) else keys:
                if key_name(key) is None:
                    yield where, f"“{key}” names no key: write j, G, /, Ctrl-F, PgDn, F1, Space or Shift-Tab."


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _nearest(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f": did you mean {near[0]}?" if near else f": there is {', '.join(known)}."


def _line(text: str, table: str, name: str) -> int:
    """Return the line on which a setting stands; that of its table, or the first, where it cannot be told."""
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
