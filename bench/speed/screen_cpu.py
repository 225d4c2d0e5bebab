"""What the screen costs the machine it runs on: CPU to the first screen and for each key, and memory after a long day.

    python bench/speed/screen_cpu.py --size 80x24 --articles 10000 --read 1200

In a pseudo-terminal, with made-up articles; times are CPU seconds, the least of several runs where several are
made.
"""

from __future__ import annotations

import argparse
import compileall
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "helpers"))

from screen_library import make
from terminal import SOURCE, Terminal

STARTS = 5
KEYS = 30


def started(size: tuple[int, int], opens: tuple[str, ...]) -> Terminal:
    terminal = Terminal(size, *opens, environment={"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"})
    terminal.until(lambda text: "00 articles" in text)
    return terminal


def start(size: tuple[int, int], opens: tuple[str, ...]) -> float:
    terminal = started(size, opens)
    taken = terminal.cpu
    terminal.close()
    return taken


def per_key(terminal: Terminal, *keys: str) -> float:
    """Return the CPU milliseconds of a key with all that follows from it, the article too; the `keys` take turns."""
    before = terminal.cpu
    for n in range(KEYS):
        terminal.send(keys[n % len(keys)])
        terminal.settle(0.25)
    return round(1000 * (terminal.cpu - before) / KEYS, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--read", type=int, default=1200, help="articles to read in one session")
    given = parser.parse_args()
    columns, _, rows = given.size.partition("x")
    size = (int(columns), int(rows))
    for package in ("index", "tui"):  # by themselves: links are not followed
        compileall.compile_dir((SOURCE / "seedread" / package).resolve(), quiet=2)
    with tempfile.TemporaryDirectory() as name:
        opens = make(Path(name), given.articles)
        figures: dict[str, object] = {"size": given.size, "start s": min(start(size, opens) for _ in range(STARTS))}
        terminal = started(size, opens)
        terminal.settle(1.0)
        figures["memory MB"] = round(terminal.memory, 1)
        keys = {"j": per_key(terminal, "j")}
        terminal.press("/")
        keys["letter"] = per_key(terminal, *"bale", *["\x7f"] * 4)
        terminal.press("\x1b", "\r")
        keys["page"] = per_key(terminal, " ")
        keys["j beside the article"] = per_key(terminal, "J")
        figures["ms per key"] = keys
        terminal.press("q", "g")
        for _ in range(given.read):
            terminal.send("j")
            terminal.settle(0.1)
        figures[f"memory MB after {given.read} articles"] = round(terminal.memory, 1)
        before = terminal.cpu, len(terminal.written)
        terminal.read(10.0)
        figures["idle 10 s"] = {"bytes": len(terminal.written) - before[1], "cpu s": round(terminal.cpu - before[0], 2)}
        terminal.close()
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
