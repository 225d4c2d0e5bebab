"""The file with the stories of a library, apart from `stories`, whose word lists no reader of rows needs."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["FORMAT", "account_counts", "stories_file", "stories_files"]

FORMAT = 1


def stories_file(directory: Path, serial: int) -> Path:
    """Return the file with the stories of the state of a library that the manifest `serial` names."""
    return directory / f"stories-{serial}.json"


def stories_files(directory: Path) -> list[Path]:
    """Return the files with stories there are, those of the newest state first."""
    return sorted(directory.glob("stories-*.json"), key=_serial, reverse=True)


def _serial(path: Path) -> int:
    number = path.stem.removeprefix("stories-")
    return int(number) if number.isdigit() else 0


def account_counts(path: Path) -> dict[str, int]:
    """Return how many accounts, copies not counted, the story of each article has; nothing where none can be read."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        found = json.loads(path.read_bytes())
        if found["format"] == FORMAT:
            return dict(_counted(found["stories"].values(), found["copies"]))
    return {}


def _counted(stories: Iterable[list[str]], copies: dict[str, str]) -> Iterator[tuple[str, int]]:
    for members in stories:
        accounts = sum(member not in copies for member in members)
        for member in members:
            yield member, accounts
