"""One SQLite file that several sessions use at once: write-ahead log, short transactions, errors in words.

Nothing is created before the first mark: who only reads leaves no file behind.
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
from seedread.index.shelf.schema import migrate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["Database"]

WAIT = 15.0
"""Seconds that a write waits for those of other sessions."""
_PAUSE = 0.006 / 256
"""Seconds between two attempts, times 1 to 256 by chance. SQLite's own pauses grow to 0.1 s: who waits longest comes
last: among many writers some would never have their turn."""
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_SHMSIZE,
         sqlite3.SQLITE_IOERR_TRUNCATE)  # fmt: skip
_NO_LOCKS = (sqlite3.SQLITE_IOERR_LOCK, sqlite3.SQLITE_IOERR_RDLOCK, sqlite3.SQLITE_IOERR_UNLOCK,
             sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK, sqlite3.SQLITE_IOERR_BLOCKED, sqlite3.SQLITE_IOERR_SHMLOCK,
             sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS)  # fmt: skip
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_UNWRITABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


class Database:
    """The connection to the file; may be used from several threads, which take turns."""

    def __init__(self, place: Callable[[], Path]) -> None:
        """Nothing is opened yet; `place` says where the file lies, and may raise NoHome."""
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
        """Give the connection, None where there is no file yet; raises ShelfError."""
        with self._lock, self._told():
            yield self._connected(create=False)

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for one transaction, kept whole or not at all; raises ShelfError."""
        with self._lock, self._told():
            connection = self._connected(create=True)
            assert connection is not None, "it was created"
            _in_turn(connection, "BEGIN IMMEDIATE")
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
        if self._connection is not None and inode == self._inode and (self._writable or not create):
            return self._connection
        self.close()  # the file was taken away, or another one lies in its place
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
                _in_turn(connection, "PRAGMA journal_mode = WAL")
            # What was said to be marked is on the disk: a power cut takes nothing of it.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA temp_store = MEMORY")  # a full /tmp keeps nobody from marking
            migrate(connection)
        except BaseException:
            connection.close()
            raise
        self._connection, self._inode = connection, inode
        return connection

    def _open(self) -> sqlite3.Connection:
        name = self.path.absolute().as_uri()
        if not self._writable:
            # Nobody writes there: what is on the disk is all there is, unless a log was left.
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
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._in_words(error) from error
        except NoHome as error:
            raise ShelfError(f"Your marks have no place. {error.message}") from error
        except OSError as error:
            raise ShelfError(f"{self.path} cannot be used ({error.strerror or error}): nothing was marked.") from error

    def _in_words(self, error: sqlite3.Error) -> ShelfError:
        extended = getattr(error, "sqlite_errorcode", 0)
        code = extended & 0xFF
        if extended in _NO_LOCKS:
            return ShelfError(
                f"The file system of {self.path.parent} has no locks ({error}): set XDG_DATA_HOME to another place."
            )
        if code in _BUSY:
            return ShelfBusy("Another seedread is writing your marks: try again in a moment.")
        if extended in _FULL:
            return ShelfError(f"There is no room for your marks in {self.path.parent}: make some and try again.")
        if code in _UNWRITABLE:
            return ShelfError(f"Your marks in {self.path} cannot be written: look who may write that folder.")
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return ShelfError(f"{self.path} is damaged ({error}): move it, then `seedread shelf import` an export.")
        return ShelfError(f"Your marks in {self.path} cannot be used: {error}.")


def _in_turn(connection: sqlite3.Connection, statement: str) -> None:
    """Execute what needs the file for itself as soon as no other session has it; raises sqlite3.Error after `WAIT`."""
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
