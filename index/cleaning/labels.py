"""The small word lists that datelines, dates, bylines and headings of links are read with; the words are data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["label_words"]


@cache
def label_words(name: str) -> frozenset[str]:
    """Return the list called `name` in data/labels.toml."""
    data = tomllib.loads(files("seedread.index.cleaning").joinpath("data", "labels.toml").read_text(encoding="utf-8"))
    return frozenset(data[name].split())
