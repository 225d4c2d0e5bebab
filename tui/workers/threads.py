"""Threads for what takes its time, none of which keeps the program from ending.

Python waits at its end for every thread of a usual pool, and a pool of few is used up by searches that hang.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["WorkerThreads"]


class WorkerThreads(ThreadPoolExecutor):
    """Runs each piece of work in a thread of its own; asyncio takes no executor that is not of this kind."""

    def __init__(self) -> None:
        """No thread is started yet."""
        super().__init__(max_workers=1)
        self._threads_at_work: set[threading.Thread] = set()
        self._changing = threading.Lock()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Start `fn` at once."""
        future: Future[Any] = Future()

        def work() -> None:
            try:
                if future.set_running_or_notify_cancel():
                    _fulfil(future, fn, args, kwargs)
            finally:
                with self._changing:
                    self._threads_at_work.discard(threading.current_thread())

        thread = threading.Thread(target=work, name="worker", daemon=True)
        with self._changing:
            self._threads_at_work.add(thread)
        thread.start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 (the pool's own signature)
        """Leave what still runs to itself."""
        super().shutdown(wait=False, cancel_futures=cancel_futures)

    def finished(self, seconds: float) -> bool:
        """Wait up to `seconds` for all that runs; False if something still does."""
        end = time.monotonic() + seconds
        with self._changing:
            threads = [*self._threads_at_work]
        for thread in threads:
            thread.join(max(end - time.monotonic(), 0))
        return not any(thread.is_alive() for thread in threads)


def _fulfil(future: Future[Any], fn: Callable[..., Any], args: Any, kwargs: Any) -> None:
    try:
        result = fn(*args, **kwargs)
    except BaseException as error:  # noqa: BLE001 (whoever waits for the result gets it)
        future.set_exception(error)
    else:
        future.set_result(result)
