"""The file with the stories of a library, apart from `stories`, whose word lists no reader of rows needs."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from seedread.index.errors import Damaged
from seedread.index.files.checked_json import CHECK, is_intact, read_json

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from pathlib import Path

    from seedread.index.storage.checked_path import CheckedPath, Place

    Anywhere = TypeVar("Anywhere", Path, CheckedPath, Path | CheckedPath)

__all__ = [
    "ALONE",
    "FORMAT",
    "StorySize",
    "account_counts",
    "is_grouped",
    "read_stories",
    "stories_file",
    "stories_files",
    "story_bases",
]

FORMAT = 2
"""1, of seedread 0.1.0, had no checksum."""


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
    found: list[Any] = list(directory.glob("stories-*.json"))
    return sorted(found, key=_serial, reverse=True)


def _serial(path: Place) -> int:
    number = path.stem.removeprefix("stories-")
    return int(number) if number.isdigit() else 0


def is_grouped(directory: Place, serial: int, basis: str) -> bool:
    """Tell whether the stories of a state of the library are there, made by `basis`, every byte as it was written."""
    return is_intact(stories_file(directory, serial), _head(basis))


def story_bases(directory: Place) -> Iterator[str]:
    """Go through what made each file of stories that can be read, the newest first."""
    for path in stories_files(directory):
        with suppress(Damaged):
            if found := read_stories(path):
                yield str(found["basis"])


def _head(basis: str) -> bytes:
    """Return what a file of stories begins with: these two come first, so that they are checked without reading all."""
    return json.dumps({"format": FORMAT, "basis": basis}, separators=(",", ":"))[:-1].encode()


def read_stories(path: Place) -> dict[str, Any] | None:
    """Return what a file of stories holds, None where there is none or it is another version's.

    Raises Damaged where it is not as it was written.
    """
    try:
        found: dict[str, Any] = _read(path)
        return found if found["format"] == FORMAT else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(f"{path} cannot be read ({error}): `seedread index` makes it again.") from None


def _read(path: Place) -> Any:
    try:
        return read_json(path)
    except ValueError:
        # seedread 0.1.0 wrote no checksum
        found = json.loads(path.read_bytes())
        if CHECK in found or found["format"] == FORMAT:
            raise
        return found


def account_counts(path: Place, here: Container[str] | None = None) -> dict[str, StorySize]:
    """Return how many accounts and copies the story of each article has, nothing where there is no such file.

    With `here` only these articles count. Raises Damaged.
    """
    found = read_stories(path)
    if found is None:
        return {}
    stories = found["stories"].values()
    if here is not None:
        stories = [own for members in stories if len(own := [member for member in members if member in here]) > 1]
    return dict(_counted(stories, found["copies"]))


def _counted(stories: Iterable[list[str]], copies: dict[str, str]) -> Iterator[tuple[str, StorySize]]:
    for members in stories:
        accounts = sum(member not in copies for member in members)
        size = StorySize(accounts, len(members) - accounts)
        for member in members:
            yield member, size
