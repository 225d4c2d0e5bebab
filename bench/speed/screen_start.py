"""What the start of a screen costs, in a pseudo-terminal: CPU until something is on it, and memory of its own then."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "helpers"))

from program_costs import private_memory
from terminal import WAIT, Terminal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["screen_start"]

_SIZE = (80, 24)
_STARTS = 3


def screen_start(command: Sequence[str], environment: Mapping[str, str], *shown: str) -> str:
    """Return the least of several starts of a program, each until one of the texts `shown` is on the screen."""
    try:
        cpu, memory = min(_start(command, environment, shown) for _ in range(_STARTS))
    except AssertionError:
        return f"not in {WAIT:.0f} s"
    return f"{cpu:.2f} s {memory:.0f} MB private"


def _start(command: Sequence[str], environment: Mapping[str, str], shown: Sequence[str]) -> tuple[float, float]:
    # An empty value counts as none: what is compiled in the first start is kept for the next one.
    terminal = Terminal(_SIZE, command=command, environment={**environment, "PYTHONDONTWRITEBYTECODE": ""})
    try:
        terminal.until(lambda text: any(one in text for one in shown))
        return terminal.cpu, private_memory(terminal.pid)
    finally:
        terminal.close()
