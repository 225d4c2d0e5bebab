"""The file with the stories of a library. It is apart from `stories`, whose word lists are not needed to show rows."""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from seedread.index.errors import Damaged
from seedread.index.files.atomic_write import write_file
from seedread.index.files.checked_json import CHECK, is_intact, read_json

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from pathlib import Path

    from seedread.index.storage.checked_path import CheckedPath
    from seedread.index.storage.cluster_place import ClusterPlace
    from seedread.index.storage.places import ReadablePlace, WritablePlace

    Anywhere = TypeVar("Anywhere", Path, CheckedPath, ClusterPlace, WritablePlace, ReadablePlace)

__all__ = [
    "ALONE",
    "FORMAT",
    "StorySize",
    "account_counts",
    "is_grouped",
    "links_file",
    "read_links",
    "read_stories",
    "remove_others",
    "serial_of",
    "stories_file",
    "stories_files",
    "story_bases",
    "write_links",
]

FORMAT = 4
"""1, of seedread 0.1.0, had no checksum; 2 had no links; 3 had the articles that were processed among the stories."""


class StorySize(NamedTuple):
    """How many articles cover an event."""

    accounts: int
    copies: int
    """Copies of the same text."""


ALONE = StorySize(1, 0)
"""The size for an event that only one article covers."""


def stories_file(directory: Anywhere, serial: int) -> Anywhere:
    """Return the file with the stories for the library state `serial` of the manifest."""
    return directory / f"stories-{serial}.json"


def stories_files(directory: Anywhere) -> list[Anywhere]:
    """Return all stories files, the newest state first."""
    found: list[Any] = list(directory.glob("stories-*.json"))
    return sorted(found, key=serial_of, reverse=True)


def links_file(directory: Anywhere, serial: int) -> Anywhere:
    """Return the file with the links between the articles of a library state."""
    return directory / f"links-{serial}.bin"


def read_links(path: ReadablePlace) -> bytes:
    """Return the links as they were written; raises OSError, and ValueError if the checksum is wrong."""
    raw = path.read_bytes()
    if raw[:_CHECK_LENGTH] != _checksum(raw[_CHECK_LENGTH:]):
        raise ValueError("its checksum does not match")
    return raw[_CHECK_LENGTH:]


def write_links(path: WritablePlace, links: bytes, mode: int | None) -> None:
    """Replace the file of the links atomically, with a checksum before them; raises OSError."""
    write_file(path, _checksum(links) + links, mode)


def _checksum(content: bytes) -> bytes:
    return b"%08x\n" % zlib.crc32(content)


_CHECK_LENGTH = len(_checksum(b""))


def serial_of(path: ReadablePlace) -> int:
    """Return the library state that a stories file is for; 0 if its name does not tell."""
    number = path.stem.removeprefix("stories-")
    return int(number) if number.isdigit() else 0


def is_grouped(directory: ReadablePlace, serial: int, basis: str) -> bool:
    """Tell whether the stories of a library state and their links are there, made by `basis`, and intact."""
    with suppress(OSError, ValueError):
        read_links(links_file(directory, serial))
        return is_intact(stories_file(directory, serial), _head(basis))
    return False


def remove_others(directory: WritablePlace, serial: int) -> None:
    """Remove the stories and links of other library states, which a killed grouping may have left."""
    kept = {stories_file(directory, serial), links_file(directory, serial)}
    for path in (*directory.glob("stories-*.json*"), *directory.glob("links-*.bin*")):
        if path not in kept:
            path.unlink(missing_ok=True)


def story_bases(directory: ReadablePlace) -> Iterator[str]:
    """Yield the basis of each stories file that can be read, the newest first."""
    for path in stories_files(directory):
        with suppress(Damaged):
            if found := read_stories(path):
                yield str(found["basis"])


def _head(basis: str) -> bytes:
    """Return the first bytes of a stories file: format and basis come first, to be checked without reading the rest."""
    return json.dumps({"format": FORMAT, "basis": basis}, separators=(",", ":"))[:-1].encode()


def read_stories(path: ReadablePlace) -> dict[str, Any] | None:
    """Return the contents of a stories file, None if there is none or it is of another version.

    Raises Damaged if the checksum is wrong.
    """
    try:
        found: dict[str, Any] = _read(path)
        return found if found["format"] == FORMAT else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(f"{path} cannot be read ({error}): `seedread index` makes it again.") from None


def _read(path: ReadablePlace) -> Any:
    try:
        return read_json(path)
    except ValueError:
        # seedread 0.1.0 wrote no checksum
        found = json.loads(path.read_bytes())
        if CHECK in found or found["format"] == FORMAT:
            raise
        return found


def account_counts(path: ReadablePlace, here: Container[str] | None = None) -> dict[str, StorySize]:
    """Return the size (accounts and copies) of each article's story; empty if there is no such file.

    With `here`, only these articles are counted. Raises Damaged.
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
