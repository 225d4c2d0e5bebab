"""Prints the default configuration file, with every setting commented out."""

from __future__ import annotations

import json
import textwrap
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from seedread.tui.config.settings import Settings, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["choices_of", "default_file", "toml_value"]


def default_file() -> str:
    """Return the default file; it changes nothing."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Configuration of seedread. To change a setting, uncomment its line and edit the value."
    table = ""
    for one in settings():
        if isinstance(one.default, dict):
            yield ""
            yield f"[{one.path}]"
            yield from _comment(one.doc)
            continue
        if one.table != table:
            table = one.table
            yield ""
            yield f"[{table}]"
            yield from _comment((getattr(Settings(), table).__doc__ or "").strip())
        yield ""
        yield from _comment(one.doc)
        choices = choices_of(one.table, one.name)
        if choices:
            yield from _comment("One of " + ", ".join(choices) + ".")
        yield f"# {one.name} = {toml_value(one.default)}"


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, 100, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def choices_of(table: str, name: str) -> tuple[str, ...]:
    """Return the allowed values of a setting; empty if any value of its type is allowed."""
    kind = type_of(table, name)
    return get_args(kind) if get_origin(kind) is Literal else ()


def type_of(table: str, name: str) -> Any:
    """Return the type of a setting."""
    owner = next(type(one.default) for one in fields(Settings) if one.name == table)
    return get_type_hints(owner)[name]


def toml_value(value: Any) -> str:
    """Format a value as TOML."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
