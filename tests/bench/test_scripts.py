"""Every script of bench/ starts: what it imports is there. Those that others are built on run, in a small form."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).parents[2] / "bench"
PROGRAMS = {"notmuch": ["notmuch"], "recoll": ["recollindex", "recollq"], "newsboat": ["newsboat"]}
COST = re.compile(r"\d+\.\d\d s \d+ MB")


def installed(commands: list[str]) -> bool:
    return all(map(shutil.which, commands))


@pytest.mark.parametrize("script", sorted(BENCH.rglob("*.py")), ids=lambda path: path.relative_to(BENCH).as_posix())
def test_a_script_starts(script: Path) -> None:
    """It prints its help, or in a plain sentence which package it needs besides; it never prints a traceback."""
    done = subprocess.run([sys.executable, script, "--help"], check=False, capture_output=True, text=True, timeout=300)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0 or "pip install" in done.stderr


def printed(script: Path, *arguments: str) -> str:
    """Return what a script prints."""
    done = subprocess.run([sys.executable, script, *arguments], check=True, capture_output=True, text=True, timeout=300)
    return done.stdout


def cells(table: str) -> list[list[str]]:
    """Return the cells of a table, its head first."""
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()]
    return [row for row in rows if not row or row[0] != "---"]


def test_peers_find_what_seedread_finds() -> None:
    """Each peer that is installed finds as many articles as seedread for the same question in its own language."""
    text = printed(BENCH / "speed" / "build_and_search.py", "--articles", "60", "--rounds", "3")
    for kind in ("frequent word", "word", "two words", "either", "without", "phrase", "country", "everything"):
        (row,) = re.findall(rf"^  {kind} +(seedread .*FTS5 .*)", text, re.MULTILINE)
        assert len(set(re.findall(r" ms +(\d+)", row))) == 1, row


def test_other_programs_are_measured() -> None:
    """Each program that is installed gets a column with what its first index and ten new articles cost."""
    head, *rows = cells(printed(BENCH / "speed" / "other_programs.py", "--count", "20"))
    assert [name for name in head if name] == [name for name, commands in PROGRAMS.items() if installed(commands)]
    for row in rows:
        if row[0] in {"first index", "ten new"}:
            assert all(COST.fullmatch(cell) for cell in row[1:])


def test_the_whole_table_has_every_program() -> None:
    """The table has a column for each program, seedread has a figure in each row, and each peer for each query."""
    head, *rows = cells(printed(BENCH / "million.py", "--count", "30"))
    missing = [f"{name} (not installed)" for name, commands in PROGRAMS.items() if not installed(commands)]
    assert head[:3] == ["30 articles", "seedread", "FTS5"]
    assert set(head[3:]) - {"tantivy"} == {name for name, commands in PROGRAMS.items() if installed(commands)} | {
        *missing
    }
    for row in filter(None, rows):
        figures = row[1:3] if row[0].startswith("search: ") else row[1:2]
        assert "–" not in figures, row


def test_a_program_that_fails_costs_only_its_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The head of its column says so, and what it wrote is told beside the table."""
    for folder in (BENCH, BENCH / "speed"):
        monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    broken = tmp_path / "notmuch"
    broken.write_text("#!/bin/sh\necho The disk is full. >&2\nexit 3\n")
    broken.chmod(0o700)
    million: Any = import_module("million")
    assert million.program_column("notmuch", tmp_path / "place", [], 0, []) == ("notmuch (failed)", {})
    assert "ended with 3\nThe disk is full." in capsys.readouterr().err
