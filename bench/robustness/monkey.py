"""Presses keys at random, as nobody would, and looks whether the screen survives it.

    python bench/robustness/monkey.py 1 2 3 4 --keys 5000                 seeds, each at every size in turn
    python bench/robustness/monkey.py 7 --keys 500 --size 40x12
    python bench/robustness/monkey.py --replay /tmp/monkey-7-40x12.json   a run that failed, again
    python bench/robustness/monkey.py --openings --from F             every key with every key after it

In a real pseudo-terminal, on some hundred made-up articles in stories, with marks and a home of its own. Keys come
singly and in bunches, with pastes (escape sequences, long lines, emoji, text from right to left, NUL), changes of size,
stops (SIGTSTP, SIGSTOP) and a sync beside them. A run fails where the program ends before it is told to, prints a
traceback, does not answer for `WATCH` seconds of its own CPU or of doing nothing, does not end on eight times Escape
and Q, or leaves the terminal in other modes. The log of a run that failed is kept, with the stacks of all threads where
the program did not answer.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import select
import signal
import sys
import tempfile
import termios
import time
from contextlib import chdir, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "helpers"))
sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))
sys.path.insert(0, str(Path(__file__).parents[1]))

from made_up import MadeUp
from own_home import own_home
from terminal import Terminal

from seedread.index import Library
from seedread.tui.keys.bindings import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZES = ("40x12", "80x24", "120x40", "160x50")
LONG_AGO = 1_700_000_000
STORIES, ACCOUNTS = 60, 3
WATCH = 20.0
"""Seconds of CPU, or three times as many seconds of doing nothing, in which a program must have answered."""
ENDING = 10.0
"""Seconds of CPU in which Escape and Q must end it."""
Step: TypeAlias = "tuple[str, Any]"
"""What is done, and with what: ("keys", "jj"), ("opening", "c\\r\\t"), ("size", [40, 12]), ("stop", "SIGTSTP"),
("file", "new-3.txt")."""

_SENT = {
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "f1": "\x1bOP", "shift+tab": "\x1b[Z", "tab": "\t", "enter": "\r",
    "escape": "\x1b", "space": " ", "backspace": "\x7f", "slash": "/", "full_stop": ".", "apostrophe": "'",
    "right_square_bracket": "]", "left_square_bracket": "[", "right_curly_bracket": "}", "left_curly_bracket": "{",
    "equals_sign": "=", "vertical_line": "|", "colon": ":", "exclamation_mark": "!", "question_mark": "?", "plus": "+",
    "minus": "-", "ampersand": "&", "number_sign": "#",
}  # fmt: skip
PASTES = (
    "iran", "gas OR oil -leader:putin", "a" * 5000, "word " * 2000, "\x1b[31mred\x1b[0m \x1b]52;c;eA==\x07",
    "👩‍👩‍👧‍👦🇮🇷🔥" * 20, "إيران " * 10, "\u202eabc\u2066", "nul\x00nul", "two\nlines\r\nthree", "((", '"', "*a*b*",
    "e\u0301" * 50, "\ud7ff\U0010ffff", "",
)  # fmt: skip
COMMANDS = (
    "cat",
    "head -3",
    "false",
    "sleep 0.1",
    "true",
    "nosuchcommand",
    "wc -l",
    "kill -9 $$",
    "printf '\\033[?25l'",
)
WORDS = (
    "help",
    "stories",
    "pairs",
    "compare",
    "quit_",
    "tag x",
    "order newest",
    "search iran",
    "palette",
    "names",
    "note y",
)
OPENINGS = ("every", "anywhere", "panes", "results", "facets")
"""Places whose keys `--openings` begins with."""
FOLLOWING = ("enter", "tab", "shift+tab", "right", "left", "escape", "x", "q")
HELP = "Anywhere"
"""What the first page of the help shows, and no other screen."""
PROGRAM = """
import faulthandler, os, signal, sys
faulthandler.register(signal.SIGUSR1, open(os.environ["MONKEY_STACKS"], "w"), all_threads=True)
from seedread.tui.cli import main
sys.exit(main())
"""
"""seedread, which writes the stacks of its threads on SIGUSR1."""
RUDE = (
    "\x1b[999;999R",
    "\x1b[99999999999u",
    "\x1b[<0;5;5M\x1b[<0;5;5m",
    "\x1b[<64;9;3M",
    "\x1b[I",
    "\x1b[O",
    "\udcff",
    "\x00",
)


def make(folder: Path) -> tuple[str, ...]:
    """Write the articles, read them into a library, and return the arguments that open it."""
    texts = MadeUp(4000)
    news = folder / "news"
    news.mkdir()
    with (news / "all.jsonl").open("w", encoding="utf-8") as file:
        for story in range(STORIES):
            code, place = texts.place()
            del code
            shared = [*texts.paragraphs(200)]
            for account in range(ACCOUNTS):
                own = [*texts.paragraphs(60)]
                lead = (
                    f"{place}'s President Emmanuel Macron and Vladimir Putin met on Monday, {' '.join(texts.draw(9))}."
                )
                article = {
                    "id": f"made-up-{story:03}-{account}",
                    "title": f"{place} {' '.join(texts.draw(6))}",
                    "date": f"202{story % 4}-{story % 12 + 1:02}-{story % 27 + 1:02}",
                    "source": ("Valley Post", "Harbour Times", "The Daily Ledger")[account],
                    "url": f"https://valley.example/{story}/{account}",
                    "text": "\n\n".join([lead, *shared, *own, "Share this article"]),
                }
                file.write(json.dumps(article) + "\n")
    os.utime(news / "all.jsonl", (LONG_AGO, LONG_AGO))
    with Library.open([news], folder / "library") as library:
        library.sync()
        library.group()
    return (str(news), "--library", str(folder / "library"))


def steps(seed: int, keys: int, size: Sequence[int]) -> Iterator[Step]:
    """Go through what is done, the same for a seed; `keys` are pressed in all, a paste counting as one."""
    pick = random.Random(seed)
    bound = sorted({key for action in ACTIONS for key in action.keys.split(",") if key and action.name != "suspend"})
    sent = 0
    while sent < keys:
        kind = pick.random()
        if kind < 0.90:
            many = 1 if pick.random() < 0.5 else pick.randint(2, 12)
            sent += many
            yield ("keys", "".join(_key(pick, bound) for _ in range(many)))
        elif kind < 0.94:
            sent += 1
            yield ("keys", f"\x1b[200~{pick.choice(PASTES)}\x1b[201~")
        elif kind < 0.955:
            command = pick.choice(COMMANDS)
            sent += len(command) + 3
            yield ("keys", f"\x1b\x1b|{command}\r" + pick.choice(("\r", "q", " ", "\x03", "\x1b")))
        elif kind < 0.97:
            word = pick.choice(WORDS)
            sent += len(word) + 2
            yield ("keys", f":{word}\r")
        elif kind < 0.98:
            sent += 1
            yield ("keys", pick.choice(RUDE))
        elif kind < 0.99:
            yield ("size", pick.choice(([1, 1], [20, 5], [200, 60], [*size], [*size], [*size])))
        elif kind < 0.995:
            yield ("stop", pick.choice(("SIGTSTP", "SIGSTOP", "")))
        else:
            yield ("file", f"new-{pick.randint(0, 5)}.txt")


def _key(pick: random.Random, bound: Sequence[str]) -> str:
    key = pick.choice(bound)
    if key in ("Q", "q") and pick.random() < 0.95:  # both may quit: the program is then started again
        key = pick.choice(bound)
    return _bytes(key)


def _bytes(key: str) -> str:
    return chr(ord(key[-1]) & 31) if key.startswith("ctrl+") else _SENT.get(key, key)


def openings(following: Sequence[str] = FOLLOWING) -> Iterator[Step]:
    """Go through every pair of an opening key and one that follows, and the same with Enter between, each one write."""
    bound = {key for action in ACTIONS if action.where in OPENINGS for key in action.keys.split(",") if key}
    for then in following:
        for first in sorted(bound - {"Q", "q", "ctrl+z"}):
            for between in ("", "enter"):
                yield ("opening", "".join(_bytes(key) for key in (first, between, then) if key))


class Failed(Exception):
    """The program did something that it must never do."""


class Run:
    """One session after the other in one terminal size, until all keys are pressed."""

    def __init__(self, folder: Path, opens: Sequence[str], size: Sequence[int], start: str = "") -> None:
        self._folder, self._opens, self._size, self._start = folder, opens, size, start
        self._stacks = folder / "stacks.txt"
        self.done: list[Step] = []
        self.sessions = 0
        self.terminal = self._begin()

    def _begin(self) -> Terminal:
        self.sessions += 1
        home = {"HOME": str(self._folder), **own_home(self._folder)}
        columns, rows = self._size
        settings = home | {"BROWSER": "false", "MONKEY_STACKS": str(self._stacks)}
        command = (sys.executable, "-c", PROGRAM)
        terminal = Terminal((columns, rows), *self._opens, environment=settings, command=command, shell=True)
        os.set_blocking(terminal.handle, False)
        terminal.until(lambda text: bool(text.strip()))
        return terminal

    def do(self, step: Step) -> None:
        """Do one thing."""
        if self._ended():
            self.watch()
        self.done.append(step)
        kind, what = step
        if kind == "keys":
            self._type(what)
        elif kind == "opening":
            self._open(what)
        elif kind == "size":
            self.terminal.resize(*what)
        elif kind == "file":
            (self._folder / "news" / what).write_text(f"Peru\n\nPeru {time.time()} sent an envoy.\n", encoding="utf-8")
        elif kind == "stop":
            self._stop(what)
        self.terminal.read(0.004)
        if len(self.done) % 25 == 0:
            self.watch()

    def _type(self, keys: str) -> None:
        """Type, and read meanwhile: a terminal takes little that nobody reads."""
        rest = keys.encode(errors="surrogateescape")
        end = time.monotonic() + 3 * WATCH
        while rest and not self._ended():
            if time.monotonic() > end:
                raise Failed("takes no key")
            if select.select([], [self.terminal.handle], [], 0.02)[1]:
                with suppress(BlockingIOError):
                    rest = rest[os.write(self.terminal.handle, rest[:256]) :]
            self.terminal.read(0.001)

    def _open(self, keys: str) -> None:
        """Send `keys` in one write, go back to the first screen, and see that it answers."""
        if self._start:
            self._type(self._start)
            self._settle(looks=1)
        self._type(keys)
        self._settle(looks=1)
        if self._ended():
            self.watch()
            return
        self._type("\x1b" * 8 + "?")
        if self._shown(HELP, shows=True):
            self._type("\x1b")
            self._shown(HELP, shows=False)
        elif keys.endswith("q"):  # which may quit, in its time
            self.watch()
        else:
            raise Failed(f"ended on {keys!r}:\n{bytes(self.terminal.written)[-3000:].decode(errors='replace')}")

    def _shown(self, text: str, *, shows: bool) -> bool:
        """Wait until `text` shows, or no longer; False where the program ended."""
        end = time.monotonic() + 3 * WATCH
        while (text in self.terminal.text) != shows:
            self.terminal.read(0.01)
            if self._ended():
                return False
            if time.monotonic() > end:
                raise Failed(f"does not answer ({self._state()}):\n{self.terminal.text}")
        return True

    def stacks(self) -> str:
        """Return where the threads of a program that does not answer are."""
        job = self.terminal.job
        if not job or self._ended():
            return ""
        with suppress(OSError):
            os.kill(job, signal.SIGUSR1)
            self.terminal.read(0.5)
        return self._stacks.read_text(encoding="utf-8") if self._stacks.exists() else ""

    def _stop(self, name: str) -> None:
        job = self.terminal.job
        if not job:
            return
        if name:
            os.kill(job, getattr(signal, name))
            self.terminal.read(0.3)
        os.kill(job, signal.SIGCONT)

    def watch(self) -> None:
        """Wait until the program has done all it was told; begin anew where it was told to quit."""
        if self._ended():
            self._look()
            self.terminal.close()
            self.terminal = self._begin()
            return
        self._settle()

    def _settle(self, looks: int = 2) -> None:
        """Wait until it rests: no output and no CPU in so many looks; fail where neither comes to an end."""
        began, cpu, quiet = time.monotonic(), self._cpu(), 0
        while quiet < looks:
            before = self._cpu()
            quiet = quiet + 1 if not self.terminal.read(0.06) and self._cpu() - before < 0.02 else 0
            if self._ended():
                return
            if self._cpu() - cpu > WATCH or time.monotonic() - began > 3 * WATCH:
                raise Failed(f"no rest after {self._cpu() - cpu:.0f} s of CPU, {time.monotonic() - began:.0f} s in all")

    def _state(self) -> str:
        """Return what the program is at, as far as the kernel tells."""
        with suppress(OSError):
            stat = Path(f"/proc/{self.terminal.job}/stat").read_text().rsplit(")", 1)[1].split()
            waits = Path(f"/proc/{self.terminal.job}/wchan").read_text()
            threads = len([*Path(f"/proc/{self.terminal.job}/task").iterdir()])
            return f"{stat[0]}, {waits}, {threads} threads, {self._cpu():.1f} s of CPU"
        return "gone"

    def _cpu(self) -> float:
        try:
            return self.terminal.cpu
        except OSError:
            return 0.0

    def _ended(self) -> bool:
        if self.terminal.status is None:
            pid, status = os.waitpid(self.terminal.pid, os.WNOHANG)
            if pid:
                self.terminal.read(0.2)
                self.terminal.status = status
        return self.terminal.status is not None

    def _look(self) -> None:
        """Look at what a session left."""
        status = self.terminal.status
        code = None if status is None else os.waitstatus_to_exitcode(status)
        written = bytes(self.terminal.written)
        if code != 0 or b"Traceback" in written:
            raise Failed(f"ended with {code}:\n{written[-3000:].decode(errors='replace')}")
        if b"Internal error" in written:
            raise Failed("an internal error was shown")
        if termios.tcgetattr(self.terminal.handle)[:4] != self.terminal.before[:4]:
            raise Failed("the terminal's modes are not as before")
        for mode in (b"1049", b"1000", b"1004", b"2004"):
            if written.rfind(b"\x1b[?%bh" % mode) > written.rfind(b"\x1b[?%bl" % mode):
                raise Failed(f"mode {mode.decode()} was left on")
        if written.rfind(b"\x1b[?25h") < written.rfind(b"\x1b[?25l"):
            raise Failed("the cursor was left hidden")

    def finish(self) -> float:
        """Press Escape eight times and Q, and return the seconds of CPU until it ended."""
        self.watch()
        began, cpu, last = time.monotonic(), self._cpu(), 0.0
        self.terminal.send("\x1b" * 8 + "Q")
        while not self._ended():
            last = max(last, self._cpu())
            self.terminal.read(0.05)
            if last - cpu > ENDING or time.monotonic() - began > 6 * ENDING:
                raise Failed(f"does not end on Escape and Q ({self._state()}):\n{self.terminal.text}")
        self._look()
        return max(last - cpu, 0.0)


def play(name: str, size: Sequence[int], what: Sequence[Step] | Iterator[Step], start: str = "") -> bool:
    """Do it all, each opening after the keys `start`; say how it went, and return whether it went well."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):  # what it saves goes there
        opens = make(Path(folder))
        began = time.monotonic()
        run = Run(Path(folder), opens, size, start)
        said: dict[str, object] = {"run": name, "size": "x".join(map(str, size))}
        try:
            for step in what:
                run.do(step)
            said["cpu s to end"] = round(run.finish(), 2)
        except (Failed, AssertionError) as failed:
            log = Path(tempfile.gettempdir()) / f"monkey-{name}-{'x'.join(map(str, size))}.json"
            log.write_text(json.dumps({"size": list(size), "start": start, "steps": run.done}))
            said |= {"failed": str(failed), "log": str(log), "stacks": run.stacks()}
        finally:
            run.terminal.close()
            os.chdir("/")
    said |= {"steps": len(run.done), "keys": sum(len(what) for kind, what in run.done if kind == "keys")}
    said |= {"sessions": run.sessions, "s": round(time.monotonic() - began, 1)}
    print(json.dumps(said), flush=True)
    return "failed" not in said


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("seeds", nargs="*", type=int, default=[1])
    parser.add_argument("--keys", type=int, default=5000)
    parser.add_argument("--size", default="", help="one size; without it the seeds take the four in turn")
    parser.add_argument("--replay", type=Path, help="the log of a run that failed")
    parser.add_argument("--openings", action="store_true", help="pairs and triples of keys in place of random ones")
    parser.add_argument("--then", nargs="+", default=FOLLOWING, help="the last key of each: tab, q")
    parser.add_argument("--from", dest="start", default="", help="keys before each of them: F, c, \\r")
    given = parser.parse_args()
    if given.replay:
        log = json.loads(given.replay.read_text())
        steps_again = [tuple(step) for step in log["steps"]]
        return 0 if play("replay", log["size"], steps_again, log.get("start", "")) else 1
    if given.openings:
        size = [int(part) for part in (given.size or "80x24").split("x")]
        start = given.start.replace("\\r", "\r")
        return 0 if play(f"openings-{given.start}".replace("\\", ""), size, openings(given.then), start) else 1
    well = True
    for at, seed in enumerate(given.seeds):
        size = [int(part) for part in (given.size or SIZES[at % len(SIZES)]).split("x")]
        well &= play(str(seed), size, steps(seed, given.keys, size))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
