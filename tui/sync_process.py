"""Runs the sync in a process of its own: the keys stay quick, and its end hurts neither screen nor library."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING, Any

from seedread.index.safe_text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["SyncFailed", "SyncProcess"]

PATIENCE = 3.0
"""Seconds that a child has to end by itself."""


class SyncFailed(Exception):
    """The child ended without a report; the text is what it had to say."""


class SyncProcess:
    """`seedread index` on a library, as a child that says on its standard output, line by line, how far it is."""

    def __init__(
        self, directory: Path, paths: Sequence[Path], command: Sequence[str] = (), *, options: Sequence[str] = ()
    ) -> None:
        """Get ready to sync the library in `directory`, whose sources are `paths`; `command` is seedread's in tests.

        `options` are more of those that `seedread index` knows.
        """
        base = list(command) or [sys.executable, "-m", "seedread", "index"]
        self._command = [*base, "--progress", "json", *options, "--library", str(directory), "--", *map(str, paths)]
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def run(self) -> Iterator[dict[str, Any]]:
        """Start the child and yield what it says, an object a line; raise SyncFailed if it ends badly.

        Lines that are no JSON object are passed over: they may come from anything the child loads.
        """
        with tempfile.TemporaryFile() as complaints:
            # stderr goes to a file: a pipe that nobody reads while stdout is read would fill up and stop the child.
            self._child = subprocess.Popen(  # noqa: S603 -- our own interpreter, no shell
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=complaints,
                start_new_session=True,
            )
            if self._stopped:
                self._child.terminate()
            assert self._child.stdout
            reported = False
            with self._child.stdout as lines:
                for raw in lines:
                    if (said := _object(raw)) is not None:
                        reported = reported or "report" in said
                        yield said
            code = self._child.wait()
            if code and not self._stopped and not reported:
                complaints.seek(0)
                last = [text for text in complaints.read().decode(errors="replace").splitlines() if text.strip()][-1:]
                raise SyncFailed(safe_line(last[0]) if last else f"The sync ended with code {code}.")

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


def _object(raw: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(raw)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None
