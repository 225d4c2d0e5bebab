"""Two screens, syncs of files that change and four `mark` commands in loops, all at once, on one library and one shelf.

    python bench/robustness/many_writers.py --minutes 10

Each mark that a command reported must be on the shelf at the end, each star that the screens show too; no command may
end badly, and no screen may show an error. That another process is syncing just now is none: it is counted.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))
sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "helpers"))
sys.path.insert(0, str(Path(__file__).parents[1]))

from made_up import MadeUp
from own_home import own_home
from terminal import SOURCE, Terminal

from seedread.index import Library
from seedread.index.shelf import Shelf, library_name

if TYPE_CHECKING:
    from collections.abc import Mapping

STANDING = 120
"""Articles that nobody changes, each with a word of its own: those are marked."""
TROUBLE = re.compile(
    r"traceback|internal error|cannot be|try again|is locked|damaged|no room|syntaxerror|were not", re.IGNORECASE
)
HARMLESS = "Another seedread (process"
KEYS = ("j", "j", "k", "G", "g", "f", "f", "r", "u", "\x12", "]", "j")
"""Up and down, star, read, unread, sync; what is starred is seen at the end."""


class Counts:
    """What was done and what went wrong, of all threads."""

    def __init__(self) -> None:
        self.done = Counter[str]()
        self.wrong: list[str] = []
        self.marks: set[tuple[str, str]] = set()
        """Articles and the tags that were reported."""
        self._lock = threading.Lock()

    def add(self, what: str) -> None:
        with self._lock:
            self.done[what] += 1

    def marked(self, article: str, tag: str) -> None:
        with self._lock:
            self.marks.add((article, tag))

    def trouble(self, what: str) -> None:
        with self._lock:
            self.wrong.append(what)


class Files:
    """Standing files, and some that come, change and go."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts = MadeUp(3000)
        self._pick = random.Random(4)
        folder.mkdir()
        for n in range(STANDING):
            self._write(f"standing{n:03}")
        for n in range(20):
            self._write(f"moving{n:03}")

    def _write(self, name: str) -> None:
        _, place = self._texts.place()
        lines = [f"Talks In {place} On Matter {name}", "", f"It was said in {place} that own{name} goes on."]
        for paragraph in self._texts.paragraphs(60, 2):
            lines += ["", paragraph]
        path = self._folder / f"{name}.txt"
        path.with_suffix(".part~").write_text("\n".join(lines), encoding="utf-8")
        path.with_suffix(".part~").replace(path)

    def change(self) -> None:
        for n in self._pick.sample(range(40), 5):
            if self._pick.random() < 0.3:
                (self._folder / f"moving{n:03}.txt").unlink(missing_ok=True)
            else:
                self._write(f"moving{n:03}")


class Trial:
    """All that runs at once."""

    def __init__(self, place: Path, seconds: float) -> None:
        self.counts = Counts()
        self._news, self._where = place / "news", place / "library"
        self._files = Files(self._news)
        self._until = time.monotonic() + seconds
        self._paths = [str(self._news), "--library", str(self._where)]
        homes = own_home(place)
        self._settings: Mapping[str, str] = {"HOME": str(place), "PYTHONPATH": str(SOURCE), **homes}
        os.environ.update(homes)

    @property
    def over(self) -> bool:
        return time.monotonic() > self._until

    def run(self) -> None:
        self._command("index", *self._paths)
        work = [threading.Thread(target=self._sync)]
        work += [threading.Thread(target=self._mark, args=(n,)) for n in range(4)]
        work += [threading.Thread(target=self._screen, args=(n,)) for n in range(2)]
        for thread in work:
            thread.start()
        for thread in work:
            thread.join()
        self._compare()

    def _command(self, *arguments: str) -> str | None:
        """Run a command; return what it printed, None where it ended badly."""
        environment = {**os.environ, **self._settings}
        done = subprocess.run(
            [sys.executable, "-m", "seedread", *arguments],
            check=False,
            capture_output=True,
            text=True,
            env=environment,
            cwd=self._news.parent,
        )
        told = [line for line in done.stderr.splitlines() if HARMLESS not in line]
        if HARMLESS in done.stderr:
            self.counts.add(f"{arguments[0]} beside another sync")
        if told or (done.returncode and arguments[0] != "index"):
            self.counts.trouble(f"{arguments[0]} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
            return None
        return None if done.returncode else done.stdout

    def _sync(self) -> None:
        while not self.over:
            self._files.change()
            if self._command("index", *self._paths) is not None:
                self.counts.add("syncs")

    def _mark(self, number: int) -> None:
        n = 31 * number
        while not self.over:
            article, tag = f"standing{n % STANDING:03}", f"loop{number}round{n // STANDING}"
            if said := self._command("mark", f"own{article}", *self._paths, "--tag", tag):
                if not said.startswith("1 of 1"):
                    self.counts.trouble(f"{article} was not marked: {said.strip()}")
                self.counts.marked(f"{article}.txt", tag)
                self.counts.add("marks")
            n += 1

    def _screen(self, number: int) -> None:
        terminal = Terminal((120, 40), *self._paths, environment={**self._settings, "SSH_CONNECTION": "1 2 3 4"})
        pick = random.Random(number)
        try:
            terminal.until(lambda text: "articles" in text)
            while not self.over:
                terminal.send(pick.choice(KEYS))
                terminal.read(pick.uniform(0.1, 0.6))
                self.counts.add("keys")
                self._look(terminal.text, number)
                if not Path(f"/proc/{terminal.pid}/exe").exists():
                    break
            terminal.press("\x1b", "\x1b")
            terminal.send("Q")
            code = terminal.end()
            self._look(terminal.text, number)
            if code:
                self.counts.trouble(f"screen {number} ended with {code}: {terminal.text[-300:]}")
            self.counts.add("screens that ended well")
        except (AssertionError, OSError) as error:
            self.counts.trouble(f"screen {number}: {error}")
        finally:
            terminal.close()

    def _look(self, text: str, number: int) -> None:
        if HARMLESS in text:
            self.counts.add("screen beside another sync")
        elif found := next((line for line in text.splitlines() if TROUBLE.search(line)), None):
            self.counts.trouble(f"screen {number} shows: {found.strip()}")

    def _compare(self) -> None:
        ids = [f"standing{n:03}.txt" for n in range(STANDING)]
        with Library.open([self._news], self._where) as library, Shelf() as shelf:
            library.sync()
            found = shelf.marks(library_name(library.roots), ids)
            lost = [(own, tag) for own, tag in self.counts.marks if own not in found or tag not in found[own].tags]
            if lost:
                self.counts.trouble(f"{len(lost)} of {len(self.counts.marks)} marks are lost: {sorted(lost)[:5]}")
            if library.count != len(list(self._news.glob("*.txt"))):
                self.counts.trouble(f"{library.count} articles where there are other files")
        if self._command("mark", "ownstanding000", *self._paths, "--tag", "last") is None:
            self.counts.trouble("something is locked when all is over")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        trial = Trial(Path(name), 60 * options.minutes)
        trial.run()
    for what, count in Counter(trial.counts.wrong).most_common(20):
        print(f"{count} times: {what}")
    print(", ".join(f"{count:,} {what}" for what, count in sorted(trial.counts.done.items())))
    print(f"{len(trial.counts.marks):,} marks reported, {len(trial.counts.wrong)} went wrong")
    return 1 if trial.counts.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
