"""Builds a library of made-up articles and searches it: speed, size, opening, memory.

    python bench/build_and_search.py --articles 10000

All times are CPU time of this process. The index part is given entries that stand ready, a thousand at a time; what
cleaning and names cost is measured apart, on two thousand documents. Opening and memory are those of a new process
that finds the files in the page cache.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent / ".src"))

from made_up import MadeUp

from seedread.index import Library, layout
from seedread.index.engines.whoosh import WhooshEngine
from seedread.index.entry import IndexEntry, to_entry
from seedread.index.pipeline import to_article
from seedread.index.sources import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

LEADERS = [(f"leader-{n}", f"Leader Number {n}") for n in range(400)]


def entries(texts: MadeUp, count: int) -> Iterator[IndexEntry]:
    pick = random.Random(4)
    for n in range(count):
        paragraphs = list(texts.paragraphs())
        places = dict(texts.place() for _ in range(pick.choice((0, 1, 1, 2, 3))))
        leaders = pick.sample(LEADERS, pick.choice((0, 0, 1, 2)))
        yield IndexEntry(
            id=f"{n:07}",
            title=" ".join(texts.draw(8)).title(),
            titled=True,
            body="\n".join(paragraphs),
            facets={
                "country": list(places.items()),
                "leader": leaders,
                "source": [(f"Outlet {n % 40}",) * 2],
                "language": [("en", "English")],
            },
            minute=pick.randrange(1_060_000_000, 1_064_000_000) if n % 20 else None,
            precision=10 if n % 20 else 0,
            record={
                "lines": list(range(1, len(paragraphs) + 1)),
                "countries": [[code, name, 1, 1, 3, 9, 2, 5, 11] for code, name in places.items()],
                "file": f"{n:07}.txt",
            },
        )


def build(where: Path, count: int) -> float:
    """Return the CPU seconds of the index part."""
    engine = WhooshEngine(where / "index-1")
    (where / "index-1").mkdir(parents=True, mode=0o700)
    writer = engine.writer()
    ready = entries(MadeUp(), count)
    seconds = 0.0
    while batch := [entry for entry, _ in zip(ready, range(1000), strict=False)]:
        begun = time.process_time()
        writer.add(batch)
        seconds += time.process_time() - begun
    begun = time.process_time()
    generation = writer.commit(last=True)
    writer.clean()
    seconds += time.process_time() - begun
    state = layout.Manifest(layout.fingerprint(), 0, "index-1", generation, complete=True)
    layout.save(where, state, {})
    return seconds


def prepare(count: int) -> float:
    """Return the CPU seconds that cleaning and names take for a document."""
    texts = MadeUp()
    documents = []
    for n in range(count):
        place = texts.place()[1]
        title = " ".join(texts.draw(8)).title()
        documents.append(Document(str(n), f"{title}\n\nIn {place} it was said:\n\n" + "\n\n".join(texts.paragraphs())))
    to_entry(to_article(documents[0]), "x")
    begun = time.process_time()
    for document in documents:
        to_entry(to_article(document), "x")
    return (time.process_time() - begun) / count


def queries(texts: MadeUp, rounds: int) -> dict[str, list[str]]:
    pick = random.Random(9)

    def word(first: int, last: int) -> str:
        return str(texts.words[pick.randrange(first, last)])

    return {
        "frequent word": [word(0, 30) for _ in range(rounds)],
        "word": [word(100, 5000) for _ in range(rounds)],
        "two words": [f"{word(5, 300)} {word(50, 3000)}" for _ in range(rounds)],
        "either": [f"{word(5, 300)} OR {word(50, 3000)}" for _ in range(rounds)],
        "without": [f"{word(5, 300)} -{word(5, 300)}" for _ in range(rounds)],
        "phrase": [f'"{word(0, 60)} {word(0, 60)}"' for _ in range(rounds)],
        "near": [f'"{word(20, 200)} {word(20, 200)}"~8' for _ in range(rounds)],
        "beginning": [f"{word(100, 5000)[:3]}*" for _ in range(rounds)],
        "fuzzy": [f"{word(100, 5000)}~" for _ in range(rounds)],
        "country": [f"country:iran {word(5, 300)}" for _ in range(rounds)],
        "everything": ["" for _ in range(rounds)],
    }


def search(library: Library, texts: MadeUp, rounds: int) -> None:
    for name, asked in queries(texts, rounds).items():
        took = []
        found = 0
        for text in asked:
            begun = time.process_time()
            results = library.search(text, limit=50)
            for hit in results.hits[:20]:
                _ = hit.title, hit.date, hit.snippet
            for facet in ("country", "leader", "source"):
                _ = results.facets[facet].values
            took.append(1000 * (time.process_time() - begun))
            found += results.total
        took.sort()
        p50, p95 = statistics.median(took), took[int(0.95 * len(took))]
        print(f"  {name:14} p50 {p50:7.2f} ms  p95 {p95:7.2f} ms  {found / len(asked):9.0f} found on average")


def private() -> float:
    """Return the private and anonymous memory of this process in MB."""
    kept = 0
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Private_Dirty:"):
            kept = int(line.split()[1])
    return kept / 1024


def read(where: Path, rounds: int) -> None:
    """Open and search, as a child of its own; what it shares with its parent is not counted."""
    texts = MadeUp()
    before = private()
    begun, cpu = time.perf_counter(), time.process_time()
    with Library.open([where.parent / "news"], where) as library:
        _ = library.count
        opened, opened_cpu = time.perf_counter() - begun, time.process_time() - cpu
        library.search("kax")
        first = time.perf_counter() - begun
        print(f"warm open {1000 * opened:.1f} ms ({1000 * opened_cpu:.1f} CPU), with a search {1000 * first:.1f} ms")
        search(library, texts, rounds)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"private memory: {private() - before:.0f} MB more than before opening ({private():.0f}; peak {peak:.0f})"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        where = Path(name, "library")
        where.mkdir(mode=0o700)
        Path(name, "news").mkdir()
        child = os.fork()
        if not child:
            seconds = build(where, options.articles)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"index: {options.articles / seconds:.0f} articles a CPU second ({seconds:.1f} s), peak {peak:.0f} MB"
            )
            each = prepare(min(2000, options.articles))
            print(f"cleaning and names: {1 / each:.0f} articles a CPU second", flush=True)
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        size = sum(path.stat().st_size for path in where.rglob("*") if path.is_file())
        print(f"disk: {size / options.articles:.0f} bytes an article, {size / 1e6:.1f} MB")
        read(where, options.rounds)


if __name__ == "__main__":
    main()
