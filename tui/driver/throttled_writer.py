"""Writes to the terminal from a thread of its own, never faster than the line takes it.

A person who holds a key makes more pictures than a thin line carries. Between the program and the line stand buffers of
megabytes (sshd's alone has two), so writing never blocks, and what was queued is still arriving seconds after the key
was let go. So every few hundred bytes the terminal is asked where its cursor is; while more than a little is on the way
without an answer nothing is sent, and what comes meanwhile is drawn over: only the newest picture goes out.
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
"""Bytes after which the terminal is asked for a sign."""
AHEAD = 1200
"""Bytes that may be on the way unanswered when more are sent."""
PATIENCE = 1.0
"""Seconds for an answer, beside what the bytes themselves take on a line of `SLOWEST`."""
SLOWEST = 4000
"""Bytes a second of the thinnest line that is waited for."""
UNANSWERED = 3
"""Questions without an answer after which a terminal is asked no more."""
LOOK = 0.05
"""Seconds between two looks for the last answer."""
LEAVING = 3.0
"""Seconds that leaving waits for a terminal that takes nothing."""
QUESTION = "\x1b[6n"


class ThrottledWriter:
    """Takes the newest bytes whenever the line has room."""

    def __init__(self, file: IO[str], take: Callable[[], str]) -> None:
        """Write to `file` what `take` returns: the bytes that lead from what was written to what is wanted now."""
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
        """Bytes before each question that an answer is awaited for."""
        self._owed = 0
        """Questions without an answer yet, those included whose answer nobody awaits any more."""
        self._failed = 0
        self._must_ask = False
        self._leaving = False
        self._asked_last = False

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def wake(self) -> None:
        """Write what there is to write."""
        self._changed.set()

    def ask(self) -> None:
        """Ask with the next bytes: something else was asked that is answered before."""
        self._must_ask = True

    def answer(self) -> bool:
        """Take an answer of the terminal; False if nothing was asked."""
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
        """Ask a last time, and wait for all answers: what comes later would be typed into the shell.

        A terminal answers in order: behind the last answer comes nothing that was asked or switched on before it.
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
            deaf = self._failed >= UNANSWERED
            return not (deaf or self._lost or self._closing) and (self._owed > 0 or not self._asked_last)

    def close(self) -> None:
        """Write what is left, and end; a terminal that takes nothing is left behind."""
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
            self._lost = True  # the terminal is gone; its hangup ends the program

    def _question(self, data: str) -> str:
        """Return the question to send behind `data`, if one is due."""
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
