"""Kills `seedread fetch` at random, again and again, while feeds grow, and checks that no article is lost or doubled.

python bench/robustness/kill_fetches.py [--kills 200] [--seed 1]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / ".src"), str(ROOT / "tests" / "helpers"), str(ROOT / "bench")]

from feed_server import Server, answer  # noqa: E402 (found by the path above)
from own_home import own_home  # noqa: E402

FEEDS, ITEMS = 12, 40


def feed(n: int, length: int) -> bytes:
    """Return the feed n with its newest items; each item has a text of its own."""
    items = "".join(
        f"<item><title>Report {n}.{k}</title><guid>{k}</guid><link>https://o{n}.example/{k}</link>"
        f"<description>{f'Word{k} ' * 400}</description></item>"
        for k in range(max(0, length - ITEMS), length)
    )
    return f"<rss><channel><title>Outlet {n}</title>{items}</channel></rss>".encode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, **own_home(Path(home)), "PYTHONPATH": str(ROOT / ".src")}
        fetch = [sys.executable, "-m", "seedread", "fetch", "--now", "--no-index", "--quiet"]
        servers = [Server(f"127.0.1.{n + 1}") for n in range(FEEDS)]
        entries = "".join(
            f'[[feed]]\nid = "f{n}"\nurl = "{one.url}/f"\nallow_private = true\n' for n, one in enumerate(servers)
        )
        Path(home, "config", "seedread").mkdir(parents=True)
        Path(home, "config", "seedread", "feeds.toml").write_text(entries, encoding="utf-8")
        for one in servers:
            one.__enter__()
        length = killed = 0
        while killed < options.kills:
            length += chance.randrange(3)
            for n, one in enumerate(servers):
                one.routes["/f"] = answer(feed(n, length))
            asked = sum(len(one.asked) for one in servers)
            with subprocess.Popen(fetch, env=environment) as child:
                while child.poll() is None and sum(len(one.asked) for one in servers) == asked:
                    time.sleep(0.001)
                try:
                    child.wait(chance.uniform(0, 0.25))
                except subprocess.TimeoutExpired:
                    child.send_signal(signal.SIGKILL)
                    killed += 1
        written = sum(path.read_bytes().count(b"\n") for path in Path(home, "data").glob("**/*.jsonl"))
        subprocess.run(fetch, env=environment, check=True)
        for one in servers:
            one.__exit__()
        lines = [line for path in Path(home, "data").glob("**/*.jsonl") for line in path.read_bytes().splitlines()]
        found = Counter((record["feeds"][0], record["guid"], record["text"]) for record in map(json.loads, lines))
    # An item that left its feed between two fetches that were both killed early was never received.
    newest = {(f"f{n}", str(k), f"Word{k} " * 400) for n in range(FEEDS) for k in range(max(0, length - ITEMS), length)}
    stripped = {(own, guid, text.strip()) for own, guid, text in found}
    lost = sum((own, guid, text.strip()) not in stripped for own, guid, text in newest)
    doubled = sum(count > 1 for count in found.values())
    written_now = f"{written} lines before the last fetch, {len(lines)} after it"
    print(f"{killed} kills, {written_now}, of {length * FEEDS} articles: {lost} lost, {doubled} doubled")
    raise SystemExit(1 if lost or doubled else 0)


if __name__ == "__main__":
    main()
