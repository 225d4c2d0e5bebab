"""What marks cost, in CPU time: one of them, ten thousand at once, what a search must know of them, a moved library.

python bench/speed/marks.py --articles 10000
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

from seedread.index.engines.whoosh import WhooshEngine
from seedread.index.ingest.index_entry import IndexEntry
from seedread.index.shelf import MarkedArticles, Ref, Shelf

LIBRARY = "/news"


def entry(n: int) -> IndexEntry:
    return IndexEntry(f"{n}.txt", f"Title {n}", True, f"Text of article {n}.", {}, None, 0, {"file": f"{n}.txt"})  # noqa: FBT003 (the order of the fields)


def took(start: tuple[float, float]) -> str:
    return f"{1000 * (time.process_time() - start[0]):8.2f} ms CPU {1000 * (time.perf_counter() - start[1]):8.2f} ms"


def now() -> tuple[float, float]:
    return time.process_time(), time.perf_counter()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    articles: int = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as folder, Shelf(Path(folder) / "shelf.db") as shelf:
        engine = WhooshEngine(Path(folder) / "index")
        writer = engine.writer()
        writer.add(entry(n) for n in range(articles))
        writer.commit(last=True)
        refs = [Ref(f"{n}.txt", f"hash {n}", f"Title {n}") for n in range(articles)]
        single = []
        for ref in refs[:200]:
            start = time.perf_counter()
            shelf.mark(LIBRARY, [ref], "starred")
            single.append(1000 * (time.perf_counter() - start))
        ordered = sorted(single)
        print(f"one mark, p50 / p95    {statistics.median(single):8.2f} / {ordered[int(len(ordered) * 0.95)]:.2f} ms")
        start_all = now()
        shelf.mark(LIBRARY, refs, "read")
        print(f"{articles:,} marks at once   {took(start_all)}")
        reader, marked = engine.reader(), MarkedArticles(shelf, LIBRARY)
        for label in ("first search", "the same again"):
            begun = now()
            marked.values(reader)
            print(f"{label:22} {took(begun)}")
        shelf.mark(LIBRARY, refs[:1], "tag", tag="x")
        begun = now()
        marked.values(reader)
        print(f"after one more mark    {took(begun)}")
        begun = now()
        shelf.marks(LIBRARY, [ref.id for ref in refs[:50]])
        print(f"marks of a page        {took(begun)}")
        begun = now()
        shelf.undo()
        shelf.undo()
        print(f"taking both back       {took(begun)}")
        begun = now()
        shelf.adopt("/moved", 1, [(ref.id, ref.hash) for ref in refs])
        print(f"a moved library        {took(begun)}")
        print(f"file                   {(Path(folder) / 'shelf.db').stat().st_size / 1e6:8.1f} MB")


if __name__ == "__main__":
    main()
