"""Reads the small word lists for datelines, dates, bylines and headings of links from data/word_lists.toml."""

from __future__ import annotations

from functools import cache

from seedread.index.text.data_files import read_toml

__all__ = ["word_list"]


@cache
def word_list(name: str) -> frozenset[str]:
    """Return one list of data/word_lists.toml."""
    return frozenset(_lists()[name].split())


@cache
def _lists() -> dict[str, str]:
    return read_toml("cleaning", "word_lists.toml")
