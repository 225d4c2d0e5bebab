"""Reads the cue words of `data/cues.toml` and the meanings in `data/ambiguous.tsv`, once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from seedread.index.text.data_files import read_table, read_toml

__all__ = ["Meaning", "ambiguous_forms", "cue_phrases", "cue_words"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """One country that an ambiguous form may mean."""

    code: str
    """Empty if no country is meant."""
    kind: str
    """The kind of mention the meaning makes; empty for that of the form."""
    cues: tuple[str, ...]
    """Words in the text that support this meaning."""


@cache
def cue_words(name: str) -> frozenset[str]:
    """Return a list of single words; "~" in the file means a space."""
    return frozenset(word.replace("~", " ") for word in _file()[name].split())


@cache
def cue_phrases(name: str) -> frozenset[str]:
    """Return a list of words and phrases."""
    return frozenset(filter(None, (phrase.strip() for phrase in _file()[name].split(";"))))


@cache
def ambiguous_forms() -> dict[str, tuple[Meaning, ...]]:
    """Return form → its meanings, the most common one first."""
    table = {}
    for forms, *columns in read_table("names", "ambiguous.tsv"):
        meanings = tuple(_meaning(column) for column in columns)
        table.update(dict.fromkeys(forms.split(";"), meanings))
    return table


def _meaning(column: str) -> Meaning:
    code, cues = column.split("=", 1)
    kind = "place" if code.endswith("*") else ""
    return Meaning(code.strip("*-"), kind, tuple(filter(None, cues.split(";"))))


@cache
def _file() -> dict[str, str]:
    return read_toml("names", "cues.toml")
