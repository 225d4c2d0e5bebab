"""The lock of the one writer of a library in a cluster: it expires, should its holder die."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
import uuid
from typing import TYPE_CHECKING, Any

from seedread.index.cluster import Refused
from seedread.index.errors import LibraryError, Locked
from seedread.index.storage.store import SYNCING

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from seedread.index.cluster import Client

__all__ = ["ClusterLock"]

_LASTS = 60.0
"""Seconds until a lock that is not renewed can be taken: far longer than clocks differ."""
_RENEWED = 15.0
_CONFLICT = 409
_TRIES = 5


class ClusterLock:
    """Held in a `with` block, and renewed as long; raises Locked if another process holds it."""

    def __init__(self, client: Client, index: str, *, lasts: float = _LASTS, renewed: float = _RENEWED) -> None:
        self._client = client
        self._path = f"/{index}/_doc/lock"
        self._lasts = lasts
        self._renewed = renewed
        self._holder = f"{os.getpid()} on {socket.gethostname()}"
        self.token = uuid.uuid4().hex
        """What this lock writes, and no other."""
        self._version = (0, 0)
        self._lost = ""
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._renew, name="lock", daemon=True)

    def __enter__(self) -> Self:
        for _ in range(_TRIES):
            known = self._client.call("GET", self._path, ok=(404,))
            if known.get("found") and known["_source"]["until"] > time.time():
                raise Locked(SYNCING.format(holder=known["_source"]["holder"]))
            same = (
                f"if_seq_no={known['_seq_no']}&if_primary_term={known['_primary_term']}"
                if known.get("found")
                else "op_type=create"
            )
            with contextlib.suppress(_Taken):
                self._write(same)
                self._thread.start()
                return self
        raise Locked("Other programs take the lock of this library all the time: try again later.")

    def _write(self, condition: str) -> None:
        own = {"kind": "lock", "holder": self._holder, "token": self.token}
        document = own | {"until": time.time() + self._lasts}
        try:
            answer: dict[str, Any] = self._client.call("PUT", f"{self._path}?timeout=4s&{condition}", document)
        except Refused as error:
            if error.status != _CONFLICT:
                raise
            # A request whose answer was lost is sent again, and meets what it wrote.
            answer = self._client.call("GET", self._path, ok=(404,))
            if not answer.get("found") or answer["_source"].get("token") != self.token:
                raise _Taken from None
        self._version = answer["_seq_no"], answer["_primary_term"]

    def _same(self) -> str:
        return f"if_seq_no={self._version[0]}&if_primary_term={self._version[1]}"

    def _renew(self) -> None:
        written = time.monotonic()
        while not self._ended.wait(self._renewed):
            try:
                self._write(self._same())
                written = time.monotonic()
            except _Taken:
                self._lost = "another process took over the lock of the library"
                return
            except LibraryError as error:
                if time.monotonic() - written > self._lasts:
                    self._lost = error.message
                    return

    def confirm(self) -> None:
        """Raise Locked if the lock was lost: what follows must not be written."""
        if self._lost:
            raise Locked(f"This sync was stopped ({self._lost}). What it had finished is kept; sync again.")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ended.set()
        self._thread.join()
        with contextlib.suppress(LibraryError):  # it expires
            self._client.call("DELETE", f"{self._path}?{self._same()}", ok=(404, _CONFLICT))


class _Taken(Exception):
    """Somebody else changed the lock."""
