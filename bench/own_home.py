"""Gives a run folders of its own, so that it neither reads nor changes what is its user's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["own_home"]


def own_home(folder: Path) -> dict[str, str]:
    """Return the environment in which settings, marks, libraries and sessions lie in this folder."""
    return {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CACHE", "CONFIG", "DATA", "STATE")}
