"""Everything that can go wrong below the screen, as one tree; each message says what the reader can do.

SeedreadError
├── QueryError        what was typed cannot be understood; carries the columns
├── Cancelled         a newer request made this one pointless
├── NotFound          no such article
├── NoHome            nothing says where the reader's own files lie
├── ShelfError        the reader's own marks cannot be read or written
│   └── ShelfBusy     another session is writing them; it can be tried again
└── LibraryError      the library on disk
    ├── SourceMissing a file or folder of articles that is not there
    ├── OtherSources  it is made of other files and folders than those named
    ├── Untrusted     it belongs to somebody else or others can write it
    ├── Locked        another process is writing it
    └── Damaged       it cannot be read and must be rebuilt
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
    "SeedreadError",
    "ShelfBusy",
    "ShelfError",
    "SourceMissing",
    "Untrusted",
    "stop_if",
]


class SeedreadError(Exception):
    """Anything that seedread tells its reader; `message` is one or two sentences."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class QueryError(SeedreadError):
    """A query that cannot be understood, with the columns of the text as typed."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end


class Cancelled(SeedreadError):
    """A search that nobody waits for any more."""


def stop_if(cancelled: Callable[[], bool]) -> None:
    """Raise Cancelled where nobody waits any more; called inside everything that can take long."""
    if cancelled():
        raise Cancelled("A newer search took its place.")


class NotFound(SeedreadError):
    """An article that is not there."""


class NoHome(SeedreadError):
    """A reader without a home folder, where something of theirs must be kept."""


class ShelfError(SeedreadError):
    """Marks, saved searches or history that cannot be read or written; nothing that was there is lost."""


class ShelfBusy(ShelfError):
    """Marks that another session is writing just now."""


class LibraryError(SeedreadError):
    """A library that cannot be used as it lies on disk."""


class SourceMissing(LibraryError):
    """A file or folder of articles that is not there, or is not known."""


class OtherSources(LibraryError):
    """A library that is made of other files and folders than those it was to be opened with."""


class Untrusted(LibraryError):
    """A library that somebody else owns or may write: opening it could run their code."""


class Locked(LibraryError):
    """A library that another process is writing."""


class Damaged(LibraryError):
    """A library whose files cannot be read."""
