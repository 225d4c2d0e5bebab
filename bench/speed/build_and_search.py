"""Builds a library of made-up articles and searches it: speed, size, opening, memory; beside SQLite FTS5 and tantivy.

    python bench/speed/build_and_search.py --articles 10000

tantivy takes part where it is installed (`pip install tantivy`). All times are CPU time of a process. The index part
is given entries that stand ready, a thousand at a time; what cleaning and names cost is measured apart, on two thousand
documents. Opening and memory are those of a new process that finds the files in the page cache. Machines are noisy:
what holds is the ratio to the peers in the same run.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))
sys.path.insert(0, str(Path(__file__).parents[1]))

from made_up import MadeUp
from own_engine import query_text
from peer_protocol import Kind, Query
from program_costs import private_memory, size_of
from search_peers import OWN, build_cost, in_a_process, peers, search_times

from seedread.index import Library
from seedread.index.ingest.index_entry import IndexEntry, to_entry
from seedread.index.ingest.pipeline import to_article
from seedread.index.sources import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


def made_entries(count: int) -> Iterator[IndexEntry]:
    return entries(MadeUp(), count)


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


def queries(texts: MadeUp, rounds: int) -> dict[str, list[Query]]:
    pick = random.Random(9)

    def word(first: int, last: int) -> str:
        return str(texts.words[pick.randrange(first, last)])

    def of(kind: Kind, *ranges: tuple[int, int], country: str = "") -> Query:
        return Query(kind, tuple(word(*each) for each in ranges), country)

    def beginning() -> Query:
        return Query("beginning", (word(100, 5000)[:3],))

    makers: dict[str, Callable[[], Query]] = {
        "frequent word": lambda: of("all words", (0, 30)),
        "word": lambda: of("all words", (100, 5000)),
        "two words": lambda: of("all words", (5, 300), (50, 3000)),
        "either": lambda: of("any word", (5, 300), (50, 3000)),
        "without": lambda: of("without", (5, 300), (5, 300)),
        "phrase": lambda: of("phrase", (0, 60), (0, 60)),
        "near": lambda: of("near", (20, 200), (20, 200)),
        "beginning": beginning,
        "fuzzy": lambda: of("fuzzy", (100, 5000)),
        "country": lambda: of("all words", (5, 300), country="IR"),
        "everything": lambda: Query("everything"),
    }
    return {name: [make() for _ in range(rounds)] for name, make in makers.items()}


def read(where: Path, rounds: int) -> None:
    """Open and search, in a process of its own."""
    texts = MadeUp()
    before = private_memory()
    begun, cpu = time.perf_counter(), time.process_time()
    with Library.open(directory=where) as library:
        _ = library.count
        opened, opened_cpu = time.perf_counter() - begun, time.process_time() - cpu
        library.search("kax")
        first = time.perf_counter() - begun
        print(f"warm open {1000 * opened:.1f} ms ({1000 * opened_cpu:.1f} CPU), with a search {1000 * first:.1f} ms")
        for asked in queries(texts, rounds).values():
            for query in asked:
                for hit in library.search(query_text(query), limit=50).hits[:20]:
                    _ = hit.snippet
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        kept = private_memory()
        print(f"private memory: {kept - before:.0f} MB more than before opening ({kept:.0f}; peak {peak:.0f})")


def report_searches(place: Path, rounds: int) -> None:
    """Search everywhere in turn, in a process of its own."""
    searches = {name: peer.search(place / name) for name, peer in peers().items()}
    print("CPU of a query, p50 / p95, and how many articles it finds on average")
    for kind, times in search_times(searches, queries(MadeUp(), rounds)).items():
        cells = (f"{name} {one!s:>18} {one.found:7.0f}" for name, one in times.items())
        print(f"  {kind:14} {'   '.join(cells)}")


def report_build(place: Path, count: int) -> None:
    """Build the index of each program, and tell what it cost."""
    for name in peers():
        cost = build_cost(name, place / name, made_entries, count)
        print(
            f"index: {name:9} {count / cost.seconds:6.0f} articles a CPU second ({cost.seconds:.1f} s), "
            f"peak {cost.peak:.0f} MB, disk {size_of(place / name) / count:.0f} bytes an article",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        report_build(place, options.articles)
        each = in_a_process(prepare, min(2000, options.articles))
        print(f"cleaning and names: {1 / each:.0f} articles a CPU second", flush=True)
        in_a_process(read, place / OWN, options.rounds)
        in_a_process(report_searches, place, options.rounds)


if __name__ == "__main__":
    main()
