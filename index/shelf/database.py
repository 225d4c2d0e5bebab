"""One SQLite file that several sessions use at once: write-ahead log, short transactions, errors in words.

Nothing is created before the first mark: who only reads leaves no file behind.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from typing import TYPE_CHECKING

from seedread.index.errors import ShelfBusy, ShelfError

from .schema import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Database"]

WAIT = 5.0
"""Seconds that a write waits for that of another session."""
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_UNWRITABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


class Database:
    """The connection to the file; may be used from several threads, which take turns."""

    def __init__(self, path: Path) -> None:
        """Nothing is opened yet."""
        self.path = path
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._inode = 0
        self._changes = 0

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """Give the connection, None where there is no file yet; raises ShelfError."""
        with self._lock, self._told():
            yield self._connected(create=False)

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for one transaction, kept whole or not at all; raises ShelfError."""
        with self._lock, self._told():
            connection = self._connected(create=True)
            assert connection is not None, "it was created"
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            self._changes += 1

    def version(self) -> tuple[int, ...]:
        """Return a mark that is another one after every change, of this session or of others."""
        with self.reading() as connection:
            if connection is None:
                return ()
            seen: int = connection.execute("PRAGMA data_version").fetchone()[0]
            return (self._inode, seen, self._changes)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _connected(self, *, create: bool) -> sqlite3.Connection | None:
        inode = self._file()
        if self._connection is not None and inode == self._inode:
            return self._connection
        self.close()  # the file was taken away, or another one lies in its place
        if not inode:
            if not create:
                return None
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
            inode = self._file()
        connection = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA journal_mode = WAL")
            # A process that is killed loses nothing; a power cut may take the last moments, never the rest.
            connection.execute("PRAGMA synchronous = NORMAL")
            migrate(connection)
        except BaseException:
            connection.close()
            raise
        self._connection, self._inode = connection, inode
        return connection

    def _file(self) -> int:
        try:
            return self.path.stat().st_ino
        except (FileNotFoundError, NotADirectoryError):
            return 0

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._in_words(error) from error
        except OSError as error:
            raise ShelfError(f"{self.path} cannot be used ({error.strerror or error}): nothing was marked.") from error

    def _in_words(self, error: sqlite3.Error) -> ShelfError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _BUSY:
            return ShelfBusy("Another seedread is writing your marks: try again in a moment.")
        if code in _FULL:
            return ShelfError(f"There is no room for your marks in {self.path.parent}: make some and try again.")
        if code in _UNWRITABLE:
            return ShelfError(f"Your marks in {self.path} cannot be written: look who may write that folder.")
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return ShelfError(f"{self.path} is damaged ({error}): move it, then `seedread shelf import` an export.")
        return ShelfError(f"Your marks in {self.path} cannot be used: {error}.")
