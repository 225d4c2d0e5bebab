"""Which words a full stop abbreviates in a language, and which words open its sentences (data/abbreviations.toml)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.text.data_files import read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Abbreviations", "abbreviations"]


class Abbreviations(NamedTuple):
    """The abbreviations of one language, in lower case and without their last stop."""

    never: frozenset[str]
    """A name follows, so that the sentence goes on."""
    numbered: frozenset[str]
    """Abbreviations only before a figure: No. 5."""
    seldom: frozenset[str]
    """The sentence ends only if an opener follows."""
    openers: frozenset[str]
    """Words that open sentences."""
    ordinals: bool
    """Whether "3." is written for "third"."""


@cache
def abbreviations(language: str) -> Abbreviations:
    """Return the abbreviations of a language (ISO 639-1), none for one that the table lacks."""
    rows = _rows()
    never, numbered, seldom, openers = (
        frozenset(rows.get(language, {}).get(key, "").split()) for key in ("never", "numbered", "seldom", "openers")
    )
    ordinals = language in rows["ordinals"]["languages"].split()
    return Abbreviations(never.union(rows["every"]["never"].split()), numbered, seldom, openers, ordinals)


@cache
def _rows() -> Mapping[str, Mapping[str, str]]:
    return read_toml("text", "abbreviations.toml")
