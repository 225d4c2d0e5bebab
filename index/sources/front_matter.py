"""The front matter of a Markdown file: `key: value` between lines of `---`, or TOML between lines of `+++`.

Only a small part of YAML is supported: scalars on one line, quoted or not, and lists. No objects are constructed.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

__all__ = ["split_front_matter"]

_HEAD = re.compile(
    r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)(?:\r?\n)?^(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_PAIR = re.compile(r"([A-Za-z_][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(.*))?\Z")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)\Z")
_ESCAPE = re.compile(r'\\(["\\/])')
_LONGEST = 64_000
"""Longest front matter; a rule of dashes before a longer text does not begin front matter."""


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the fields of the front matter, and the text after it; no fields if there is none."""
    found = _HEAD.match(text, 0, _LONGEST)
    if not found:
        return {}, text
    fields = _toml(found[2]) if found[1] == "+++" else _pairs(found[2])
    return (fields, text[found.end() :]) if fields else ({}, text)


def _toml(text: str) -> dict[str, Any]:
    try:
        fields = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError):  # ValueError also for a number that is too long
        return {}
    return {name: value if isinstance(value, str | list | dict) else str(value) for name, value in fields.items()}


def _pairs(text: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    name = ""
    for line in text.splitlines():
        pair, item = _PAIR.match(line), _ITEM.match(line)
        if pair:
            name = pair[1]
            fields[name] = _value(pair[2] or "")
        elif item and name and not (isinstance(fields[name], str) and fields[name]):
            if not isinstance(fields[name], list):
                fields[name] = []
            fields[name].append(_scalar(item[1]))
    return {name: value for name, value in fields.items() if value}


def _value(text: str) -> str | list[str]:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_scalar(part) for part in text[1:-1].split(",")]
    return _scalar(text)


def _scalar(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        return _ESCAPE.sub(r"\1", text[1:-1])
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    return "" if text in ("|", ">", "|-", ">-", "~", "null") else text.partition(" #")[0].rstrip()
