"""Ends what takes more of the processor than it ever should: a test that hangs says nothing."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType
    from typing import NoReturn

__all__ = ["TooSlow", "cpu_limit"]


class TooSlow(AssertionError):
    """More CPU seconds than were allowed."""


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlow in the main thread after so many CPU seconds; a regular expression is left, too."""

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise TooSlow(f"more than {seconds} CPU seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
