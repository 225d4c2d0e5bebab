"""Reads the small word lists for datelines, dates, bylines and headings of links from data/word_lists.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["word_list"]


@cache
def word_list(name: str) -> frozenset[str]:
    """Return one list of data/word_lists.toml."""
    path = files("seedread.index.cleaning").joinpath("data", "word_lists.toml")
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))[name].split())
