"""What a terminal does to a program: suspends it, changes its size, goes away, or answers nothing."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from terminal import WAIT, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """Return a terminal of the usual size with the bundled articles on it."""
    terminal = Terminal((80, 24), shell=True)
    terminal.until(lambda text: "Synced: 5 added." in text)
    terminal.press("\x1b")
    yield terminal
    terminal.close()


def state(pid: int) -> str:
    """Return the letter for the state of a process: T where it is stopped."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]


def test_it_suspends_and_comes_back(terminal: Terminal) -> None:
    """Ctrl-Z gives the terminal back as it was; `fg` paints the same screen again, whatever was written meanwhile."""
    before = terminal.screen.cells()
    written = len(terminal.written)
    terminal.send("\x1a")
    end = time.monotonic() + WAIT
    while state(terminal.job) != "T" and time.monotonic() < end:
        terminal.read(0.1)
    terminal.settle()
    assert state(terminal.job) == "T"
    left = bytes(terminal.written[written:])
    assert left.rfind(b"\x1b[?1049l") >= 0
    assert left.rfind(b"\x1b[?25h") > left.rfind(b"\x1b[?25l")
    terminal.screen.reset()
    terminal.screen.feed("$ ls\r\nnews.txt\r\n")
    os.kill(terminal.job, signal.SIGCONT)
    terminal.until(lambda text: "5 articles" in text)
    terminal.settle()
    assert terminal.screen.cells() == before


