"""The program in a real pseudo-terminal, read with a terminal emulator: what a person would see and get back."""

from __future__ import annotations

import fcntl
import os
import signal
import struct
import termios
from typing import TYPE_CHECKING, Any

import pytest
from terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def start() -> Iterator[Callable[..., Terminal]]:
    started: list[Terminal] = []

    def begin(size: tuple[int, int], *arguments: str, **settings: Any) -> Terminal:
        started.append(Terminal(size, *arguments, **settings))
        return started[-1]

    yield begin
    for terminal in started:
        terminal.close()


def test_a_session(start: Callable[..., Terminal]) -> None:
    """Start, wait for the sync, search, filter by leader, read, pin a second account beside, quit."""
    terminal = start((160, 50))
    terminal.until(lambda text: "5 articles" in text and "Abbas Araghchi" in text)
    terminal.press("/", *"ashgabat")
    terminal.until(lambda text: "3 of 5" in text and "Putin Meets Iranian President" in text)
    terminal.press("\r", "F", "J", "J", "j", "+")
    shown = terminal.until(lambda text: "2 of 5" in text)
    assert "Masoud Pezeshkian" in shown
    terminal.press("\t", "P", "j")
    shown = terminal.until(lambda text: "Ken McCallum" in text or "MI5" in text)
    assert "limousine" in shown or "priority" in shown, shown
    terminal.press("Q")
    assert terminal.end() == 0


@pytest.mark.parametrize("size", [(160, 50), (80, 24), (40, 12)])
def test_the_terminal_comes_back(start: Callable[..., Terminal], size: tuple[int, int]) -> None:
    """However it is left, the terminal's modes, its main screen and its cursor are as before."""
    for leave in (
        lambda t: t.press("Q"),
        lambda t: os.kill(t.pid, signal.SIGTERM),
        lambda t: os.kill(t.pid, signal.SIGHUP),
    ):
        terminal = start(size)
        terminal.until(lambda text: "Iran" in text)
        leave(terminal)
        terminal.end()
        assert termios.tcgetattr(terminal.handle)[:4] == terminal.before[:4]
        for mode in (b"1049", b"1000", b"1003", b"2004"):
            on, off = terminal.written.rfind(b"\x1b[?%bh" % mode), terminal.written.rfind(b"\x1b[?%bl" % mode)
            assert on <= off, f"mode {mode.decode()} was left on"
        assert terminal.written.rfind(b"\x1b[?25h") > terminal.written.rfind(b"\x1b[?25l")
        cursor = terminal.screen.cursor  # the emulator has no other screen, like mosh and screen
        assert (cursor.y, cursor.x) == (size[1] - 1, 0), "the shell would write over what was shown"


HOSTILE = (
    "Quiet \x1b]52;c;cm0gLXJm\x07Headline [/x] \u202ewith\x1bc Tricks\n\n"
    "The minister\x9b31m said \x1b[2Jon Monday that \x9d52;c;x\x9c the [bold]talks[/bold] \u2066would\u2069 "
    "go on in Paris, and "
    "\x1bP+q544e\x1b\\nothing [link=javascript:x]more[/link] was \x1b]8;;http://evil.example\x07known\x1b]8;;\x07.\n"
)


def test_no_hostile_byte_reaches_the_terminal(start: Callable[..., Terminal], tmp_path: Path) -> None:
    """An article full of escapes is indexed, found and shown, and none of them comes out of any view."""
    news = tmp_path / "ne[bold]ws\x1b]0;x"
    news.mkdir()
    (news / "evil[bold]\x1bc.txt").write_text(HOSTILE, encoding="utf-8")
    terminal = start((120, 40), str(news))
    terminal.until(lambda text: "Quiet Headline [/x] with Tricks" in text)
    terminal.press("/", *"minister", "\r")
    shown = terminal.until(lambda text: "1 article" in text)
    assert "[bold]talks[/bold] would go on in Paris" in shown
    assert "[link=javascript:x]more[/link]" in shown
    terminal.press("v", "V")
    terminal.until(lambda text: "Headline" in text)
    bidi = ["\u202e".encode(), "\u2066".encode()]
    c1 = [b"\xc2\x9b", b"\xc2\x9d"]
    for harmful in (b"]52;", b"\x1bc", b"\x1b]0;", b"\x1bP+q", b"evil.example\x07", *c1, *bidi):
        assert harmful not in terminal.written
    terminal.press("q", "q", "q")
    assert terminal.end() == 0


def test_a_terminal_that_tells_no_size(start: Callable[..., Terminal]) -> None:
    """It is drawn as one of 80 columns, comes to rest, and is left by its key."""
    terminal = start((80, 24))
    terminal.until(lambda text: "5 articles" in text)
    fcntl.ioctl(terminal.handle, termios.TIOCSWINSZ, struct.pack("HHHH", 0, 0, 0, 0))
    while terminal.read(2.0):  # on a busy machine the drawing comes late
        pass
    before = terminal.cpu
    assert terminal.read(2.0) == b""
    assert terminal.cpu - before < 0.5
    terminal.press("Q")
    assert terminal.end() == 0


def test_nothing_is_written_while_nobody_touches_it(start: Callable[..., Terminal]) -> None:
    """An untouched screen sends no byte."""
    terminal = start((80, 24))
    terminal.until(lambda text: "5 articles" in text)
    while terminal.read(2.0):
        pass
    assert terminal.read(3.0) == b""
