"""What an extended error code of SQLite means for the reader of a file.

The family of its input and output errors is no answer: only some of them say that a disk is full.
"""

from __future__ import annotations

import sqlite3

__all__ = ["FULL", "NO_LOCKS"]

FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_SHMSIZE,
        sqlite3.SQLITE_IOERR_TRUNCATE)  # fmt: skip
"""The disk is full."""
NO_LOCKS = (sqlite3.SQLITE_IOERR_LOCK, sqlite3.SQLITE_IOERR_RDLOCK, sqlite3.SQLITE_IOERR_UNLOCK,
            sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK, sqlite3.SQLITE_IOERR_BLOCKED, sqlite3.SQLITE_IOERR_SHMLOCK,
            sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS)  # fmt: skip
"""The file system has no locks."""
