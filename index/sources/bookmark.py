"""Where a reader ended in a file that grows by whole records, so that it can go on there."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Bookmark", "CannotGoOn"]


class CannotGoOn(Exception):
    """The file must be read from its beginning to get what it holds now."""


@dataclass(slots=True)
class Bookmark:
    """The place where a reader begins, and what it tells of the place where it ended."""

    offset: int = 0
    """Bytes before it."""
    number: int = 0
    """Records before it, counted as the reader counts them."""
    end: int | None = None
    """Records in the whole file, once it is read; None if more bytes at its end could change the last one."""
