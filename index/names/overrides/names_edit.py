"""Adds entries to the end of `names.toml`, one at a time, and removes the last one again."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from seedread.index.files.toml_append import append_text, remove_text, toml_entry
from seedread.index.names.overrides.name_rules import DROP, LEADER, MERGE, SOURCE, NameRule
from seedread.index.names.overrides.names_file import NamesFileError, WrongEntryError, read_rules, to_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["add_rule", "drop_row", "merge_rows", "merge_sources", "remove_entry"]

_HEAD = """\
# Your corrections to people's names. seedread only adds entries to the end of this file.
# What you change or remove takes effect at the next sync. docs/names.md describes the entries.
"""


def merge_rows(path: Path, into: str, rows: Sequence[str], name: str = "") -> str:
    """Add a merge of the rows with the IDs `rows` into the row `into`, shown as `name` if given; return the entry."""
    return add_rule(path, NameRule(MERGE, into, (name,) if name else (), tuple(row for row in rows if row != into)))


def merge_sources(path: Path, name: str, spellings: Sequence[str]) -> str:
    """Add a rule that sources written as `spellings` are the outlet `name`; return the entry."""
    return add_rule(path, NameRule(SOURCE, names=(name, *spellings)))


def drop_row(path: Path, person: str) -> str:
    """Add a rule that the row with this ID is neither a leader nor an official; return the entry."""
    return add_rule(path, NameRule(DROP, person))


def add_rule(path: Path, rule: NameRule) -> str:
    """Add a rule to the end of the file, which is replaced in one step; return the entry as text.

    Creates the file if there is none. Raises NamesFileError if the file cannot be read or written, or if the rule is
    not valid; a broken file is not changed.
    """
    block = toml_entry(rule.kind, [(key, value) for key, value in _fields(rule) if value])
    try:
        to_rule(rule.kind, tomllib.loads(block)[rule.kind][0])
    except WrongEntryError as error:
        raise NamesFileError(f"[[{rule.kind}]]: {error}.") from None
    append_text(path, block, _HEAD, lambda: read_rules(path), NamesFileError)
    return block


def remove_entry(path: Path, block: str) -> bool:
    """Take the text that `add_rule` returned out of the file; False where it was changed since."""
    return remove_text(path, block, NamesFileError)


def _fields(rule: NameRule) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    if rule.kind == LEADER:
        yield from (("name", rule.names[0]), ("aliases", rule.names[1:]))
        yield from (("country", rule.country), ("offices", rule.offices))
        return
    if rule.kind == SOURCE:
        yield from (("name", rule.names[0]), ("spellings", rule.names[1:]))
        return
    yield from (("person", rule.person), ("rows", rule.rows))
    yield ("name", "".join(rule.names)) if rule.kind == MERGE else ("names", rule.names)
