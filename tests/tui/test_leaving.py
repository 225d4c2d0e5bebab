"""However a session ends, it ends soon, with the terminal as it was and nothing typed into the shell."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from terminal import SOURCE, WAIT, Terminal

from seedread.index.files.user_folders import state_folder
from seedread.tui.workers.leaving import AGAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MODES = (b"1049", b"1000", b"1004", b"2004")


@pytest.fixture
def start() -> Iterator[Callable[..., Terminal]]:
    started: list[Terminal] = []

    def begin(*arguments: str, **settings: Any) -> Terminal:
        terminal = Terminal((80, 24), *arguments, **settings)
        started.append(terminal)
        terminal.until(lambda text: "Synced: 5 added." in text)
        terminal.press("\x1b")
        return terminal

    yield begin
    for terminal in started:
        terminal.close()


def restored(terminal: Terminal) -> bool:
    """Tell whether the terminal has the modes that it had."""
    written = terminal.written
    on = any(written.rfind(b"\x1b[?%bh" % mode) > written.rfind(b"\x1b[?%bl" % mode) for mode in MODES)
    shown = written.rfind(b"\x1b[?25h") > written.rfind(b"\x1b[?25l")
    return not on and shown and termios.tcgetattr(terminal.handle)[:4] == terminal.before[:4]


def pipe(terminal: Terminal, command: str) -> None:
    terminal.send("|")
    terminal.until(lambda text: "Pipe to:" in text)
    terminal.send(f"{command}\r")


def back(terminal: Terminal, key: str) -> str:
    """Press `key` where it asks for one, and return the status line."""
    terminal.until(lambda text: "back to seedread" in text)
    terminal.send(key)
    return terminal.until(lambda text: text.startswith("/ ") and "Pipe to:" not in text).splitlines()[-1]


SHELL = (
    f'"{sys.executable}" -m seedread; stty raw -echo; printf "\\r\\nthe shell reads"; timeout 3 cat -v; '
    'printf "\\r\\nthat was all"'
)


@pytest.mark.parametrize("lag", [0.0, 0.4])
def test_no_answer_of_the_terminal_reaches_the_shell(start: Callable[..., Terminal], lag: float) -> None:
    """What the terminal answers late, over a slow line, is read before the shell reads."""
    terminal = start(command=("sh", "-c", SHELL), lag=lag)
    terminal.send("jjjjGgQ")
    shown = terminal.until(lambda text: "that was all" in text)
    assert "reads\nthat was all" in shown.replace("\n\n", "\n"), shown


HANGING = """
import sys, time
from seedread.index import Library
from seedread.tui.cli import main
search = Library.search
def hangs(self, text, *rest, **options):
    while "hang" in text:
        with self._lock:
            time.sleep(3600)
    return search(self, text, *rest, **options)
