"""Every script of bench/ starts: what it imports is there. Those that others are built on run, in a small form."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"


@pytest.mark.parametrize("script", sorted(BENCH.rglob("*.py")), ids=lambda path: path.relative_to(BENCH).as_posix())
def test_a_script_starts(script: Path) -> None:
    """It prints its help, or in a plain sentence which package it needs besides; it never prints a traceback."""
    done = subprocess.run([sys.executable, script, "--help"], check=False, capture_output=True, text=True, timeout=300)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0 or "pip install" in done.stderr


def test_peers_find_what_seedread_finds() -> None:
    """Each peer that is installed finds as many articles as seedread for the same question in its own language."""
    script = BENCH / "speed" / "build_and_search.py"
    command = [sys.executable, str(script), "--articles", "60", "--rounds", "3"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout
    for kind in ("frequent word", "word", "two words", "either", "without", "phrase", "country", "everything"):
        (row,) = re.findall(rf"^  {kind} +(seedread .*FTS5 .*)", printed, re.MULTILINE)
        assert len(set(re.findall(r" ms +(\d+)", row))) == 1, row


def test_other_programs_are_measured() -> None:
    """Each program that is installed gets a column with what its first index and ten new articles cost."""
    needed = {"notmuch": ["notmuch"], "recoll": ["recollindex", "recollq"], "newsboat": ["newsboat"]}
    installed = [name for name, commands in needed.items() if all(map(shutil.which, commands))]
    command = [sys.executable, str(BENCH / "speed" / "other_programs.py"), "--count", "20"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in printed.splitlines()]
    assert [name for name in rows[0] if name] == installed
    for row in rows[2:]:
        if row[0] in {"first index", "ten new"}:
            assert all(re.fullmatch(r"\d+\.\d\d s \d+ MB", cell) for cell in row[1:])
