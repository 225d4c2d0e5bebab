"""Gives the terminal to a command of the reader's, and takes it back whatever the command did to it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import termios
import tty
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["can_stop", "keyboard_signals_left_to_others", "run_in_terminal", "wait_for_key"]

LOOK = 0.1
"""Seconds between two looks at a command that runs."""
TOGETHER = 0.05
"""Seconds in which the bytes of one key come."""
PATIENCE = 2.0
"""Seconds that a command has to end when the program ends."""
PROMPT = b"\r\n[Enter, Space, q or Esc: back to seedread] "
BACK = frozenset(b"\r\n qQ\x1b\x03\x04")
"""Keys that go back: Ctrl-C and Ctrl-D too."""
MENDED = (
    b"\x1b[m\x1b(B\x0f"  # look and letters
    b"\x1b[?25h\x1b[?7h\x1b[4l\x1b[?1l"  # cursor, line ends, insertion, cursor keys
    b"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?2004l"  # mouse, focus, marked pastes
    b"\x1b7\x1b[r\x1b8"  # margins, the cursor where it is
)
"""What undoes the modes that a command leaves behind."""


def run_in_terminal(command: str, text: bytes, terminal: int, ending: Callable[[], bool]) -> int:
    """Run `command` in the reader's shell with `text` on its input, and return its exit code.

    When `ending` says so the command is ended. Raises OSError where
    no process can be started.
    """
    modes = _modes(terminal)
    child = subprocess.Popen(  # noqa: S602 (the reader's own command)
        command, shell=True, stdin=subprocess.PIPE, stdout=terminal, stderr=terminal
    )
    try:
        return _follow(child, text, ending)
    finally:
        _end(child)
        _mend(terminal, modes)


def wait_for_key(keyboard: int, terminal: int, ending: Callable[[], bool]) -> str:
    """Say which keys go back, and wait for one of them; a terminal that is gone waits for none.

    Return what was read and is no part of that key.
    """
    modes = _modes(keyboard)
    if modes is None:
        return ""
    with suppress(OSError, termios.error):
        os.write(terminal, PROMPT)
        tty.setraw(keyboard, termios.TCSANOW)  # the usual way would forget what was typed already
        try:
            while not ending():
                if select.select([keyboard], [], [], LOOK)[0]:
                    goes, beyond = _goes_back(keyboard)
                    if goes:
                        return beyond
        finally:
            _mend(terminal, modes)
            os.write(terminal, b"\r\n")
    return ""


def can_stop() -> bool:
    """Tell whether a shell is there that brings a stopped program back."""
    with suppress(OSError):
        session = os.getsid(0)
        return os.getpgrp() != session and os.getsid(os.getppid()) == session
    return False


def _goes_back(keyboard: int) -> tuple[bool, str]:
    """Read one key; tell whether it says so, and what was read behind it."""
    typed, beyond = os.read(keyboard, 1), b""
    if typed == b"\x1b" and _follows(keyboard):
        beyond = os.read(keyboard, 1)
        if beyond in (b"[", b"O"):
            end = b""
            while _follows(keyboard) and (end := os.read(keyboard, 1)) and not 0x40 <= end[0] <= 0x7E:
                pass
            return False, ""  # an arrow key, or another that sends a sequence
    return not typed or typed[0] in BACK, beyond.decode(errors="replace")


def _follows(keyboard: int) -> bool:
    return bool(select.select([keyboard], [], [], TOGETHER)[0])


def _follow(child: subprocess.Popen[bytes], text: bytes, ending: Callable[[], bool]) -> int:
    given: bytes | None = text
    while not ending():
        with suppress(subprocess.TimeoutExpired):
            child.communicate(given, LOOK)
            return child.returncode
        given = None
        _stop_with(child)
    return child.poll() or 0


def _stop_with(child: subprocess.Popen[bytes]) -> None:
    """Stop as well where the command stopped by itself: only the shell can bring it back."""
    with suppress(ChildProcessError):
        stopped = os.waitid(os.P_PID, child.pid, os.WSTOPPED | os.WNOHANG)
        if stopped is None:
            return
        if can_stop():
            os.kill(os.getpid(), signal.SIGSTOP)
        with suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGCONT)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is not None:
        return
    for number in (signal.SIGHUP, signal.SIGCONT, signal.SIGTERM):
        child.send_signal(number)
    try:
        child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _modes(terminal: int) -> list[Any] | None:
    with suppress(termios.error):
        return termios.tcgetattr(terminal)
    return None


def _mend(terminal: int, modes: list[Any] | None) -> None:
    with suppress(OSError, termios.error):
        if modes is not None:
            termios.tcsetattr(terminal, termios.TCSADRAIN, modes)
        os.write(terminal, MENDED)


@contextmanager
def keyboard_signals_left_to_others() -> Iterator[None]:
    """Do nothing on the keys that interrupt and quit; a handler, unlike "ignore", is not handed down to the command."""
    numbers = (signal.SIGINT, signal.SIGQUIT)
    before = {number: signal.signal(number, _nothing) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)


def _nothing(*_: object) -> None:
    pass