Library.search = hangs
sys.exit(main([]))
"""


@pytest.mark.parametrize("way", ["Q", "SIGTERM", "SIGHUP"])
def test_it_ends_during_a_search_that_does_not(start: Callable[..., Terminal], way: str) -> None:
    """A search without an end, which holds the library, keeps neither Escape and Q nor a signal from ending it."""
    terminal = start(command=(sys.executable, "-c", HANGING))
    terminal.press("f")
    terminal.press("/", *"hang")
    if way == "Q":
        terminal.send("\x1b" * 8 + "Q")
        expected = 0
    else:
        number = signal.Signals[way]
        os.kill(terminal.pid, number)
        expected = 128 + number
    assert terminal.end() == expected
    assert restored(terminal)


def test_a_second_signal_does_not_wait(start: Callable[..., Terminal]) -> None:
    """Whoever ends it twice gets the terminal back at once."""
    terminal = start(command=(sys.executable, "-c", HANGING))
    terminal.press("/", *"hang")
    os.kill(terminal.pid, signal.SIGTERM)
    time.sleep(AGAIN + 0.5)
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.end() == 128 + signal.SIGTERM
    assert restored(terminal)


@pytest.mark.parametrize("second", [signal.SIGHUP, signal.SIGTERM])
def test_a_lost_connection_keeps_the_place(start: Callable[..., Terminal], second: signal.Signals) -> None:
    """The signals of kernel, shell and service manager come together: they are one, and the place is remembered."""
    terminal = start()
    terminal.press("/", *"iran", "\r", "j")
    os.kill(terminal.pid, signal.SIGHUP)
    time.sleep(0.01)
    with suppress(ProcessLookupError):
        os.kill(terminal.pid, second)
    assert terminal.end() == 128 + signal.SIGHUP
    assert '"iran"' in (state_folder() / "sessions.json").read_text(encoding="utf-8")


KEPT_OFTEN = """
import sys
import seedread.tui.app
from seedread.tui.cli import main
seedread.tui.app.KEPT_EVERY = 0.2
sys.exit(main([]))
"""


def test_a_killed_process_leaves_the_place(start: Callable[..., Terminal]) -> None:
    """The place is kept from time to time: after SIGKILL nothing is written any more."""
    terminal = start(command=(sys.executable, "-c", KEPT_OFTEN))
    terminal.press("/", *"iran", "\r", "j")
    kept = state_folder() / "sessions.json"
    end = time.monotonic() + WAIT
    while not (kept.exists() and '"iran"' in kept.read_text(encoding="utf-8")) and time.monotonic() < end:
        terminal.read(0.1)
    os.kill(terminal.pid, signal.SIGKILL)
    terminal.end()
    assert '"iran"' in kept.read_text(encoding="utf-8")


def test_ctrl_c_ends_a_command_and_nothing_else(start: Callable[..., Terminal]) -> None:
    """Ctrl-C ends the command that has the terminal; at the question behind it, it goes back like other keys."""
    terminal = start()
    pipe(terminal, "echo be''gun; sleep 3600")
    terminal.until(lambda text: "begun" in text)
    terminal.send("\x03")
    assert "was interrupted" in back(terminal, "\x03")
    for key in ("\r", "q", "\x1b", " "):
        pipe(terminal, "true")
        assert "true finished." in back(terminal, key)
    pipe(terminal, "no-such-command-here")
    assert "exited with status 127" in back(terminal, "q")
    terminal.send("Q")
    assert terminal.end() == 0
    assert restored(terminal)


def test_whatever_a_command_did_the_screen_is_whole(start: Callable[..., Terminal]) -> None:
    """A hidden cursor, other margins, another screen, raw modes: behind the command all is as before."""
    terminal = start()
    before = terminal.screen.cells()
    pipe(terminal, "printf '\\033[?25l\\033[?1049h\\033[3;5r\\033[31;7mred\\033[?1000h'; stty raw -echo < /dev/tty")
    assert "finished" in back(terminal, "\r")
    terminal.send("\x1b")
    terminal.until(lambda _: terminal.screen.cells() == before)
    terminal.send("Q")
    assert terminal.end() == 0
    assert restored(terminal)


def test_a_command_that_stops_itself_goes_on(start: Callable[..., Terminal]) -> None:
    """Where no shell could bring them back, a command that stops itself is sent on."""
    terminal = start()
    pipe(terminal, "kill -STOP $$; echo went on")
    terminal.until(lambda text: "went on" in text)
    assert "finished" in back(terminal, "q")


@pytest.mark.parametrize("when", ["sleep 3600", "true"])
def test_a_signal_ends_it_while_a_command_has_the_terminal(start: Callable[..., Terminal], when: str) -> None:
    """SIGTERM during the command, or at the question behind it, ends both."""
    terminal = start()
    pipe(terminal, f"echo be''gun; {when}")
    terminal.until(lambda text: "begun" in text and (when != "true" or "back to seedread" in text))
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.end() == 128 + signal.SIGTERM
    assert restored(terminal)


def test_it_is_stopped_only_where_a_shell_can_bring_it_back(start: Callable[..., Terminal]) -> None:
    """Without a shell, as in `ssh -t host seedread`, Ctrl-Z would freeze it for good: it says so instead."""
    terminal = start()
    terminal.send("\x1a")
    terminal.until(lambda text: "Cannot suspend" in text)
    terminal.send("Q")
    assert terminal.end() == 0


def test_a_command_is_stopped_with_the_screen(start: Callable[..., Terminal]) -> None:
    """Ctrl-Z while a command has the terminal stops both; brought back, the command goes on."""
    terminal = start(shell=True)
    pipe(terminal, "echo be''gun; sleep 0.5; echo went'' on")
    terminal.until(lambda text: "begun" in text)
    terminal.send("\x1a")
    stat = Path(f"/proc/{terminal.job}/stat")
    while stat.read_text().rsplit(")", 1)[1].split()[0] != "T":
        terminal.read(0.05)
    os.killpg(terminal.job, signal.SIGCONT)
    terminal.until(lambda text: "went on" in text)
    assert "finished" in back(terminal, "q")


def test_stops_and_goes_in_any_order(start: Callable[..., Terminal]) -> None:
    """SIGCONT without a stop, and stops that nobody announced, leave one reader of keys and a whole screen."""
    terminal = start(shell=True)
    for number in (signal.SIGCONT, signal.SIGSTOP, signal.SIGCONT, signal.SIGCONT, signal.SIGTSTP, signal.SIGCONT):
        os.kill(terminal.job, number)
        terminal.settle(0.2)
    before = terminal.screen.cells()
    terminal.press("\x0c")
    assert terminal.screen.cells() == before
    terminal.send("jk" * 40 + "Q")
    assert terminal.end() == 0
    assert restored(terminal)


def test_bytes_that_are_no_key_end_nothing(start: Callable[..., Terminal]) -> None:
    """Bytes that are no UTF-8, and sequences that no terminal sends, are passed over."""
    terminal = start()
    os.kill(terminal.pid, signal.SIGINT)  # as Ctrl-C comes where a command changed the modes
    for rude in ("\udcff\udcfe", "\x1b[99999999999u", "\x1b[999;999R", "\x00", "\udce2\udc82"):
        terminal.press(rude)
    terminal.press("?")
    terminal.until(lambda text: "Keys here" in text)
    terminal.send("\x1b\x1bQ")
    assert terminal.end() == 0


def test_the_end_does_not_take_the_last_mark(start: Callable[..., Terminal]) -> None:
    """A star and Q in one moment: the star is kept."""
    terminal = start()
    terminal.send("fQ")
    assert terminal.end() == 0
    command = [sys.executable, "-m", "seedread", "search", "is:starred", "--ids"]
    found = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(SOURCE)}, capture_output=True, check=False)
    assert found.returncode == 0
    assert len(found.stdout.split()) == 1


STOPPED_IN_A_LOCK = """
import os, signal, sys
from seedread.tui.cli import main
from seedread.tui.driver.throttled_writer import ThrottledWriter
wake = ThrottledWriter.wake
def stopped(self):
    with self._changed._cond:  # as where Event.set() is interrupted
        if os.path.exists("stop"):
            os.remove("stop")
            signal.raise_signal(signal.SIGTSTP)
    wake(self)
