"""What goes wrong with the file of older texts is told in words that help."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library
from seedread.index.errors import RevisionError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (sqlite3.SQLITE_FULL, "is full.*free some space"),
        (sqlite3.SQLITE_IOERR_WRITE, "is full.*free some space"),
        (sqlite3.SQLITE_IOERR_FSYNC, "is full.*free some space"),
        (sqlite3.SQLITE_IOERR_READ, "cannot be used: disk I/O error"),
        (sqlite3.SQLITE_IOERR_CORRUPTFS, "cannot be used: disk I/O error"),
        (sqlite3.SQLITE_IOERR_NOMEM, "cannot be used: disk I/O error"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "try again"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "check the permissions"),
    ],
)
def test_what_the_disk_does_is_told_in_words(tmp_path: Path, code: int, told: str) -> None:
    """A full disk, a broken one, another writer and missing permissions give different errors."""
    (tmp_path / "news").mkdir()
    with Library.open([tmp_path / "news"]) as library, pytest.raises(RevisionError, match=told):
        fail(library, code)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_LOCK, sqlite3.SQLITE_IOERR_RDLOCK, sqlite3.SQLITE_PROTOCOL])
@pytest.mark.parametrize(("place", "told"), [(None, "set XDG_DATA_HOME"), ("library", "another place with --library")])
def test_a_file_system_without_locks_is_told_with_what_moves_the_file(
    tmp_path: Path, code: int, place: str | None, told: str
) -> None:
    """The data of a reader move with XDG_DATA_HOME, and those beside a library with the library."""
    (tmp_path / "news").mkdir()
    where = tmp_path / place if place else None
    with Library.open([tmp_path / "news"], where) as library:
        library.sync()
        with pytest.raises(RevisionError, match=f"has no locks.*{told}"):
            fail(library, code)


def fail(library: Library, code: int) -> None:
    """Fail as SQLite does while older texts are written."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    with library.revisions._database.writing():
        raise error
