"""Runs the program itself as a child process, so that keys stay fast and a crash harms neither screen nor library."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from typing import IO, TYPE_CHECKING, Any

from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["PROGRAM", "ChildFailed", "ChildProcess", "whole_number"]

PROGRAM = (sys.executable, "-m", "seedread")
"""The command that runs this program."""
PATIENCE = 3.0
"""Seconds that a child has to exit after a signal."""
_KEPT = 65536
"""Bytes of a child's standard error that are kept."""
_REPORTS = frozenset(("report", "busy", "added", "failed"))
"""Fields of a line that tells the result, whatever the exit code."""


class ChildFailed(Exception):
    """The child ended without a report; the text is its error message."""


class ChildProcess:
    """A command that prints JSON on standard output, one object a line."""

    def __init__(self, command: Sequence[str]) -> None:
        """Prepare to run `command`, without a shell."""
        self._command = list(command)
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def run(self) -> Iterator[dict[str, Any]]:
        """Start the child and yield its reports, one JSON object a line; raise ChildFailed if it fails.

        Lines that are no JSON object are skipped: they may come from any library that the child loads.
        """
        child = self._child = subprocess.Popen(  # noqa: S603 -- our own interpreter, no shell
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        assert child.stdout
        assert child.stderr
        if self._stopped:
            child.terminate()
        complaints = _Tail(child.stderr)
        complaints.start()
        reported = False
        with child.stdout as lines:
            for raw in lines:
                if (message := _object(raw)) is not None:
                    reported = reported or not _REPORTS.isdisjoint(message)
                    yield message
        code = child.wait()
        complaints.join(PATIENCE)  # a process that the child started may keep the pipe open
        if code and not self._stopped and not reported:
            last = [text for text in complaints.text.splitlines() if text.strip()][-1:]
            raise ChildFailed(
                safe_line(last[0]).removeprefix("seedread: ") if last else f"The process exited with status {code}."
            )

    def stop(self) -> None:
        """Stop the child if it runs; what it writes keeps its last complete state."""
        self._stopped = True
        child = self._child
        if child is None or child.poll() is not None:
            return
        child.terminate()
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


class _Tail(threading.Thread):
    """Drains a pipe, as a full one would block its writer, and keeps the end in memory, as /tmp may be full."""

    def __init__(self, pipe: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._pipe = pipe
        self._kept = b""

    def run(self) -> None:
        with self._pipe as pipe:
            while piece := os.read(pipe.fileno(), 65536):
                self._kept = (self._kept + piece)[-_KEPT:]

    @property
    def text(self) -> str:
        """The last bytes that were written."""
        return self._kept.decode(errors="replace")


def _object(raw: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(raw)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def whole_number(record: dict[str, Any], key: str) -> int:
    """Return a number of a report, 0 if it has none: another version may have written it."""
    value = record.get(key)
    return value if isinstance(value, int) else 0
