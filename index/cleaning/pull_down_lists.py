"""Strips the pull-down lists of countries and languages that a page's forms leave in its text.

Without this rule a page with such a list would name two hundred countries. A list in an article has fewer of them, or
is a sentence. The names are in data/pull_down_lists.toml.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from seedread.index.cleaning.labels import Label
from seedread.index.cleaning.phrases import line_words
from seedread.index.text.data_files import read_toml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.labelled_document import LabelledDocument
    from seedread.index.cleaning.phrases import LineWords
    from seedread.index.cleaning.units import TextUnit

__all__ = ["label_pull_down_lists"]

LONG = 15
"""Names of a list that is a pull-down list by its length."""
FEW = 4
"""Names of a list below a line that asks to choose."""
IN_ONE_LINE = 15
"""Names in one line."""
LEAST_SIZE = 100
"""The least size of such a line."""
MOST_COMMAS = 3
"""A line with more is a sentence that lists countries."""
CHOOSE = frozenset(("select", "choose", "country", "countries", "language", "languages", "region", "location",
                    "edition", "editions", "land", "sprache", "pays", "langue", "país", "idioma", "paese", "lingua",
                    "страна", "язык"))  # fmt: skip
_LABEL = Label("navigation", "a pull-down list")


@cache
def _names() -> frozenset[LineWords]:
    lists = read_toml("cleaning", "pull_down_lists.toml").values()
    return frozenset(line_words(name) for names in lists for name in names.split("\n") if name)


@cache
def _longest() -> int:
    return max(map(len, _names()))


def label_pull_down_lists(document: LabelledDocument) -> LabelledDocument:
    """Label the lists of countries or languages: one name a line, or all in one line."""
    units, names = document.units, _names()
    changes: dict[int, Label | None] = {
        at: _LABEL
        for at, unit in enumerate(units)
        if not unit.ends and unit.size >= LEAST_SIZE and _may_be_list(unit) and _is_list(unit.text)
    }
    start = 0
    for at in range(len(units) + 1):
        if at < len(units) and units[at].words in names:
            continue
        if at - start >= LONG or (at - start >= FEW and _asks_to_choose(document, start)):
            changes |= dict.fromkeys(range(start, at), _LABEL)
        start = at + 1
    return document.with_labels({at: label for at, label in changes.items() if document.labels[at] is None})


def _asks_to_choose(document: LabelledDocument, start: int) -> bool:
    above = document.units[start - 1].words if start else ()
    return 0 < len(above) <= 5 and not CHOOSE.isdisjoint(above)


def _may_be_list(unit: TextUnit) -> bool:
    """Return whether at least a third of the words at the beginning are the first word of a name."""
    return 3 * sum(map(_first_words().__contains__, unit.words)) >= len(unit.words)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name[0] for name in _names())


def _is_list(text: str) -> bool:
    """Return whether a line is little else than names, one after the other."""
    if text.count(",") > MOST_COMMAS:
        return False
    words = _all_words(text)
    found, known, at = 0, 0, 0
    while at < len(words):
        length = next((n for n in range(_longest(), 0, -1) if tuple(words[at : at + n]) in _names()), 0)
        found += length > 0
        known += length
        at += max(1, length)
    return found >= IN_ONE_LINE and known > 0.7 * len(words)


def _all_words(text: str) -> Sequence[str]:
    return [word for part in text.split() for word in line_words(part)]
