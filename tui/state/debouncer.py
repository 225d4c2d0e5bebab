"""Delays calls until the reader pauses: of calls in quick succession only the last is made."""

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
"""Seconds after which a call counts as a single one."""


class Debouncer:
    """A delayed call, which a newer one replaces."""

    def __init__(self, owner: MessagePump) -> None:
        """Make calls in the task of `owner`."""
        self._owner = owner
        self._timer: Timer | None = None
        self._asked = 0.0

    def call_later(self, seconds: float, call: Callable[[], None], alone: float | None = None) -> None:
        """Make `call` after `seconds` (after `alone` for a single call), and drop one that still waits."""
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
        """Whether a call is pending."""
        return self._timer is not None

    def cancel(self) -> None:
        """Drop a pending call."""
        if self._timer:
            self._timer.stop()
            self._timer = None
