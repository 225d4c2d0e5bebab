"""Tests several processes on one shelf, and killed processes."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from child_processes import environment
from marked_ids import read_ids, tagged_ids

from seedread.index.shelf import Shelf

if TYPE_CHECKING:
    from pathlib import Path

_WRITER = """
import sys
from pathlib import Path
from seedread.index.shelf import Ref, Shelf
shelf = Shelf(Path(sys.argv[1]))
for n in range(int(sys.argv[3])):
    ref = Ref(f"{sys.argv[2]}-{n}", f"hash {sys.argv[2]}-{n}")
    shelf.mark("/news", [ref], "read")
    shelf.mark("/news", [ref], "tag", tag="seen")
    print(n, flush=True)
"""


def writer(path: Path, name: str, marks: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _WRITER, str(path), name, str(marks)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment())


def test_several_sessions_write_at_once(tmp_path: Path) -> None:
    """Marks of four processes that create and write one shelf concurrently are all kept."""
    path = tmp_path / "shelf.db"
    writers = [writer(path, str(n), 25) for n in range(4)]
    for process in writers:
        process.communicate(timeout=60)
        assert process.returncode == 0
    with Shelf(path) as shelf:
        assert len(read_ids(shelf, "/news")) == len(tagged_ids(shelf, "/news", "seen")) == 100


def test_a_killed_session_loses_only_what_it_was_at(tmp_path: Path) -> None:
    """Marks that a killed process had confirmed are kept, the file is intact, and others can write."""
    path = tmp_path / "shelf.db"
    for attempt in range(4):
        process = writer(path, str(attempt), 10_000)
        assert process.stdout
        process.stdout.readline()
        time.sleep(0.03 * attempt)
        process.send_signal(signal.SIGKILL)
        done = len(process.communicate(timeout=60)[0].splitlines()) + 1
        with Shelf(path) as shelf:
            seen = tagged_ids(shelf, "/news", "seen")
            assert sum(own.startswith(f"{attempt}-") for own in seen) >= done
            assert seen <= read_ids(shelf, "/news")
    found = sqlite3.connect(path)
    assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    found.close()
