"""The end of a session comes within seconds, whatever still runs: a search that hangs, a disk that does not answer."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

__all__ = ["LIMIT", "Leaving", "code_of"]

LIMIT = 20.0
"""Seconds after which the program ends by force, with its terminal as it was."""
EXTENSIONS = (signal.SIGTERM, signal.SIGHUP)


class Leaving:
    """Ends the program in order when a signal asks for it, and by force if that takes too long."""

    def __init__(self, give_back: Callable[[], None]) -> None:
        """`give_back` restores the terminal, from any thread."""
        self._give_back = give_back
        self._timer: threading.Timer | None = None
        self.signal = 0
        """The signal that ends the program; 0: the reader does."""

    @property
    def begun(self) -> bool:
        """Whether the program is ending."""
        return self._timer is not None

    def begin(self, code: int = 0) -> None:
        """Count the seconds from now on, unless they are counted already."""
        if self._timer is None:
            self._timer = threading.Timer(LIMIT, self._by_force, (code,))
            self._timer.daemon = True
            self._timer.start()

    def done(self) -> None:
        """All came to its end in time; Ctrl-C in the moments that are left has nothing to interrupt."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if self._timer is not None:
            self._timer.cancel()

    def on_signals(self, leave: Callable[[int], None]) -> None:
        """Call `leave` with an exit code when a signal ends the program; a second signal does not wait for it."""

        def end(number: int, frame: FrameType | None) -> None:
            del frame
            again, self.signal = self.signal, number
            if again:
                self._by_force(code_of(number))
            self.begin(code_of(number))
            leave(code_of(number))

        for number in EXTENSIONS:
            signal.signal(number, end)
        signal.signal(signal.SIGINT, _nothing)  # as the key does; it comes as a signal where a command changed modes

    def _by_force(self, code: int) -> None:
        try:
            self._give_back()
        finally:
            os._exit(code)


def _nothing(*_: object) -> None:
    pass


def code_of(number: int) -> int:
    """Return the exit code of a program that a signal ended, as shells count."""
    return 128 + number
