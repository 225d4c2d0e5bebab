"""The word lists and thresholds of data/wording.toml, data/speakers.toml and data/families.txt, read once."""

from __future__ import annotations

from functools import cache
from typing import Any

from seedread.index.text.analysis import fold, stem
from seedread.index.text.data_files import read_text, read_toml

__all__ = ["phrases", "stem_set", "threshold", "weight", "word_families", "word_map", "word_set"]


@cache
def _data() -> dict[str, dict[str, Any]]:
    return read_toml("compare", "wording.toml") | read_toml("compare", "speakers.toml")


@cache
def word_set(section: str, name: str) -> frozenset[str]:
    """Return a list of words as a set."""
    return frozenset(_data()[section][name].split())


@cache
def stem_set(section: str, name: str) -> frozenset[str]:
    """Return the stems of a list of words."""
    return frozenset(stem(fold(word)) for word in word_set(section, name))


@cache
def word_map(section: str, name: str) -> dict[str, str]:
    """Return a list of words with the value of each."""
    flat = _data()[section][name].split()
    return dict(zip(flat[::2], flat[1::2], strict=True))


@cache
def phrases(section: str, name: str) -> dict[str, str]:
    """Return a list of phrases with the value of each."""
    return dict(_data()[section][name])


def threshold(name: str) -> float:
    """Return one of the thresholds in the [bounds] section."""
    return float(_data()["bounds"][name])


def weight(model: str, feature: str) -> float:
    """Return the weight of a feature in a linear model."""
    return float(_data()[model][feature])


@cache
def word_families() -> dict[str, str]:
    """Return for the stem of every word of a family the stem that stands for the family."""
    text = read_text("compare", "families.txt")
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {stem(fold(word)): stem(fold(line[0])) for line in reversed(lines) for word in line}
