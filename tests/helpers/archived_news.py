"""An archive of fetched articles, and a library of it whose reader saw all of them."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from seedread.index import Library
from seedread.index.following.followed import follow
from seedread.index.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["archived", "followed"]


def archived(own: str, title: str, minute: int) -> str:
    """Return the line of an article in an archive; `own` is a digit, `minute` when it was fetched."""
    record = {"id": own * 16, "url": f"https://a.example/{own}", "title": title, "feeds": ["a"]}
    record |= {"date": f"2026-11-2{own}", "text": f"{title}. They met.", "fetched": f"2026-11-29T12:{minute}:00Z"}
    return json.dumps(record, separators=(",", ":")) + "\n"


@contextmanager
def followed(archive: Path, directory: Path) -> Iterator[Library]:
    """Open a synced library in `directory` of an archive, with what follows feeds."""
    with Library.open([archive], directory) as library:
        library.sync()
        library.group()
        follow(library, Shelf(), None)
        yield library
