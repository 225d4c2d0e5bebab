"""Adds to `names.toml` what a reader decides in passing: one entry at the end, in one step."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from seedread.index.files.toml_append import append_text, remove_text, toml_entry
from seedread.index.names.overrides.name_rules import DROP, LEADER, MERGE, NameRule
from seedread.index.names.overrides.names_file import NamesFileError, WrongEntryError, read_rules, to_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["add_rule", "drop_row", "merge_rows", "take_back"]

_HEAD = """\
# What you know better about persons. seedread adds to the end of this file and changes nothing in it;
# what you take out or change counts from the next sync on. docs/names.md says what can stand here.
"""


def merge_rows(path: Path, into: str, rows: Sequence[str], name: str = "") -> str:
    """Note that the rows with the ids `rows` are the person with the id `into`, to be shown as `name` where given."""
    return add_rule(path, NameRule(MERGE, into, (name,) if name else (), tuple(row for row in rows if row != into)))


def drop_row(path: Path, person: str) -> str:
    """Note that the row with this id is no leader and no official."""
    return add_rule(path, NameRule(DROP, person))


def add_rule(path: Path, rule: NameRule) -> str:
    """Add a rule to the end of the file, which is replaced in one step; return the text that was added.

    The file is made if there is none. Raises NamesFileError where it cannot be read (a broken one is left as it is) or
    written, and for a rule that could not be read again.
    """
    block = toml_entry(rule.kind, [(key, value) for key, value in _fields(rule) if value])
    try:
        to_rule(rule.kind, tomllib.loads(block)[rule.kind][0])
    except WrongEntryError as error:
        raise NamesFileError(f"[[{rule.kind}]]: {error}.") from None
    append_text(path, block, _HEAD, lambda: read_rules(path), NamesFileError)
    return block


def take_back(path: Path, block: str) -> bool:
    """Take the text that `add_rule` returned out of the file; False where it was changed since."""
    return remove_text(path, block, NamesFileError)


def _fields(rule: NameRule) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    if rule.kind == LEADER:
        yield from (("name", rule.names[0]), ("aliases", rule.names[1:]))
        yield from (("country", rule.country), ("offices", rule.offices))
        return
    yield from (("person", rule.person), ("rows", rule.rows))
    yield ("name", "".join(rule.names)) if rule.kind == MERGE else ("names", rule.names)
