"""The ids that somebody meant who typed one that is not there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from seedread.index.errors import NotFound, SeedreadError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedread.index import Article, Library

__all__ = ["article", "near"]

_SHOWN = 3
"""Ids that a message offers."""
_COMPARED = 20_000
"""Most ids that are compared letter by letter, which takes 30 µs each."""


def article(library: Library, typed: str) -> Article:
    """Return the article with the id `typed`; raises NotFound with the ids that are near to it.

    Raises SeedreadError for a file of the library that cannot be read.
    """
    typed = os.fsencode(typed).decode("utf-8", "backslashreplace")  # as ids are made of names that are not UTF-8
    try:
        return library.get(typed)
    except NotFound as error:
        _refuse_unread(library, typed)
        found = near(typed, [hit.id for hit in library.search("", limit=library.count).hits])
        advice = f"Did you mean {' or '.join(found)}?" if found else "`seedread search QUERY --ids` prints ids."
        raise NotFound(f"No article {typed}. {advice}") from error


def _refuse_unread(library: Library, typed: str) -> None:
    """Say why a file of the library has no article, where that is what was asked for."""
    for problem in library.problems:
        if typed and f"/{problem.path}".endswith(f"/{typed.removeprefix('./')}"):
            raise SeedreadError(f"{problem.path} cannot be read: {problem.reason}.")


def near(typed: str, ids: Iterable[str]) -> list[str]:
    """Return up to three ids that contain `typed`, or are its end as of a path, or else differ in a few letters."""
    known = list(ids)
    wanted = typed.casefold().removeprefix("./")
    if not wanted:
        return []
    parts = [name for name in known if wanted in name.casefold() or wanted.endswith(f"/{name.casefold()}")]
    if parts:
        return sorted(parts, key=lambda name: (len(name), name))[:_SHOWN]
    from difflib import get_close_matches  # noqa: PLC0415 (only after a slip)

    return get_close_matches(typed, known[:_COMPARED], _SHOWN, 0.7)
