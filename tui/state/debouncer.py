"""Waits until a reader rests: of calls that follow one another quickly only the last is made."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump
    from textual.timer import Timer

__all__ = ["Debouncer"]

ALONE = 0.3
"""Seconds after which a call no longer follows the one before."""


class Debouncer:
    """One call to be made later, unless it is asked for again before then."""

    def __init__(self, owner: MessagePump) -> None:
        """Make calls in the task of `owner`."""
        self._owner = owner
        self._timer: Timer | None = None
        self._asked = 0.0

    def call_later(self, seconds: float, call: Callable[[], None], alone: float | None = None) -> None:
        """Make `call` in `seconds` (in `alone`, if none was asked for just before), and drop one that still waits."""
        self.cancel()
        now = time.monotonic()
        if alone is not None and now - self._asked > ALONE:
            seconds = min(alone, seconds)
        self._asked = now
        self._timer = self._owner.set_timer(seconds, partial(self._make, call))

    def _make(self, call: Callable[[], None]) -> None:
        self._timer = None
        call()

    @property
    def waits(self) -> bool:
        """Whether a call is still to be made."""
        return self._timer is not None

    def cancel(self) -> None:
        """Drop a call that still waits."""
        if self._timer:
            self._timer.stop()
            self._timer = None
