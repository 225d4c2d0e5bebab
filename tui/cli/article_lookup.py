"""Finds an article by the ID that was typed, and suggests similar IDs when there is none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from seedread.index.errors import NotFound, SeedreadError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedread.index import Article, Library

__all__ = ["article", "near"]

_SHOWN = 3
"""Suggestions per message."""
_COMPARED = 20_000
"""Most IDs to compare letter by letter, at 30 µs each."""


def article(library: Library, typed: str) -> Article:
    """Return the article with the ID `typed`; raises NotFound with similar IDs.

    Raises SeedreadError if `typed` is a file of the library that could not be read.
    """
    typed = os.fsencode(typed).decode(
        "utf-8", "backslashreplace"
    )  # IDs of file names that are not UTF-8 are escaped like this
    try:
        return library.get(typed)
    except NotFound as error:
        _refuse_unread(library, typed)
        found = near(typed, [hit.id for hit in library.search("", limit=library.count).hits])
        advice = f"Did you mean {' or '.join(found)}?" if found else "`seedread search QUERY --ids` prints IDs."
        raise NotFound(f"No article has the ID {typed}. {advice}") from error


def _refuse_unread(library: Library, typed: str) -> None:
    """Report why a file of the library has no article, if it is the one that was asked for."""
    for problem in library.problems:
        if typed and f"/{problem.path}".endswith(f"/{typed.removeprefix('./')}"):
            raise SeedreadError(f"Could not read {problem.path}: {problem.reason}.")


def near(typed: str, ids: Iterable[str]) -> list[str]:
    """Return up to three IDs that contain `typed`, are the end of it as a path, or differ by a few letters."""
    known = list(ids)
    wanted = typed.casefold().removeprefix("./")
    if not wanted:
        return []
    parts = [name for name in known if wanted in name.casefold() or wanted.endswith(f"/{name.casefold()}")]
    if parts:
        return sorted(parts, key=lambda name: (len(name), name))[:_SHOWN]
    from difflib import get_close_matches  # noqa: PLC0415 (only after a typo)

    return get_close_matches(typed, known[:_COMPARED], _SHOWN, 0.7)
