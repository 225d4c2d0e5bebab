"""Ends a request after a time for the whole of it, however slowly its bytes come."""

from __future__ import annotations

import os
import socket
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from typing import Self

__all__ = ["Deadline"]


class Deadline:
    """Shuts the connections of a request down when its time is over; a read that waits for bytes then returns."""

    _running: ClassVar[set[Deadline]] = set()

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.expired = False
        self._end = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self.end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._running.add(self)
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._running.discard(self)
        with self._lock:
            for one in self._sockets:
                one.close()
            self._sockets.clear()

    @classmethod
    def end_all(cls) -> None:
        """End all requests now."""
        for one in list(cls._running):
            one.end()

    def left(self, most: float) -> float:
        """Return the seconds that are left, at most `most`, and never zero, which would mean no limit."""
        return max(0.001, min(most, self._end - time.monotonic()))

    def watch(self, connection: socket.socket) -> None:
        """Shut this connection down too; its descriptor is copied, because TLS takes the connection over."""
        with self._lock:
            if self.expired:
                _shut(connection)
            else:
                self._sockets.append(socket.socket(fileno=os.dup(connection.fileno())))

    def end(self) -> None:
        """Shut the connections down now."""
        with self._lock:
            self.expired = True
            for one in self._sockets:
                _shut(one)


def _shut(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