ThrottledWriter.wake = stopped
sys.exit(main())
"""


def test_a_stop_where_a_lock_is_held_freezes_nothing(
    start: Callable[..., Terminal], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SIGTSTP in the midst of waking the output stops it a moment later; brought back, it takes keys and ends."""
    monkeypatch.chdir(tmp_path)
    terminal = start(command=(sys.executable, "-c", STOPPED_IN_A_LOCK), shell=True)
    (tmp_path / "stop").touch()
    terminal.send("j")
    stat = Path(f"/proc/{terminal.job}/stat")
    end = time.monotonic() + WAIT
    while stat.read_text().rsplit(")", 1)[1].split()[0] != "T":
        assert time.monotonic() < end, "not stopped"
        terminal.read(0.05)
    os.kill(terminal.job, signal.SIGCONT)
    terminal.send("?")
    terminal.until(lambda text: "Keys here" in text)
    terminal.send("\x1b\x1bQ")
    assert terminal.end() == 0
    assert restored(terminal)


A_KEY_BEHIND_THE_END = """
import sys
from textual import events
from seedread.tui.app import SeedreadApp
from seedread.tui.cli import main
leave = SeedreadApp.exit
def leave_and_type(self, *arguments, **options):
    leave(self, *arguments, **options)
    self.key_queue.put(events.Key("j", "j"))
SeedreadApp.exit = leave_and_type
code = main([])
open("ended", "w").close()  # not reached where a thread has to end the process
sys.exit(code)
"""


