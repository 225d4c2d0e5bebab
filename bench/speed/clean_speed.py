"""Measures the CPU time that cleaning takes for an article, on the five articles that come with the program.

python bench/speed/clean_speed.py
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program does
sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

from seedread.index.cleaning import clean

SEEDS = Path(__file__).parents[2] / "seeds"
REPEATS = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="of which the quickest counts (default: %(default)s)")
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    start = time.process_time()
    clean(texts[0])
    print(f"the first article, data files read: {1000 * (time.process_time() - start):.0f} ms")
    quickest = min(_round(texts) for _ in range(options.rounds))
    size, lines = sum(map(len, texts)) / len(texts), sum(text.count("\n") + 1 for text in texts) / len(texts)
    print(f"an article of {size:.0f} characters in {lines:.0f} lines: {1000 * quickest:.2f} ms")


def _round(texts: list[str]) -> float:
    start = time.process_time()
    for _ in range(REPEATS):
        for text in texts:
            clean(text)
    return (time.process_time() - start) / (REPEATS * len(texts))


if __name__ == "__main__":
    main()
