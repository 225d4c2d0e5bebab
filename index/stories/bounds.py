"""The bounds of data/bounds.toml, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["bounds"]


@cache
def bounds(section: str) -> dict[str, Any]:
    """Return the bounds of a section by name."""
    data = tomllib.loads((files("seedread.index.stories") / "data" / "bounds.toml").read_text(encoding="utf-8"))
    found: dict[str, Any] = data[section]
    return found
