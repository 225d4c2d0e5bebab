"""Builds a library of made-up articles and searches it: speed, size, opening, memory; beside SQLite FTS5.

    python bench/speed/build_and_search.py --articles 10000

All times are CPU time of this process. The index part is given entries that stand ready, a thousand at a time; what
cleaning and names cost is measured apart, on two thousand documents. Opening and memory are those of a new process
that finds the files in the page cache. Machines are noisy: what holds is the ratio to FTS5 in the same run.
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
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))
sys.path.insert(0, str(Path(__file__).parents[1]))

from fts5_peer import Fts5, Searches
from made_up import MadeUp

from seedread.index import Library
from seedread.index.engines.whoosh import WhooshEngine
from seedread.index.ingest.index_entry import IndexEntry, to_entry
from seedread.index.ingest.pipeline import to_article
from seedread.index.ingest.rebuild_reasons import made_of
from seedread.index.sources import Document
from seedread.index.storage import manifest as layout
from seedread.index.storage.file_states import FileStates

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


def build(where: Path, count: int) -> tuple[float, float]:
    """Return the CPU seconds of the index part, and of the peer's."""
    peer = Fts5(where.parent / "peer.db")
    engine = WhooshEngine(where / "index-1")
    (where / "index-1").mkdir(parents=True, mode=0o700)
    writer = engine.writer()
    ready = entries(MadeUp(), count)
    seconds = 0.0
    while batch := [entry for entry, _ in zip(ready, range(1000), strict=False)]:
        begun = time.process_time()
        writer.add(batch)
        seconds += time.process_time() - begun
        peer.add(batch)
    begun = time.process_time()
    generation = writer.commit(last=True)
    writer.clean()
    seconds += time.process_time() - begun
    state = layout.Manifest(made_of(), 0, "index-1", generation, complete=True)
    layout.save(where, state, FileStates())
    peer.finish()
    return seconds, peer.seconds


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


class Query(NamedTuple):
    """The same question in both languages."""

    text: str
    peer: str | None = None
    """None where FTS5 has nothing like it."""
    country: str | None = None


def queries(texts: MadeUp, rounds: int) -> dict[str, list[Query]]:
    pick = random.Random(9)

    def word(first: int, last: int) -> str:
        return str(texts.words[pick.randrange(first, last)])

    def plain(first: int, last: int) -> Query:
        chosen = word(first, last)
        return Query(chosen, f'"{chosen}"')

    def two(joint: str, peer: str, first: tuple[int, int], second: tuple[int, int]) -> Query:
        one, other = word(*first), word(*second)
        return Query(joint.format(one, other), peer.format(one, other))

    def beginning() -> Query:
        letters = word(100, 5000)[:3]
        return Query(f"{letters}*", f'"{letters}"*')

    def of_country() -> Query:
        chosen = word(5, 300)
        return Query(f"country:iran {chosen}", f'"{chosen}"', "IR")

    near, quoted = '"{} {}"~8', '"{0} {1}"'
    makers: dict[str, Callable[[], Query]] = {
        "frequent word": lambda: plain(0, 30),
        "word": lambda: plain(100, 5000),
        "two words": lambda: two("{} {}", '"{}" AND "{}"', (5, 300), (50, 3000)),
        "either": lambda: two("{} OR {}", '"{}" OR "{}"', (5, 300), (50, 3000)),
        "without": lambda: two("{} -{}", '"{}" NOT "{}"', (5, 300), (5, 300)),
        "phrase": lambda: two(quoted, quoted, (0, 60), (0, 60)),
        "near": lambda: two(near, 'NEAR("{}" "{}", 8)', (20, 200), (20, 200)),
        "beginning": beginning,
        "fuzzy": lambda: Query(f"{word(100, 5000)}~"),
        "country": of_country,
        "everything": lambda: Query(""),
    }
    return {name: [make() for _ in range(rounds)] for name, make in makers.items()}


def search(library: Library, peer: Searches, texts: MadeUp, rounds: int) -> None:
    for name, asked in queries(texts, rounds).items():
        took: list[float] = []
        peer_took: list[float] = []
        found = 0
        for query in asked:
            begun = time.process_time()
            results = library.search(query.text, limit=50)
            for hit in results.hits[:20]:
                _ = hit.title, hit.date, hit.snippet
            for facet in ("country", "leader", "source"):
                _ = results.facets[facet].values
            took.append(1000 * (time.process_time() - begun))
            found += results.total
            if query.peer is not None:
                begun = time.process_time()
                peer.run(query.peer, query.country)
                peer_took.append(1000 * (time.process_time() - begun))
        beside = f"  FTS5 {_figures(peer_took)}" if peer_took else ""
        print(f"  {name:14} {_figures(took)}  {found / len(asked):9.0f} found on average{beside}")


def _figures(took: list[float]) -> str:
    p95 = sorted(took)[int(0.95 * (len(took) - 1))]
    return f"p50 {statistics.median(took):7.2f} ms  p95 {p95:7.2f} ms"


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
        for asked in queries(texts, rounds).values():
            for query in asked:
                for hit in library.search(query.text, limit=50).hits[:20]:
                    _ = hit.snippet
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"private memory: {private() - before:.0f} MB more than before opening ({private():.0f}; peak {peak:.0f})"
        )


def compare(where: Path, rounds: int) -> None:
    """Search here and there, as a child of its own."""
    texts = MadeUp()
    with Library.open([where.parent / "news"], where) as library:
        search(library, Searches(where.parent / "peer.db"), texts, rounds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        where = Path(name, "library")
        where.mkdir(mode=0o700)
        Path(name, "news").mkdir()
        in_child(lambda: report_build(where, options.articles))
        size = sum(path.stat().st_size for path in where.rglob("*") if path.is_file())
        peer_size = (where.parent / "peer.db").stat().st_size
        print(
            f"disk: {size / options.articles:.0f} bytes an article, {size / 1e6:.1f} MB; FTS5 {peer_size / 1e6:.1f} MB",
            flush=True,
        )
        in_child(lambda: read(where, options.rounds))
        in_child(lambda: compare(where, options.rounds))


def report_build(where: Path, count: int) -> None:
    """Build, and say what it cost."""
    seconds, peer_seconds = build(where, count)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"index: {count / seconds:.0f} articles a CPU second ({seconds:.1f} s), FTS5 {count / peer_seconds:.0f}; "
        f"peak of both {peak:.0f} MB"
    )
    each = prepare(min(2000, count))
    print(f"cleaning and names: {1 / each:.0f} articles a CPU second", flush=True)


def in_child(work: Callable[[], None]) -> None:
    """Do something in a process of its own, so that its memory is its own."""
    child = os.fork()
    if not child:
        work()
        sys.stdout.flush()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


if __name__ == "__main__":
    main()
