"""Writes to the terminal from its own thread, no faster than the connection can carry.

Holding a key makes more frames than a slow connection can carry. Buffers of megabytes lie in between (two in sshd
alone), so writes never block, and queued frames keep arriving seconds after the key is released. So every few hundred
bytes the terminal is asked for its cursor position. While too many bytes are unacknowledged, nothing is sent, and new
frames replace each other: only the newest is sent.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

__all__ = ["ThrottledWriter"]

ASK = 600
"""Bytes after which to ask the terminal for an acknowledgement."""
AHEAD = 1200
"""Unacknowledged bytes up to which more are sent."""
PATIENCE = 1.0
"""Seconds to wait for an answer, in addition to the transfer time at `SLOWEST`."""
SLOWEST = 4000
"""Bytes per second of the slowest supported connection."""
UNANSWERED = 3
"""Unanswered questions after which the terminal is no longer asked."""
LOOK = 0.05
"""Seconds between checks for the last answer."""
LEAVING = 3.0
"""Seconds to wait at exit for a blocked terminal."""
QUESTION = "\x1b[6n"


class ThrottledWriter:
    """Writes the newest frame whenever the connection is free."""

    def __init__(self, file: IO[str], take: Callable[[], str]) -> None:
        """Write to `file`; `take` returns the bytes from the last written frame to the newest."""
        self._file = file
        self._take = take
        self._changed = threading.Event()
        self._answered = threading.Event()
        self._closing = False
        self._lost = False
        self._thread = threading.Thread(target=self._run, name="lean-output", daemon=True)
        self._counting = threading.RLock()  # a signal that suspends may come while it is held
        self._ahead = 0
        self._asked: list[int] = []
        """Bytes sent before each open question."""
        self._owed = 0
        """Unanswered questions, including those that timed out."""
        self._failed = 0
        self._must_ask = False
        self._leaving = False
        self._asked_last = False

    def start(self) -> None:
        """Start writing."""
        self._thread.start()

    def wake(self) -> None:
        """Write the newest frame."""
        self._changed.set()

    def ask(self) -> None:
        """Ask with the next bytes, to get an answer after that of another query."""
        self._must_ask = True

    def answer(self) -> bool:
        """Handle an answer of the terminal; return False if there was no question."""
        with self._counting:
            if not self._owed:
                return False
            self._owed -= 1
            if self._asked:
                self._ahead -= self._asked.pop(0)
            self._failed = 0
        self._answered.set()
        return True

    def settle(self) -> None:
        """Ask a last time and wait for all answers, which would otherwise be typed into the shell.

        A terminal answers in order, so nothing that was requested before can come after the last answer.
        """
        with self._counting:
            self._leaving = True
            end = time.monotonic() + PATIENCE + self._ahead / SLOWEST
        self.wake()
        self._answered.set()
        while self._is_awaited() and (left := end - time.monotonic()) > 0:
            self._answered.wait(min(left, LOOK))
            self._answered.clear()

    def _is_awaited(self) -> bool:
        with self._counting:
            silent = self._failed >= UNANSWERED
            return not (silent or self._lost or self._closing) and (self._owed > 0 or not self._asked_last)

    def close(self) -> None:
        """Write the rest and stop; give up on a blocked terminal."""
        self._closing = True
        self._changed.set()
        self._answered.set()
        self._thread.join(LEAVING)

    def _run(self) -> None:
        while not (self._closing or self._lost):
            self._changed.wait()
            self._changed.clear()
            self._wait_for_room()
            self._send(self._take())
        if not self._lost:
            self._send(self._take())

    def _wait_for_room(self) -> None:
        end = time.monotonic() + PATIENCE + self._ahead / SLOWEST
        while self._asked and self._ahead > AHEAD and not (self._closing or self._leaving):
            self._answered.clear()
            if not self._asked or self._answered.wait(max(end - time.monotonic(), 0)):
                continue
            with self._counting:
                self._asked.clear()
                self._ahead = 0
                self._failed += 1

    def _send(self, data: str) -> None:
        data += self._question(data)
        if not data:
            return
        try:
            self._file.write(data)
            self._file.flush()
        except (OSError, ValueError):
            self._lost = True  # the terminal is gone; the hangup signal ends the program

    def _question(self, data: str) -> str:
        """Return the question to send after `data`, if one is due."""
        with self._counting:
            self._ahead += len(data)
            unasked = self._ahead - sum(self._asked)
            due = self._leaving or self._must_ask or unasked >= ASK
            if not due or self._asked_last or self._failed >= UNANSWERED or self._closing:
                return ""
            self._must_ask = False
            self._asked_last = self._leaving
            self._asked.append(unasked)
            self._owed += 1
            return QUESTION
