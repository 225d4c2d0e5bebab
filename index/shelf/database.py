"""The SQLite file of the shelf, shared by several sessions: write-ahead log, short transactions, clear errors.

The file is created with the first mark, not before.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
from typing import TYPE_CHECKING

from seedread.index.errors import NoHome, ShelfBusy, ShelfError
from seedread.index.files.atomic_write import make_folder, sync_folder
from seedread.index.files.sqlite_codes import FULL, NO_LOCKS
from seedread.index.shelf.migrations import migrate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["Database"]

WAIT = 15.0
"""Seconds that a write waits for other sessions."""
_PAUSE = 0.006 / 256
"""Seconds between two attempts, times a random number from 1 to 256. SQLite's own pauses grow to 0.1 s, so that among
many writers some would never get the lock."""
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_UNWRITABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


class Database:
    """The connection to the file; may be used from several threads, which take turns."""

    def __init__(self, place: Callable[[], Path]) -> None:
        """Open nothing yet; `place` returns the path of the file, and may raise NoHome."""
        self._place = place
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._inode = 0
        self._writable = True
        self._changes = 0

    @property
    def path(self) -> Path:
        """The file; raises NoHome."""
        return self._place()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """Yield the connection, or None if there is no file yet; raises ShelfError."""
        with self._lock, self._translated_errors():
            yield self._connected(create=False)

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection for one transaction, committed at the end; raises ShelfError."""
        with self._lock, self._translated_errors():
            connection = self._connected(create=True)
            assert connection is not None, "it was created"
            _execute_when_free(connection, "BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            self._changes += 1

    def version(self) -> tuple[int, ...]:
        """Return a value that differs after every change by this session or others."""
        with self.reading() as connection:
            if connection is None:
                return ()
            seen: int = connection.execute("PRAGMA data_version").fetchone()[0]
            return (self._inode, seen, self._changes)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _connected(self, *, create: bool) -> sqlite3.Connection | None:
        inode = self._file()
        if self._connection is not None and inode == self._inode and (self._writable or not create):
            return self._connection
        self.close()  # the file was removed or replaced
        if not inode:
            if not create:
                return None
            make_folder(self.path.parent)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
            sync_folder(self.path.parent)
            inode = self._file()
        self._writable = create or self._may_write()
        connection = self._open()
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            if self._writable:
                _execute_when_free(connection, "PRAGMA journal_mode = WAL")
            # A confirmed mark survives a power cut.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA temp_store = MEMORY")  # works with a full /tmp
            migrate(connection)
        except BaseException:
            connection.close()
            raise
        self._connection, self._inode = connection, inode
        return connection

    def _open(self) -> sqlite3.Connection:
        name = self.path.absolute().as_uri()
        if not self._writable:
            # No other session can write: the file is complete, unless a log was left.
            name += "?mode=ro" if self.path.with_name(f"{self.path.name}-wal").exists() else "?immutable=1"
        return sqlite3.connect(name, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False)

    def _may_write(self) -> bool:
        return os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)

    def _file(self) -> int:
        try:
            return self.path.stat().st_ino
        except (FileNotFoundError, NotADirectoryError):
            return 0

    @contextlib.contextmanager
    def _translated_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._to_shelf_error(error) from error
        except NoHome as error:
            raise ShelfError(f"Your marks cannot be saved. {error.message}") from error
        except OSError as error:
            raise ShelfError(f"{self.path} cannot be used ({error.strerror or error}): nothing was saved.") from error

    def _to_shelf_error(self, error: sqlite3.Error) -> ShelfError:
        extended = getattr(error, "sqlite_errorcode", 0)
        code = extended & 0xFF
        if extended in NO_LOCKS:
            return ShelfError(
                f"The file system of {self.path.parent} has no locks ({error}): set XDG_DATA_HOME to another folder."
            )
        if code in _BUSY:
            return ShelfBusy("Another seedread is writing your marks: try again in a moment.")
        if extended in FULL:
            return ShelfError(f"The disk of {self.path.parent} is full: free some space and try again.")
        if code in _UNWRITABLE:
            return ShelfError(f"Your marks in {self.path} cannot be written: check the permissions of that folder.")
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return ShelfError(f"{self.path} is damaged ({error}): move it, then use `seedread shelf import`.")
        return ShelfError(f"Your marks in {self.path} cannot be used: {error}.")


def _execute_when_free(connection: sqlite3.Connection, statement: str) -> None:
    """Execute a statement that needs the write lock, waiting for other sessions; raises sqlite3.Error after `WAIT`."""
    until = time.monotonic() + WAIT
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute(statement)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in _BUSY or time.monotonic() > until:
                    raise
                time.sleep(_PAUSE * (1 + os.urandom(1)[0]))  # `random` would load OpenSSL
            else:
                return
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(1000 * WAIT)}")