def test_a_key_behind_the_end_holds_nothing_up(
    start: Callable[..., Terminal], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key that arrives after Q, while the program ends, does not keep it busy: it ends by itself."""
    monkeypatch.chdir(tmp_path)
    terminal = start(command=(sys.executable, "-c", A_KEY_BEHIND_THE_END))
    terminal.send("Q")
    assert terminal.end() == 0
    assert (tmp_path / "ended").exists()


INTERRUPTED_AT_THE_END = """
import os, signal, sys
from seedread.tui.cli import main
code = main([])
os.kill(os.getpid(), signal.SIGINT)
sys.exit(code)
"""


def test_ctrl_c_behind_the_end_changes_nothing(start: Callable[..., Terminal]) -> None:
    """Ctrl-C typed while the program ends, when the terminal makes a signal of it again, is no failure."""
    terminal = start(command=(sys.executable, "-c", INTERRUPTED_AT_THE_END))
    terminal.send("Q")
    assert terminal.end() == 0
    assert restored(terminal)


def test_a_paste_without_an_end_keeps_no_key(start: Callable[..., Terminal]) -> None:
    """What comes while a paste is open belongs to it; when nothing comes any more it ends, and Q quits."""
    terminal = start()
    terminal.press("/")
    terminal.send("\x1b[200~iran")
    terminal.until(lambda text: text.startswith("/ iran"))
    terminal.send("\x1b")
    terminal.send("Q")
    assert terminal.end() == 0
    assert restored(terminal)


@pytest.mark.parametrize("where", ["/", ""], ids=["in the line", "in the list"])
def test_a_megabyte_is_pasted(start: Callable[..., Terminal], where: str) -> None:
    """A paste of a megabyte, with Escape and keys that quit in it, through a real terminal is one text and no key."""
    terminal = start()
    terminal.press(*where)
    rest = b"\x1b[200~" + b"gas \x1bQq " * 125_000 + b"\x1b[201~?" + b"x" * 9
    os.set_blocking(terminal.handle, False)
    end = time.monotonic() + 2 * WAIT
    while rest:
        assert time.monotonic() < end, "takes no more"
        with suppress(BlockingIOError):
            rest = rest[os.write(terminal.handle, rest[:4096]) :]
        terminal.read(0.001)
    shown = "gas" if where else "Keys here"
    terminal.until(lambda text: shown in (text.splitlines() or [""])[0] or shown in text)
    terminal.send("\x1b" * 8 + "Q")
    assert terminal.end() == 0
    assert restored(terminal)


def test_a_storm_of_sizes(start: Callable[..., Terminal]) -> None:
    """Hundreds of changes of size, down to one cell, leave the screen as it was in the size that it comes back to."""
    terminal = start()
    before = terminal.screen.cells()
    for n in range(300):
        terminal.resize(*((1, 1), (80, 1), (1, 24), (200, 60), (3, 2))[n % 5])
        os.kill(terminal.pid, signal.SIGWINCH)
        terminal.read(0.001)
    terminal.resize(1, 1)
    terminal.settle()
    terminal.resize(80, 24)
    terminal.until(lambda _: terminal.screen.cells() == before)
    terminal.send("Q")
    assert terminal.end() == 0
    assert restored(terminal)


def test_a_terminal_that_answers_nothing(start: Callable[..., Terminal]) -> None:
    """Where no question is answered, keys work and the end comes."""
    terminal = start(answers=False)
    terminal.press("j", "?")
    terminal.until(lambda text: "Keys here" in text)
    terminal.send("\x1b\x1bQ")
    assert terminal.end() == 0
    assert restored(terminal)


def test_the_keyboard_is_closed() -> None:
    """Standard input that is closed before the start is said to be, or the screen works: there is no traceback."""
    command = ("sh", "-c", f'"{sys.executable}" -m seedread <&-; echo "ended with $?"; sleep 3600')
    terminal = Terminal((80, 24), command=command)
    try:
        shown = terminal.until(lambda text: "ended with" in text)
        assert "Traceback" not in shown
        assert "ended with 1\n" not in shown
    finally:
        terminal.close()
