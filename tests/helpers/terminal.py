"""seedread in a real pseudo-terminal, which answers like an xterm and is read with an emulator."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from emulator import Emulator

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

WAIT = 40.0
"""Seconds until something expected must be on the screen, on the slowest machine."""
QUIET = 0.4
_QUESTIONS = re.compile(rb"\x1b\[6n|\x1b\[\?(\d+)\$p|\x1b\](11);\?")
_SETTLES = ("COLUMNS", "LINES", "COLORTERM", "NO_COLOR", "TMUX", "SSH_CONNECTION", "TERM_PROGRAM", "LC_TERMINAL")
_TICKS = os.sysconf("SC_CLK_TCK")
_SHELL = """
import os, signal, sys
job = os.fork()
if not job:
    os.setpgid(0, 0)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execvp(sys.argv[1], sys.argv[1:])
os._exit(os.waitstatus_to_exitcode(os.waitpid(job, 0)[1]) & 255)
"""
"""As much of a shell as job control needs."""
SOURCE = Path(__file__).parents[2] / ".src"


class Terminal:
    """A terminal of a given size with seedread in it."""

    def __init__(
        self,
        size: tuple[int, int],
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        command: Sequence[str] = (),
        answers: bool = True,
        lag: float = 0.0,
        shell: bool = False,
        welcome: bool = False,
        ground: str = "",
    ) -> None:
        """Start seedread with `arguments`, or another `command`.

        A terminal that `answers` knows what it is asked; over a line with a `lag` the answers come so much later.
        With a `shell` it is a job of one, which can be stopped and brought back. The page that welcomes a new reader is
        left at once, except for a test of the `welcome`. `ground` is the background that it tells, as
        rgb:ffff/ffff/ffff; if empty, it does not know that question.
        """
        columns, rows = size
        self._answers = answers
        self._lag = lag
        self._leaves_welcome = not welcome
        self._ground = ground
        self._late: list[tuple[float, str]] = []
        self._tail = b""
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            inherited = {name: value for name, value in os.environ.items() if name not in _SETTLES}
            given = inherited | {"TERM": "xterm-256color", "PYTHONPATH": str(SOURCE)} | dict(environment or {})
            run = [*(command or (sys.executable, "-m", "seedread")), *arguments]
            run = [sys.executable, "-c", _SHELL, *run] if shell else run
            os.execvpe(run[0], run, given)
        self._shell = shell
        self.before = termios.tcgetattr(self.handle)
        self.screen = Emulator(columns, rows)
        self.written = bytearray()
        self.status: int | None = None

    def read(self, seconds: float) -> bytes:
        """Take in what the program writes for so long, or until it ends."""
        taken = bytearray()
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            left = self._send_late(left)
            if select.select([self.handle], [], [], left)[0]:
                try:
                    chunk = os.read(self.handle, 65536)
                except OSError:
                    break
                if not chunk:
                    break
                taken += chunk
                self._take(chunk)
        return bytes(taken)

    def _take(self, chunk: bytes) -> None:
        self.written += chunk
        self._tail += chunk
        whole = len(self._tail) - self._unfinished()
        text, self._tail = self._tail[:whole], self._tail[whole:]
        self.screen.feed(text.decode())
        if self._leaves_welcome and "Press Enter to begin." in self.text:
            self._leaves_welcome = False
            self.send("\r")
        if self._answers:
            for question in _QUESTIONS.finditer(text):
                mode = question[1]
                answer = f"\x1b[?{mode.decode()};{2 * (mode == b'2026')}$y" if mode else "\x1b[1;1R"
                answer = f"\x1b]11;{self._ground}\x1b\\" if question[2] else answer
                if self._ground or not question[2]:
                    self._late.append((time.monotonic() + self._lag, answer))
            self._send_late(0.0)

    def _send_late(self, most: float) -> float:
        """Send the answers that are due, and return the seconds until the next one is, `most` at most."""
        while self._late and self._late[0][0] <= time.monotonic():
            self.send(self._late.pop(0)[1])
        return max(min(most, self._late[0][0] - time.monotonic()), 0.0) if self._late else most

    def _unfinished(self) -> int:
        """Return how many bytes at the end belong to a character or a sequence that is still to come whole."""
        escape = self._tail.rfind(b"\x1b", -64)
        if escape >= 0 and re.fullmatch(rb"\x1b(?:\[[0-?]*|\][^\x07\x1b]*)?", self._tail[escape:]):
            return len(self._tail) - escape
        for back in range(1, min(4, len(self._tail)) + 1):
            byte = self._tail[-back]
            if byte >= 0xC0:
                return back if back < (2 if byte < 0xE0 else 3 if byte < 0xF0 else 4) else 0
            if byte < 0x80:
                break
        return 0

    def until(self, shown: Callable[[str], bool]) -> str:
        """Wait until the screen shows what is asked for, and return it."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            self.read(0.1)
            if shown(self.text):
                return self.text
        raise AssertionError(f"not shown in {WAIT} s:\n{self.text}")

    def settle(self, quiet: float = QUIET) -> bytes:
        """Take in what is written until nothing came for `quiet` seconds."""
        taken = bytearray()
        while more := self.read(quiet):
            taken += more
        return bytes(taken)

    def send(self, keys: str) -> None:
        """Type, without waiting; a lone surrogate stands for a byte that is no UTF-8."""
        with suppress(OSError):
            os.write(self.handle, keys.encode(errors="surrogateescape"))

    def press(self, *keys: str) -> bytes:
        """Send keys one after the other, each when the last has settled; return what was written."""
        taken = bytearray()
        for key in keys:
            self.send(key)
            taken += self.settle()
        return bytes(taken)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size, as a person does who pulls at the window."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @property
    def text(self) -> str:
        """The screen, a line a row."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def job(self) -> int:
        """The process of the program itself, where a shell stands between; 0 before it began and behind its end."""
        if not self._shell:
            return self.pid
        with suppress(OSError):
            children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
            return int(children[0]) if children else 0
        return 0

    @property
    def cpu(self) -> float:
        """Seconds of CPU that the program took."""
        fields = Path(f"/proc/{self.job}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def memory(self) -> float:
        """Megabytes of memory that are in use (RSS)."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def end(self) -> int:
        """Wait for the program to end and return its exit code."""
        deadline = time.monotonic() + WAIT
        while time.monotonic() < deadline:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("the program did not end")

    def close(self) -> None:
        """End what still runs."""
        if self.status is None:
            for pid in {self.job, self.pid} - {0}:
                os.kill(pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.handle)
