"""Reads data/native_countries.tsv: a language on a line of its own, then a row for each country with its forms.

A row has one column for each source, since who compiled a form decides which endings it takes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from seedread.index.text.data_files import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["SOURCES", "native_forms"]

SOURCES = ("cldr", "hand", "iso")
"""The sources of forms, in the order of their columns."""


@cache
def native_forms() -> Mapping[str, Sequence[tuple[str, str, str]]]:
    """Return language → (country, source, form), in this order."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    forms: list[tuple[str, str, str]] = []
    for first, *columns in read_table("names", "native_countries.tsv"):
        if not columns:
            forms = found[first] = []
        for source, joined in zip(SOURCES, columns, strict=False):
            if joined:
                forms += [(first, source, form) for form in joined.split(";")]
    return found
