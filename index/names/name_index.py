"""Folds and indexes the rows of a gazetteer, thousands at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from seedread.index.names.person_names import fold_name_word

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["NameIndex", "fold_rows"]

_MARKS = re.compile("[\u0300-\u036f]+")
_REPLACED = [(letter, fold_name_word(f"a{letter}a")[1:-1]) for letter in "łøđıəæœþðħŋ'’‘ʻʼʽʿʾ′`´\"“”-‐–—_."]


class NameIndex:
    """Keys with the numbers of their rows; most have one row, for which a list would waste memory."""

    def __init__(self) -> None:
        self.first: dict[str, int] = {}
        self._more: dict[str, list[int]] = {}

    def add(self, key: str, number: int) -> None:
        """Add a row to the key."""
        if self.first.setdefault(key, number) != number:
            self._more.setdefault(key, []).append(number)

    def rows_of(self, key: str) -> Sequence[int]:
        """Return the rows of a key, in the order they were added."""
        number = self.first.get(key)
        return () if number is None else (number, *self._more.get(key, ()))


def fold_rows(rows: list[str]) -> list[list[str]]:
    """Return country, name and aliases of every row, folded as by `fold_name_word`, but all at once."""
    text = "\n".join([row.rsplit("\t", 1)[0] for row in rows]).casefold()
    if not text.isascii():
        text = _MARKS.sub("", normalize("NFKD", text))
    for letter, plain in _REPLACED:
        text = text.replace(letter, plain)
    return [row.split("\t") for row in text.split("\n")]
