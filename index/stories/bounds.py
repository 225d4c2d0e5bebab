"""The thresholds in data/bounds.toml, read once."""

from __future__ import annotations

from functools import cache
from typing import Any

from seedread.index.text.data_files import read_toml

__all__ = ["bounds"]


@cache
def bounds(section: str) -> dict[str, Any]:
    """Return the thresholds of a section by name."""
    found: dict[str, Any] = read_toml("stories", "bounds.toml")[section]
    return found
