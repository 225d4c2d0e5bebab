"""Kills syncs at random while files change, and checks that no older text that was indexed is lost or kept twice.

python bench/robustness/kill_versions.py [--kills 200] [--seed 1]
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / ".src"), str(ROOT / "bench")]

from own_home import own_home  # noqa: E402 (found by the path above)

from seedread.index import Library  # noqa: E402
from seedread.index.following.versions import versions_of  # noqa: E402
from seedread.index.ingest import sync_state  # noqa: E402

FILES = 12
LONGEST = 0.5
"""Seconds that a sync may work: some end by themselves."""


class News:
    """A folder whose files get texts that they never had before."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder = folder
        self.written: dict[str, list[str]] = {f"{n}.md": [] for n in range(FILES)}
        self._chance = chance
        self.change(FILES)

    def change(self, files: int) -> None:
        for name in self._chance.sample(list(self.written), files):
            texts = self.written[name]
            texts.append(f"Report {name} says in its text number {len(texts)} that the talks went on.")
            (self.folder / name).write_text(f"---\ntitle: Talks\n---\n\n{texts[-1]}\n", encoding="utf-8")


def sync_and_kill(folder: Path, seconds: float) -> bool:
    """Sync in a child that commits every article; tell whether it was killed before it ended."""
    child = os.fork()
    if not child:
        try:
            with Library.open([folder]) as library:
                library.sync()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    sync_state._FIRST_COMMIT = 0.0
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(own_home(Path(home)))
        Path(home, "news").mkdir()
        news = News(Path(home, "news"), chance)
        indexed: dict[str, set[str]] = {name: set() for name in news.written}
        with Library.open([news.folder]) as library:
            library.sync()  # the children begin with all of it loaded
        killed = 0
        while killed < options.kills:
            killed += sync_and_kill(news.folder, chance.uniform(0, LONGEST))
            with Library.open([news.folder]) as library:
                for name, seen in indexed.items():
                    seen.add(library.get(name).body)
            if chance.random() < 0.5:
                news.change(FILES // 2)
        lost = doubled = kept = 0
        with Library.open([news.folder]) as library:
            library.sync()
            for name, seen in indexed.items():
                found = [version.article.body for version in versions_of(library, name)]
                kept += len(found)
                lost += len(seen.difference(found))
                doubled += len(found) - len(set(found)) + (found != sorted(found, key=news.written[name].index))
    print(f"{killed} kills, {kept} versions of {FILES} articles: {lost} lost, {doubled} doubled or out of order")
    raise SystemExit(1 if lost or doubled else 0)


if __name__ == "__main__":
    main()
