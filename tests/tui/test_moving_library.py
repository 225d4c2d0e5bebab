"""A library that others rebuild, or take away, while somebody reads in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from terminal import SOURCE, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG_AGO = 1_700_000_000


def write(folder: Path, count: int) -> Path:
    """Write `count` articles into a file that nobody seems to be writing."""
    path = folder / "news.jsonl"
    articles = (
        {
            "id": str(n),
            "title": f"Story {n}",
            "date": f"2024-03-{n % 28 + 1:02}",
            "text": f"Bridge {n} opened in Norway.",
        }
        for n in range(count)
    )
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    os.utime(path, (LONG_AGO + count, LONG_AGO + count))
    return path


def index(folder: Path, *options: str, retry: bool = False) -> None:
    """Index in a process of its own, as somebody else would; `retry` if the screen may sync at the same time."""
    command = [
        sys.executable,
        "-m",
        "seedread",
        "index",
        str(folder / "news.jsonl"),
        "--library",
        str(folder / "library"),
    ]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    while subprocess.run([*command, *options], check=not retry, capture_output=True, env=environment).returncode:
        time.sleep(0.2)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Return a terminal with a library of its own on it."""
    news = write(tmp_path, 120)
    index(tmp_path)
    terminal = Terminal((80, 24), str(news), "--library", str(tmp_path / "library"))
    terminal.until(lambda text: "120 articles" in text)
    terminal.settle()
    yield terminal
    terminal.close()


def test_a_rebuilt_library_shows_by_itself(terminal: Terminal, tmp_path: Path) -> None:
    """What another process builds anew shows without a key, and can be read and searched."""
    write(tmp_path, 130)
    index(tmp_path, "--rebuild", retry=True)
    terminal.until(lambda text: "130 articles" in text)
    terminal.press("j", "j", "\r", "q", "G")
    assert "Story" in terminal.text
    terminal.press("/", *"bridge")
    terminal.until(lambda text: "130 of 130" in text or "130 articles" in text)
    terminal.press("\r", "Q")
    assert terminal.end() == 0


def test_a_library_that_is_gone_is_no_crash(terminal: Terminal, tmp_path: Path) -> None:
    """With the library and the files deleted the rows stay or it says why not, and every key still answers."""
    shutil.rmtree(tmp_path / "library")
    (tmp_path / "news.jsonl").unlink()
    for key in ("j", "\r", " ", "q", "G", "f", "e", "\x1b", "F", " ", "F", "V", "w", "\x1b", "\x12"):
        terminal.send(key)
        terminal.settle(0.2)
    terminal.press("/", *"bridge", "\r")
    assert terminal.text.strip()
    terminal.press("?")
    terminal.until(lambda text: "Keys here" in text)
    terminal.press("q", "Q")
    assert terminal.end() == 0


def test_a_library_alone_opens_its_sources(terminal: Terminal, tmp_path: Path) -> None:
    """`seedread --library DIR` shows and syncs what the library is made of, not the bundled articles."""
    terminal.press("Q")
    assert terminal.end() == 0
    write(tmp_path, 130)
    alone = Terminal((80, 24), "--library", str(tmp_path / "library"))
    try:
        alone.until(lambda text: "130 articles" in text)
        alone.settle()
        assert "130 articles" in alone.text
        alone.press("Q")
        assert alone.end() == 0
    finally:
        alone.close()
