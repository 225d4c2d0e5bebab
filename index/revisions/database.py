"""The SQLite file of older texts, which several libraries can write in turn.

It has no write-ahead log: those who read a shared library may not write beside it.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING

from seedread.index.errors import RevisionError
from seedread.index.files.sqlite_codes import FULL, NO_LOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedread.index.revisions.place import RevisionPlace

__all__ = ["RevisionDatabase"]

_WAIT = 15.0
"""Seconds to wait for another writer."""
_FORMAT = 1
_TABLE = """
CREATE TABLE IF NOT EXISTS revision (
    library TEXT NOT NULL, article TEXT NOT NULL, n INTEGER NOT NULL,
    seen TEXT NOT NULL, digest TEXT NOT NULL, next TEXT NOT NULL, text BLOB NOT NULL,
    PRIMARY KEY (library, article, n)
)
"""
_INDEX = "CREATE INDEX IF NOT EXISTS revision_head ON revision (library, article, n, digest, next)"
"""What every sync reads is in here, so that it passes no text."""
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_NO_RIGHT = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class RevisionDatabase:
    """The file; it is created with the first text, and open only while it is used."""

    def __init__(self, place: RevisionPlace) -> None:
        self.place = place

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """Yield a connection, None if there is no file; raises RevisionError, and Untrusted."""
        path = self.place.path
        with _translated(path, self.place):
            if not self.place.check(path):
                yield None
                return
            # Who may write it also rolls back what a killed writer left.
            may_write = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
            with contextlib.closing(_connected(path, "rw" if may_write else "ro")) as connection:
                yield connection if _format(connection, path) else None

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection for one transaction, which is on the disk at the end; raises RevisionError, Untrusted."""
        path = self.place.path
        with _translated(path, self.place):
            self.place.check(path)
            self.place.create(path)
            with contextlib.closing(_connected(path, "rw")) as connection:
                connection.execute("PRAGMA synchronous = EXTRA")
                connection.execute("BEGIN IMMEDIATE")
                with connection:  # commits, or rolls back after an error
                    _format(connection, path)
                    connection.execute(_TABLE)
                    connection.execute(_INDEX)
                    connection.execute(f"PRAGMA user_version = {_FORMAT}")
                    yield connection


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_WAIT, isolation_level=None
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")  # works with a full /tmp
    return connection


def _format(connection: sqlite3.Connection, path: Path) -> int:
    """Return the format of the file, 0 for a new one; raises RevisionError for a newer one."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > _FORMAT:
        raise RevisionError(f"A newer version of seedread wrote {path}: update seedread. Nothing was changed.")
    return found


@contextlib.contextmanager
def _translated(path: Path, place: RevisionPlace) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise RevisionError(_message(path, place, error)) from error
    except OSError as error:
        raise RevisionError(_no_right(path, error.strerror or str(error))) from error


def _message(path: Path, place: RevisionPlace, error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_READONLY_ROLLBACK:
        return f"A sync was killed while it wrote {path}: it can be read again after the next sync of its owner."
    if code in NO_LOCKS:
        return f"The file system of {path.parent} has no locks ({error}): {place.how_to_move}."
    if code in FULL:
        return f"The disk of {path.parent} is full: free some space, or older versions of changed articles are lost."
    return _message_of_family(path, error, code & 0xFF)


def _message_of_family(path: Path, error: sqlite3.Error, code: int) -> str:
    if code in _BUSY:
        return f"Another seedread is writing {path}: try again in a moment."
    if code in _NO_RIGHT:
        return _no_right(path, str(error))
    if code in _DAMAGED:
        return f"{path} is damaged ({error}): move it to another place. Newer versions are then kept in a new file."
    return f"Older versions in {path} cannot be used: {error}."


def _no_right(path: Path, reason: str) -> str:
    return f"Older versions in {path} cannot be used ({reason}): check the permissions of {path.parent}."
