"""What the screen costs the machine it runs on: CPU to the first screen and for each key, and memory after a long day.

    python bench/speed/screen_cpu.py --size 80x24 --read 1200

In a pseudo-terminal, with 2,000 made-up articles; times are CPU seconds, the least of several runs where several are
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
    terminal.until(lambda text: "2,000 articles" in text)
    return terminal


def start(size: tuple[int, int], opens: tuple[str, ...]) -> float:
    terminal = started(size, opens)
    taken = terminal.cpu
    terminal.close()
    return taken


def per_key(terminal: Terminal, key: str) -> float:
    """Return the CPU milliseconds of a key with all that follows from it, the article too."""
    before = terminal.cpu
    for _ in range(KEYS):
        terminal.send(key)
        terminal.settle(0.15)
    return 1000 * (terminal.cpu - before) / KEYS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--read", type=int, default=1200, help="articles to read in one session")
    given = parser.parse_args()
    columns, _, rows = given.size.partition("x")
    size = (int(columns), int(rows))
    for package in ("index", "tui"):  # by themselves: links are not followed
        compileall.compile_dir((SOURCE / "seedread" / package).resolve(), quiet=2)
    with tempfile.TemporaryDirectory() as name:
        opens = make(Path(name))
        figures: dict[str, object] = {"size": given.size, "start s": min(start(size, opens) for _ in range(STARTS))}
        terminal = started(size, opens)
        terminal.settle(1.0)
        figures["memory MB"] = round(terminal.memory, 1)
        keys = {key: round(per_key(terminal, key), 1) for key in "jk"}
        terminal.press("\r")
        figures["ms per key"] = keys | {"page": round(per_key(terminal, " "), 1)}
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
