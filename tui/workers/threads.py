"""Threads for slow work that do not prevent the program from exiting.

At exit, Python waits for every thread of a standard pool, and searches that hang use up a small pool.
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
    """Runs each task in its own thread; asyncio requires an executor of this base class."""

    def __init__(self) -> None:
        """Start no thread yet."""
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
        """Do not wait for running tasks."""
        super().shutdown(wait=False, cancel_futures=cancel_futures)

    def finished(self, seconds: float) -> bool:
        """Wait up to `seconds` for all running tasks; return False if one still runs."""
        end = time.monotonic() + seconds
        with self._changing:
            threads = [*self._threads_at_work]
        for thread in threads:
            thread.join(max(end - time.monotonic(), 0))
        return not any(thread.is_alive() for thread in threads)


def _fulfil(future: Future[Any], fn: Callable[..., Any], args: Any, kwargs: Any) -> None:
    try:
        result = fn(*args, **kwargs)
    except BaseException as error:  # noqa: BLE001 (the caller that waits for the result gets it)
        future.set_exception(error)
    else:
        future.set_result(result)
