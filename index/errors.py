"""All errors of the library as one tree. Each message says what is wrong and what to do.

SeedreadError
├── QueryError        a query that cannot be parsed; has its columns
├── Cancelled         a newer request replaced this one
├── NotFound          no such article
├── NoHome            the user has no home folder
├── ShelfError        the user's marks cannot be read or written
│   └── ShelfBusy     another session is writing them; try again
└── LibraryError      the library on disk
    ├── SourceMissing a file or folder of articles that does not exist
    ├── OtherSources  it was built from other files and folders
    ├── Untrusted     another user owns it or can write to it
    ├── Locked        another process is writing it
    ├── Damaged       it cannot be read and must be rebuilt
    └── RevisionError the older texts of its articles cannot be read or written
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "Cancelled",
    "Damaged",
    "LibraryError",
    "Locked",
    "NoHome",
    "NotFound",
    "OtherSources",
    "QueryError",
    "RevisionError",
    "SeedreadError",
    "ShelfBusy",
    "ShelfError",
    "SourceMissing",
    "Untrusted",
    "stop_if",
]


class SeedreadError(Exception):
    """Base of all errors that the user sees; `message` is one or two sentences."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class QueryError(SeedreadError):
    """A query that cannot be parsed; `start` and `end` are columns of the typed text."""

    def __init__(self, message: str, start: int, end: int, instead: str = "") -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.instead = instead
        """What may be meant in place of these columns; empty without a guess."""


class Cancelled(SeedreadError):
    """A search whose result is no longer needed."""


def stop_if(cancelled: Callable[[], bool]) -> None:
    """Raise Cancelled if the result is no longer needed; every long loop calls this."""
    if cancelled():
        raise Cancelled("A newer search replaced this one.")


class NotFound(SeedreadError):
    """An article that does not exist."""


class NoHome(SeedreadError):
    """A user without a home folder, where a file of theirs must be written."""


class ShelfError(SeedreadError):
    """Marks, saved searches or history that cannot be read or written; existing data is not lost."""


class ShelfBusy(ShelfError):
    """Marks that another session is writing right now."""


class LibraryError(SeedreadError):
    """A library on disk that cannot be used."""


class SourceMissing(LibraryError):
    """A file or folder of articles that does not exist, or is unknown."""


class OtherSources(LibraryError):
    """A library that was built from other files and folders than those given."""


class Untrusted(LibraryError):
    """A library that another user owns or can write to: opening it could run their code."""


class Locked(LibraryError):
    """A library that another process is writing."""


class Damaged(LibraryError):
    """A library whose files cannot be read."""


class RevisionError(LibraryError):
    """Older texts of a library's articles that cannot be read or written; the library itself can be used."""
