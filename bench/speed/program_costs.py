"""What a program costs that runs and ends: CPU time and memory as the kernel counts them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

__all__ = ["Cost", "ProgramFailed", "private_memory", "program_cost", "size_of"]

_LAUNCHER = """
import json, os, sys
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, used = os.wait4(child, 0)
code = os.waitstatus_to_exitcode(status)
print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""
"""A small process starts the program: to the kernel, what a process had before it became another one is of its peak."""
_SOURCE = Path(__file__).parents[2] / ".src"


class Cost(NamedTuple):
    """What a process cost."""

    seconds: float
    """CPU, with the processes that it waited for."""
    peak: float
    """Memory in MB."""

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s {self.peak:.0f} MB"


class ProgramFailed(SystemExit):
    """A program ended with an exit code that tells of trouble; the message has what it wrote."""


def program_cost(
    command: Sequence[str | Path], environment: Mapping[str, str] = {}, accepted: Collection[int] = (0,)
) -> Cost:
    """Run a program to its end; raises ProgramFailed for other exit codes than `accepted`."""
    given = {**os.environ, "PYTHONPATH": str(_SOURCE), **environment}
    given.pop("PYTHONDONTWRITEBYTECODE", None)  # else each process would compile what changed, and that would be timed
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _LAUNCHER, *command],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=given,
    )
    code, seconds, peak = json.loads(done.stdout)
    if code not in accepted:
        said = done.stderr.decode(errors="replace")
        raise ProgramFailed(f"{' '.join(map(str, command))} ended with {code}\n{said}")
    return Cost(seconds, peak)


def private_memory(process: int | str = "self") -> float:
    """Return the private memory of a process that it has written to, in MB."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty:")) / 1024


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