@pytest.mark.parametrize("size", [(40, 12), (12, 4), (1, 1), (300, 90)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_it_follows_every_size(terminal: Terminal, size: tuple[int, int]) -> None:
    """Pulled to any size and back, the screen is the one that Ctrl-L paints, and no byte falls outside it."""
    before = terminal.screen.cells()
    terminal.resize(*size)
    terminal.settle(0.6)
    pulled = terminal.screen.cells()
    terminal.press("\x0c")
    assert terminal.screen.cells() == pulled
    terminal.resize(80, 24)
    terminal.settle(0.6)
    assert terminal.screen.cells() == before


def test_it_repaints_what_others_wrote(terminal: Terminal) -> None:
    """Ctrl-L mends a screen on which somebody else has written."""
    before = terminal.screen.cells()
    terminal.screen.feed("\x1b[3;1H\x1b[31mBroadcast message from root\x1b[K")
    assert terminal.screen.cells() != before
    terminal.press("\x0c")
    assert terminal.screen.cells() == before


def test_a_lost_line_ends_it(terminal: Terminal) -> None:
    """When the terminal goes away the program ends, and leaves no process behind."""
    os.close(terminal.handle)
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        pid, status = os.waitpid(terminal.pid, os.WNOHANG)
        if pid:
            terminal.status = status
            break
        time.sleep(0.1)
    terminal.handle = os.open(os.devnull, os.O_RDONLY)
    assert terminal.status is not None


CHILD = """
import os, sys, time
for _ in range(600):
    print(os.getpid(), file=open(sys.argv[1], "w"))
    print("{}", flush=True)
    time.sleep(0.1)
"""
SYNCING = f"""
import sys
from seedread.tui.workers import sync as syncing
from seedread.tui.cli import main
sync, command = syncing.SyncProcess, [sys.executable, "-c", {CHILD!r}, sys.argv.pop(1)]
syncing.SyncProcess = lambda directory, paths, _, **given: sync(directory, paths, command, **given)
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("way", ["the line is lost", "it is killed"])
def test_no_sync_outlives_the_screen(tmp_path: Path, way: str) -> None:
    """However the screen ends, the child that reads files for it ends too."""
    told, news = tmp_path / "child", tmp_path / "news.txt"
    news.write_text("The ministers met\n\nThey said nothing.\n", encoding="utf-8")
    command = [sys.executable, "-c", SYNCING]
    terminal = Terminal((80, 24), str(told), str(news), "--library", str(tmp_path / "library"), command=command)
    try:
        end = time.monotonic() + WAIT
        while not (told.exists() and told.read_text()) and time.monotonic() < end:
            terminal.read(0.1)
        child = Path(f"/proc/{int(told.read_text())}")
        if way == "it is killed":
            os.kill(terminal.pid, signal.SIGKILL)
        else:
            os.close(terminal.handle)
            terminal.handle = os.open(os.devnull, os.O_RDONLY)
        while child.exists() and time.monotonic() < end:
            time.sleep(0.1)
        assert not child.exists()
    finally:
        terminal.close()


def test_a_terminal_that_answers_nothing_is_no_trouble() -> None:
    """Where no question is answered, everything is shown all the same."""
    terminal = Terminal((160, 50), answers=False)
    try:
        terminal.until(lambda text: "5 articles" in text)
        for key in ("j", "j", "k", "\r", " ", "q", "?"):
            terminal.send(key)
        terminal.until(lambda text: "Keys here" in text)
    finally:
        terminal.close()


@pytest.mark.parametrize(
    ("name", "value", "sign"),
    [("PYTHONIOENCODING", "latin-1", "│"), ("LC_ALL", "C", "│"), ("TERM", "linux", "│"), ("TERM", "vt100", "|")],
)
def test_every_terminal_gets_signs_that_it_has(name: str, value: str, sign: str) -> None:
    """UTF-8 goes out whatever the locale says; to a terminal of letters only letters."""
    terminal = Terminal((100, 30), environment={name: value})
    try:
        terminal.until(lambda text: "5 articles" in text)
        terminal.press("\r", "\t")
        assert all(sign in row for row in terminal.text.splitlines()[1:29])
        assert (sign == "│") or terminal.text.isascii()
    finally:
        terminal.close()


def test_it_draws_on_the_terminal_that_is_left(tmp_path: Path) -> None:
    """With error output or standard output in a file the screen is whole all the same, the file empty."""
    for stream in ("2>", ">"):
        caught = tmp_path / "caught"
        command = ("sh", "-c", f'exec "$0" -m seedread {stream}"$1"', sys.executable, str(caught))
        terminal = Terminal((100, 30), command=command)
        try:
            terminal.until(lambda text: "5 articles" in text)
            terminal.settle()
            assert terminal.text.splitlines()[29].strip()
            terminal.press("j", "Q")
            assert terminal.end() == 0
        finally:
            terminal.close()
        assert caught.read_bytes() == b""


@pytest.mark.parametrize("kind", ["dumb", ""])
def test_a_terminal_that_can_nothing_gets_no_screen(kind: str) -> None:
    """Where TERM says that nothing can be drawn, or says nothing, it names the commands that print."""
    terminal = Terminal((80, 24), environment={"TERM": kind})
    try:
        assert terminal.end() == 3
        assert b"seedread search QUERY --plain" in terminal.written
        assert b"\x1b" not in terminal.written
    finally:
        terminal.close()


def test_without_a_terminal_it_says_what_to_do(tmp_path: Path) -> None:
    """With both outputs elsewhere it draws nothing, and points to the commands that need no terminal."""
    caught = tmp_path / "caught"
    terminal = Terminal((80, 24), command=("sh", "-c", f'"$0" -m seedread >/dev/null 2>{caught}', sys.executable))
    try:
        assert terminal.end() == 3
        assert not terminal.written
    finally:
        terminal.close()
    assert "seedread search QUERY --plain" in caught.read_text(encoding="utf-8")


def test_the_last_library_comes_back(tmp_path: Path) -> None:
    """The second start offers the library of the first one, a key opens it, and its query is as it was left."""
    news = tmp_path / "news"
    news.mkdir()
    (news / "port.txt").write_text("A port in Kenya\n\nJapan began to build a port in Kenya.\n", encoding="utf-8")
    first = Terminal((80, 24), str(news))
    first.until(lambda text: "1 article" in text)
    first.press("/", "kenya", "\r", "Q")
    assert first.end() == 0
    first.close()
    second = Terminal((80, 24))
    second.until(lambda text: "Press Ctrl-O to reopen news." in text)
    second.send("\x0f")
    shown = second.until(lambda text: "A port in Kenya" in text)
    assert shown.startswith("/ kenya")
    second.send("Q")
    assert second.end() == 0
    second.close()
