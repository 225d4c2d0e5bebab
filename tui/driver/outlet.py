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

__all__ = ["Outlet"]

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
LEAVING = 3.0
"""Seconds that leaving waits for a terminal that takes nothing."""
QUESTION = "\x1b[6n"


class Outlet:
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
        self._counting = threading.Lock()
        self._ahead = 0
        self._asked: list[int] = []
        """Bytes before each question that is not answered yet."""
        self._failed = 0

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def wake(self) -> None:
        """Write what there is to write."""
        self._changed.set()

    def answer(self) -> bool:
        """Take an answer of the terminal; False if nothing was asked."""
        with self._counting:
            if not self._asked:
                return False
            self._ahead -= self._asked.pop(0)
            self._failed = 0
        self._answered.set()
        return True

    def settle(self) -> None:
        """Wait for answers that are on the way: later they would be typed into the shell."""
        end = time.monotonic() + PATIENCE
        while self._asked and self._failed < UNANSWERED and (left := end - time.monotonic()) > 0:
            self._answered.clear()
            if self._asked:
                self._answered.wait(left)

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
        while self._asked and self._ahead > AHEAD and not self._closing:
            self._answered.clear()
            if not self._asked or self._answered.wait(max(end - time.monotonic(), 0)):
                continue
            with self._counting:
                self._asked.clear()
                self._ahead = 0
                self._failed += 1

    def _send(self, data: str) -> None:
        if not data:
            return
        with self._counting:
            self._ahead += len(data)
            unasked = self._ahead - sum(self._asked)
            if unasked >= ASK and self._failed < UNANSWERED and not self._closing:
                self._asked.append(unasked)
                data += QUESTION
        try:
            self._file.write(data)
            self._file.flush()
        except (OSError, ValueError):
            self._lost = True  # the terminal is gone; its hangup ends the program
