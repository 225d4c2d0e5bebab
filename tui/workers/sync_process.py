"""Runs the sync in a process of its own: the keys stay quick, and its end hurts neither screen nor library."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from typing import IO, TYPE_CHECKING, Any

from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["SyncFailed", "SyncProcess"]

PATIENCE = 3.0
"""Seconds that a child has to end by itself."""
_KEPT = 65536
"""Bytes of what a child writes to standard error."""


class SyncFailed(Exception):
    """The child ended without a report; the text is what it had to say."""


class SyncProcess:
    """`seedread index` on a library, as a child that says on its standard output, line by line, how far it is."""

    def __init__(
        self,
        directory: Path,
        paths: Sequence[Path],
        command: Sequence[str] = (),
        *,
        options: Sequence[str] = (),
        trusted: Iterable[int] = (),
    ) -> None:
        """Get ready to sync the library in `directory`, whose sources are `paths`; `command` is seedread's in tests.

        `options` are more of those that `seedread index` knows; `trusted` are the owners that are trusted.
        """
        base = list(command) or [sys.executable, "-m", "seedread", "index"]
        owners = [word for owner in sorted(trusted) for word in ("--trust-owner", str(owner))]
        more = ["--progress", "json", *owners, *options]
        self._command = [*base, *more, "--library", str(directory), "--", *map(str, paths)]
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def run(self) -> Iterator[dict[str, Any]]:
        """Start the child and yield what it says, an object a line; raise SyncFailed if it ends badly.

        Lines that are no JSON object are passed over: they may come from anything the child loads.
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
                    reported = reported or "report" in message
                    yield message
        code = child.wait()
        complaints.join(PATIENCE)  # whoever the child started may hold its end open
        if code and not self._stopped and not reported:
            last = [text for text in complaints.text.splitlines() if text.strip()][-1:]
            raise SyncFailed(safe_line(last[0]) if last else f"The sync exited with status {code}.")

    def stop(self) -> None:
        """End the child if it runs; the library keeps its last complete state."""
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
    """Empties a pipe, which would fill up and stop its writer, and keeps the end: in memory, as /tmp may be full."""

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
        """The last that was written."""
        return self._kept.decode(errors="replace")


def _object(raw: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(raw)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
