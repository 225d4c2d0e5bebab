"""Indexes files of every format that are made to hold up or end what reads them, under a cap on CPU time and memory.

    python bench/robustness/hostile_files.py --size 16
    python bench/robustness/hostile_files.py --size 4 --only 'mail|warc' --inspect --growth

Each file lies in a folder beside a good one. The table tells CPU seconds, peak memory and what came of it; the exit
code is 1 where a process died, printed a traceback, met a cap, or did not index the good file.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))
sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile_bytes import HOSTILE, Hostile
from own_home import own_home

from seedread.index import Library
from seedread.tui.cli.main import main as main_of_seedread

GOOD = b"Harbour Talks\n\nMinisters of Iran and Turkey met in Harbour City on Friday to agree on rules for fishing.\n"
MB = 1024 * 1024
_TRACEBACK = 99


@dataclass(frozen=True)
class Run:
    """What came of one command on one hostile file."""

    size: int
    cpu: float
    peak: int
    """Bytes of memory that were in use at most."""
    outcome: str
    good: bool


def run(hostile: Hostile, size: int, limits: tuple[int, int], *, inspect: bool) -> Run:
    """Write a hostile file of about `size` bytes beside a good one and read both in a child under `limits`."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "news")
        folder.mkdir()
        (folder / "good.txt").write_bytes(GOOD)
        (folder / hostile.name).write_bytes(hostile.make(size))
        written = (folder / hostile.name).stat().st_size
        arguments = ["inspect", str(folder)] if inspect else ["index", str(folder), "--library", f"{place}/library"]
        child = os.fork()
        if not child:
            _in_child(arguments, Path(place), limits)
        _, status, usage = os.wait4(child, 0)
        outcome, good = _outcome(os.waitstatus_to_exitcode(status), Path(place), inspect=inspect)
    return Run(written, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, outcome, good)


def _in_child(arguments: list[str], place: Path, limits: tuple[int, int]) -> NoReturn:
    """Run a command as `seedread` does, in this process, and end it; its output goes into files."""
    code = _TRACEBACK
    try:
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(place / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        os.environ.update(own_home(place))
        resource.setrlimit(resource.RLIMIT_CPU, (limits[0], limits[0] + 5))
        resource.setrlimit(resource.RLIMIT_AS, (limits[1], limits[1]))
        code = main_of_seedread(arguments)
    except BaseException:  # noqa: BLE001 (it is what is looked for)
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _has_good(place: Path, *, inspect: bool) -> bool:
    if inspect:
        with (place / "out").open("rb") as lines:
            return any(b"Harbour Talks" in line for line in lines)
    try:
        with Library.open([place / "news"], place / "library") as library:
            return any(hit.id == "good.txt" for hit in library.search("harbour fishing", limit=10).hits)
    except Exception:  # noqa: BLE001 (whatever it is, the article is not found)
        return False


def _outcome(code: int, place: Path, *, inspect: bool) -> tuple[str, bool]:
    """Return in a few words what became of a run, and whether that is as it should be."""
    errors = (place / "err").read_text("utf-8", "replace")
    if code == -signal.SIGXCPU:
        return "met the cap on CPU time", False
    if code < 0:
        return f"died of {signal.Signals(-code).name}", False
    if code == _TRACEBACK or "Traceback" in errors:
        return errors.strip().rsplit("\n", 1)[-1][:70], False
    if "more memory than there is" in errors or "MemoryError" in errors:
        return "met the cap on memory", False
    if not _has_good(place, inspect=inspect):
        return f"the good file was lost (exit {code})", False
    told = [line for line in re.split(r"[\r\n]+", errors) if "hostile" in line]
    return (told[-1].rsplit("/hostile", 1)[-1].partition(": ")[2][:70] if told else "read"), True


def _warm_up() -> None:
    """Load what every sync needs, so that no child pays for it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "news")
        folder.mkdir()
        (folder / "good.txt").write_bytes(GOOD)
        (folder / "good.html").write_bytes(b"<html><p>" + GOOD)
        with Library.open([folder], Path(place, "library")) as library:
            library.sync()


def main() -> int:
    """Print the table; return 1 where anything is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=float, default=16, help="megabytes of each file (16)")
    parser.add_argument("--only", default="", help="a pattern for the names")
    parser.add_argument("--inspect", action="store_true", help="run `inspect` in place of `index`")
    parser.add_argument("--growth", action="store_true", help="also a quarter of the size, and how the time grew")
    parser.add_argument("--cpu", type=int, default=60, help="seconds of CPU time that each may take (60)")
    parser.add_argument("--memory", type=int, default=3072, help="megabytes of address space (3072)")
    parser.add_argument("--goal", type=float, default=20, help="seconds beyond which a file is marked (20)")
    options = parser.parse_args()
    limits = options.cpu, options.memory * MB
    bad = 0
    _warm_up()
    print(f"{'file':44} {'MB':>6} {'CPU s':>7} {'peak MB':>8}  {'growth ' if options.growth else ''}outcome")
    started = time.monotonic()
    for hostile in HOSTILE:
        if not re.search(options.only, hostile.name):
            continue
        one = run(hostile, int(options.size * MB), limits, inspect=options.inspect)
        grown = ""
        if options.growth:
            quarter = run(hostile, int(options.size * MB / 4), limits, inspect=options.inspect)
            grown = f"{one.cpu / quarter.cpu:6.1f} "
        bad += not one.good
        mark = "" if one.good else "  <-- wrong"
        mark += "  <-- slow" if one.cpu > options.goal else ""
        mark += "  <-- large" if one.peak > 1024 * MB else ""
        print(
            f"{hostile.name:44} {one.size / MB:6.2f} {one.cpu:7.1f} {one.peak / MB:8.0f}  {grown}{one.outcome}{mark}",
            flush=True,
        )
    print(json.dumps({"wrong": bad, "seconds": round(time.monotonic() - started)}))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
