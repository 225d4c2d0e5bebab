"""Where the stories of a library lie: apart from `stories`, whose word lists no reader needs to look for a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["stories_file"]


def stories_file(directory: Path, serial: int) -> Path:
    """Return the file with the stories of the state of a library that the manifest `serial` names."""
    return directory / f"stories-{serial}.json"
