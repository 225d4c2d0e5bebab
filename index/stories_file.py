"""The file with the stories of a library, apart from `stories`, whose word lists no reader of rows needs."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from .storage.checked_path import CheckedPath, Place

    Anywhere = TypeVar("Anywhere", Path, CheckedPath, Path | CheckedPath)

__all__ = ["ALONE", "FORMAT", "StorySize", "account_counts", "stories_file", "stories_files"]

FORMAT = 1


class StorySize(NamedTuple):
    """How many articles tell of an event."""

    accounts: int
    copies: int
    """The same texts again."""


ALONE = StorySize(1, 0)
"""That of an article whose event no other one tells of."""


def stories_file(directory: Anywhere, serial: int) -> Anywhere:
    """Return the file with the stories of the state of a library that the manifest `serial` names."""
    return directory / f"stories-{serial}.json"


def stories_files(directory: Anywhere) -> list[Anywhere]:
    """Return the files with stories there are, those of the newest state first."""
    return sorted(directory.glob("stories-*.json"), key=_serial, reverse=True)


def _serial(path: Place) -> int:
    number = path.stem.removeprefix("stories-")
    return int(number) if number.isdigit() else 0


def account_counts(path: Place) -> dict[str, StorySize]:
    """Return how many accounts and copies the story of each article has; nothing where none can be read."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        found = json.loads(path.read_bytes())
        if found["format"] == FORMAT:
            return dict(_counted(found["stories"].values(), found["copies"]))
    return {}


def _counted(stories: Iterable[list[str]], copies: dict[str, str]) -> Iterator[tuple[str, StorySize]]:
    for members in stories:
        accounts = sum(member not in copies for member in members)
        size = StorySize(accounts, len(members) - accounts)
        for member in members:
            yield member, size
