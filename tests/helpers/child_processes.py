"""Runs Python code in other processes, with seedread importable."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import seedread

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["environment", "run_together"]

_READY = """\
import sys
print("ready", flush=True)
sys.stdin.readline()
"""


def environment() -> dict[str, str]:
    """Return this process's environment, with the folder of the package on Python's path."""
    return {**os.environ, "PYTHONPATH": str(Path(next(iter(seedread.__path__))).parent)}


def run_together(imports: str, code: str, arguments: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Run `code` in one process per row of `arguments`; return the standard output and error of each.

    Each process runs `imports` first and waits. When all are ready, all go on at once.
    """
    started = [
        subprocess.Popen(
            [sys.executable, "-c", imports + _READY + code, *row],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(),
        )
        for row in arguments
    ]  # fmt: skip
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    return [process.communicate() for process in started]
