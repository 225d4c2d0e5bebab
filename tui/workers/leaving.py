"""Ends a session within seconds, even if a search hangs or a disk does not respond."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

__all__ = ["AGAIN", "LIMIT", "Leaving", "code_of"]

LIMIT = 20.0
"""Seconds after which the program exits by force, with the terminal restored."""
AGAIN = 2.0
"""Seconds after a signal in which more of them mean the same."""
EXTENSIONS = (signal.SIGTERM, signal.SIGHUP)


class Leaving:
    """Ends the program normally after a signal, and by force if that takes too long."""

    def __init__(self, give_back: Callable[[], None]) -> None:
        """`give_back` restores the terminal, from any thread."""
        self._give_back = give_back
        self._timer: threading.Timer | None = None
        self._signalled = 0.0
        self.signal = 0
        """The signal that ends the program; 0 if the user quits."""

    @property
    def begun(self) -> bool:
        """Whether the program is ending."""
        return self._timer is not None

    def begin(self, code: int = 0) -> None:
        """Start the time limit, unless it has started already."""
        if self._timer is None:
            self._timer = threading.Timer(LIMIT, self._by_force, (code,))
            self._timer.daemon = True
            self._timer.start()

    def done(self) -> None:
        """Cancel the time limit, as everything ended in time, and ignore Ctrl-C from now on."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if self._timer is not None:
            self._timer.cancel()

    def on_signals(self, leave: Callable[[int], None]) -> None:
        """Call `leave` with an exit code when a signal ends the program; a later one ends it at once.

        When a connection is lost, the kernel and the shell each send a signal, milliseconds apart: these are one.
        """

        def end(number: int, frame: FrameType | None) -> None:
            del frame
            if not self.signal:
                self.signal, self._signalled = number, time.monotonic()
                self.begin(code_of(number))
                leave(code_of(number))
            elif time.monotonic() - self._signalled > AGAIN:
                self._by_force(code_of(number))

        for number in EXTENSIONS:
            signal.signal(number, end)
        signal.signal(signal.SIGINT, _nothing)  # as for the key; it arrives as a signal if a command changed the modes

    def _by_force(self, code: int) -> None:
        try:
            self._give_back()
        finally:
            os._exit(code)


def _nothing(*_: object) -> None:
    pass


def code_of(number: int) -> int:
    """Return the exit code of a program that a signal ended, in the convention of shells."""
    return 128 + number
