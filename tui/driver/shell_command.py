"""Runs a shell command of the user in the terminal, and restores the terminal afterwards."""

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

POLL = 0.1
"""Seconds between checks of a running command."""
KEY_TIMEOUT = 0.05
"""Seconds within which the bytes of one key arrive."""
PATIENCE = 2.0
"""Seconds that a command gets to stop when the program exits."""
PROMPT = b"\r\n[Enter, Space, q or Esc: back to seedread] "
BACK = frozenset(b"\r\n qQ\x1b\x03\x04")
"""Keys that return, including Ctrl-C and Ctrl-D."""
RESET_SEQUENCE = (
    b"\x1b[m\x1b(B\x0f"  # style and character set
    b"\x1b[?25h\x1b[?7h\x1b[4l\x1b[?1l"  # cursor, line wrap, insert mode, cursor keys
    b"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?2004l"  # mouse, focus, bracketed paste
    b"\x1b7\x1b[r\x1b8"  # margins, cursor kept in place
)
"""Resets the modes that a command may leave set."""


def run_in_terminal(command: str, text: bytes, terminal: int, ending: Callable[[], bool]) -> int:
    """Run `command` in the shell with `text` on its standard input, and return its exit code.

    The command is stopped when `ending` returns true. Raises OSError if no process can be started.
    """
    modes = _modes(terminal)
    child = subprocess.Popen(  # noqa: S602 (the user's own command)
        command, shell=True, stdin=subprocess.PIPE, stdout=terminal, stderr=terminal
    )
    try:
        return _follow(child, text, ending)
    finally:
        _end(child)
        _restore(terminal, modes)


def wait_for_key(keyboard: int, terminal: int, ending: Callable[[], bool]) -> str:
    """Show which keys return to seedread, and wait for one; do not wait if the terminal is gone.

    Return text that was read but is not part of that key.
    """
    modes = _modes(keyboard)
    if modes is None:
        return ""
    with suppress(OSError, termios.error):
        os.write(terminal, PROMPT)
        tty.setraw(keyboard, termios.TCSANOW)  # TCSAFLUSH would discard typed text
        try:
            while not ending():
                if select.select([keyboard], [], [], POLL)[0]:
                    goes, beyond = _read_return_key(keyboard)
                    if goes:
                        return beyond
        finally:
            _restore(terminal, modes)
            os.write(terminal, b"\r\n")
    return ""


def can_stop() -> bool:
    """Return whether a shell can continue this program after a stop."""
    with suppress(OSError):
        session = os.getsid(0)
        return os.getpgrp() != session and os.getsid(os.getppid()) == session
    return False


def _read_return_key(keyboard: int) -> tuple[bool, str]:
    """Read one key; return whether it returns to seedread, and what was read after it."""
    typed, beyond = os.read(keyboard, 1), b""
    if typed == b"\x1b" and _follows(keyboard):
        beyond = os.read(keyboard, 1)
        if beyond in (b"[", b"O"):
            end = b""
            while _follows(keyboard) and (end := os.read(keyboard, 1)) and not 0x40 <= end[0] <= 0x7E:
                pass
            return False, ""  # an arrow key, or another key that sends a sequence
    return not typed or typed[0] in BACK, beyond.decode(errors="replace")


def _follows(keyboard: int) -> bool:
    return bool(select.select([keyboard], [], [], KEY_TIMEOUT)[0])


def _follow(child: subprocess.Popen[bytes], text: bytes, ending: Callable[[], bool]) -> int:
    given: bytes | None = text
    while not ending():
        with suppress(subprocess.TimeoutExpired):
            child.communicate(given, POLL)
            return child.returncode
        given = None
        _stop_with(child)
    return child.poll() or 0


def _stop_with(child: subprocess.Popen[bytes]) -> None:
    """Stop too if the command stopped itself, since only the shell can continue it."""
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


def _restore(terminal: int, modes: list[Any] | None) -> None:
    with suppress(OSError, termios.error):
        if modes is not None:
            termios.tcsetattr(terminal, termios.TCSADRAIN, modes)
        os.write(terminal, RESET_SEQUENCE)


@contextmanager
def keyboard_signals_left_to_others() -> Iterator[None]:
    """Ignore SIGINT and SIGQUIT with a handler, which, unlike SIG_IGN, the command does not inherit."""
    numbers = (signal.SIGINT, signal.SIGQUIT)
    before = {number: signal.signal(number, _nothing) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)


def _nothing(*_: object) -> None:
    pass
