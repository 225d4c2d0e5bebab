"""Keeps requests to one host apart: one at a time, and a pause between two of them."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["HostPace"]

PAUSE, SLOW_PAUSE = 1.0, 60.0
"""Seconds between two requests to a host, and to one that once said that they were too many."""


class HostPace:
    """The turns of the hosts in one run; used from several threads."""

    def __init__(
        self,
        slow: set[str] | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.slow = slow if slow is not None else set()
        """Hosts that once answered 429."""
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}
        self._ended: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for the turn of one request to `host`."""
        with self._lock:
            turn = self._turns.setdefault(host, threading.Lock())
        with turn:
            if host in self._ended:
                pause = SLOW_PAUSE if host in self.slow else PAUSE
                self._sleep(max(0.0, self._ended[host] + pause - self._clock()))
            try:
                yield
            finally:
                self._ended[host] = self._clock()
