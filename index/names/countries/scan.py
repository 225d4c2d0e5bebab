"""Finds every form of the lexicon in a text in one pass, the longest at each position.

A match is only a candidate: `guards` and `votes` decide whether it names a country.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import ahocorasick_rs

from seedread.index.names.lexicon import countries, forms_of
from seedread.index.names.name_folding import without_accents
from seedread.index.text.data_files import read_table, read_text
from seedread.index.text.phrase_finder import at_word_boundaries

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CITY", "MASK", "CountryCandidate", "scan"]

MASK = ""
"""The code of a form that only looks like a country."""


CITY = "city"
"""The kind of a form that counts only in a dateline, as a place."""


_SHARED_NOUN = re.compile(
    r"\b(?P<first>North|South|East|West) (?:and|or) (?:North|South|East|West)"
    r" (?P<noun>Koreans?|Germans?|Yemenis?|Sudanese|Vietnamese|Korea|Germany|Yemen|Vietnam|Sudan)\b"
)


_SECOND = tuple(f" {join} {side} " for join in ("and", "or") for side in ("North", "South", "East", "West"))
"""What is in every match of it. A text without is not searched."""


@dataclass(slots=True)
class CountryCandidate:
    """A form of the lexicon at its position in the text."""

    start: int
    end: int
    form: str
    """As spelled in running text."""
    capitals: bool
    """Whether the text has it in all capitals."""
    code: str
    kind: str


def scan(text: str) -> list[CountryCandidate]:
    """Return the longest forms of the lexicon in `text` at word boundaries, left to right, masks included."""
    automaton, forms = _automaton()
    matches = automaton.find_matches_as_indexes(text, overlapping=True)
    found: list[CountryCandidate] = []
    last = 0
    for start, negative_end, index in sorted((start, -end, index) for index, start, end in matches):
        end = -negative_end
        if start >= last and at_word_boundaries(text, start, end):
            found.append(CountryCandidate(start, end, *forms[index]))
            last = end
    return _with_shared_nouns(text, found)


def _with_shared_nouns(text: str, found: list[CountryCandidate]) -> list[CountryCandidate]:
    """Add the first of two countries that share a noun: "East" of "East and West Germany"."""
    if not any(second in text for second in _SECOND):
        return found
    added = []
    for match in _SHARED_NOUN.finditer(text):
        form = f"{match['first']} {match['noun']}"
        entry = next((entry for entry in _automaton()[1] if entry[0] == form), None)
        if entry and all(one.end <= match.start() or one.start >= match.end("first") for one in found):
            added.append(CountryCandidate(match.start(), match.end("first"), *entry))
    return sorted((*found, *added), key=lambda one: one.start) if added else found


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, bool, str, str]]]:
    table: dict[str, tuple[str, bool, str, str]] = {}
    for form, code, kind in _all_forms():
        for variant in (form, without_accents(form)):
            table.setdefault(variant, (variant, False, code, kind))
    for written, (form, _, code, kind) in list(table.items()):
        table.setdefault(written.upper(), (form, True, code, kind))
    return ahocorasick_rs.AhoCorasick(list(table)), list(table.values())


def _all_forms() -> Iterator[tuple[str, str, str]]:
    for entry in countries().values():
        for form, kind in entry.forms():
            yield form, entry.code, kind
    for code, column in read_table("names", "places.tsv"):
        for form in forms_of(column):
            yield form, code, "place"
    for code, column in read_table("names", "cities.tsv"):
        for form in forms_of(column):
            yield form, code, CITY
    for line in read_text("names", "masks.txt").splitlines():
        if not line.startswith("#"):
            yield line, MASK, "mask"
