"""Measures a cluster beside the Whoosh engine in one run: loading, kinds of searches, keystrokes, eight readers.

    python tests/helpers/search_nodes.py start --nodes 3 --for-figures
    python bench/cluster.py --articles 10000

CPU of the cluster is that of the nodes that `search_nodes.py` started. The library is made of made-up articles, which
need no cleaning: what is loaded is analysed for search and sent. Readers at once are threads of one process.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / ".src"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests/helpers"))
sys.path.insert(0, str(Path(__file__).parent / "speed"))
sys.path.insert(0, str(Path(__file__).parent))

import search_nodes
from compare_speed import entries
from made_up import MadeUp
from program_costs import size_of

from seedread.index import Library
from seedread.index.engines import open_engine
from seedread.index.ingest.rebuild_reasons import made_of
from seedread.index.storage.cluster_place import ClusterPlace
from seedread.index.storage.file_states import FileStates
from seedread.index.storage.manifest import Manifest, save

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from seedread.index.storage.places import WritablePlace

SHOWN = ("country", "leader", "source", "date")
"""The facets that a screen of usual size shows, and the time line."""
ROUNDS = 30
WARM = 3
"""Rounds before any is measured: the servers compile what runs often."""
READERS = 8
EACH = 10
"""Searches of a kind by each of several readers."""
TICKS = os.sysconf("SC_CLK_TCK")


def fill(place: WritablePlace, count: int, sources: Path) -> None:
    """Make a library of made-up articles, whose sources are empty."""
    writer = open_engine(place / "index-1").writer()
    coming = entries(count)
    generation = 0
    while batch := list(islice(coming, 2000)):
        writer.add(batch)
        generation = writer.commit(last=False)
    generation = writer.commit(last=True)
    writer.cancel()
    manifest = Manifest(made_of(), index="index-1", generation=generation, complete=True, sources=(str(sources),))
    save(place, manifest, FileStates())


def cluster_cpu() -> float:
    """Return the seconds of CPU that the nodes have used."""
    total = 0
    for pid in filter(None, (search_nodes.pid_of(search_nodes.FOLDER, node) for node in (1, 2, 3))):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def keystroke(library: Library, text: str) -> None:
    """Search as the screen does at each key: the rows, and the counts that show."""
    results = library.search(text, typing=True, limit=20, partial=True, counting=SHOWN)
    results.count(SHOWN)
    for hit in results.hits:
        assert hit.snippet is not None


def kinds() -> dict[str, list[str]]:
    words = [str(word) for word in MadeUp().words]
    return {
        "frequent word": [words[n] for n in range(5, 5 + ROUNDS)],
        "word": [words[500 + 97 * n] for n in range(ROUNDS)],
        "two words": [f"{words[20 + n]} {words[40 + n]}" for n in range(ROUNDS)],
        "phrase": [f'"{words[n]} {words[n + 1]}"' for n in range(ROUNDS)],
        "prefix": [f"{words[300 + 7 * n][:3]}*" for n in range(ROUNDS)],
        "near": [f'"{words[3 + n]} {words[9 + n]}"~5' for n in range(ROUNDS)],
    }


def timed(work: Callable[[str], object], texts: Iterable[str]) -> list[float]:
    found = []
    for text in texts:
        began = time.perf_counter()
        work(text)
        found.append(1000 * (time.perf_counter() - began))
    return sorted(found)


def percentiles(times: list[float]) -> str:
    return f"{statistics.median(times):7.1f} / {times[int(len(times) * 0.95)]:7.1f}"


def with_readers(place: str | Path) -> dict[str, list[float]]:
    """Return the times of the searches of each kind by several readers at once, each with a library of its own."""
    found: dict[str, list[float]] = {kind: [] for kind in kinds()}
    together = threading.Barrier(READERS)

    def read() -> None:
        with Library.open(directory=place) as library:
            keystroke(library, "a")
            for kind, texts in kinds().items():
                together.wait()
                found[kind] += timed(lambda text: keystroke(library, text), texts[:EACH])

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return {kind: sorted(times) for kind, times in found.items()}


def print_keystrokes(ours: Library, theirs: Library) -> None:
    """Print the times of a keystroke of each kind in both engines."""
    for _ in range(WARM):
        for texts in kinds().values():
            timed(lambda text: keystroke(theirs, text), texts)
    print(f"{'one reader, ms':16} {'Whoosh':>17} {'cluster':>17}")
    for kind, texts in kinds().items():
        keystroke(ours, texts[0])
        one = timed(lambda text: keystroke(ours, text), texts)
        other = timed(lambda text: keystroke(theirs, text), texts)
        print(f"{kind:16} {percentiles(one):>17} {percentiles(other):>17}")


def print_cpu(ours: Library, theirs: Library) -> None:
    """Print the CPU of a keystroke in both engines, the median of interleaved runs."""
    texts = [text for several in kinds().values() for text in several[:5]]
    whoosh, clients, servers = list[float](), list[float](), list[float]()
    for _ in range(5):
        began = time.process_time()
        timed(lambda text: keystroke(ours, text), texts)
        whoosh.append(1000 * (time.process_time() - began) / len(texts))
        began, cpu = time.process_time(), cluster_cpu()
        timed(lambda text: keystroke(theirs, text), texts)
        clients.append(1000 * (time.process_time() - began) / len(texts))
        servers.append(1000 * (cluster_cpu() - cpu) / len(texts))
    ratio = statistics.median(
        (client + server) / own for own, client, server in zip(whoosh, clients, servers, strict=True)
    )
    medians = [statistics.median(one) for one in (whoosh, clients, servers)]
    print(
        "CPU of a keystroke, ms: Whoosh {:.1f}, client {:.1f}, servers {:.1f}".format(*medians), f"({ratio:.1f} times)"
    )
    print(f"CPU of the snippets of a keystroke, in both: {snippets(theirs, texts):.1f} ms")


def snippets(library: Library, texts: list[str]) -> float:
    """Return the CPU of the passages and highlights of the rows, which both engines leave to the client."""
    spent = 0.0
    for text in texts:
        hits = library.search(text, typing=True, limit=20, partial=True).hits
        began = time.process_time()
        for hit in hits:
            assert hit.snippet is not None
        spent += time.process_time() - began
    return 1000 * spent / len(texts)


def print_cache(library: Library, place: ClusterPlace) -> None:
    """Print what it takes to count again, with and without the servers' cache of requests."""
    texts = [text for several in kinds().values() for text in several[:10]]
    for enabled in (False, True):
        cached = {"index.requests.cache.enable": enabled}
        place.client.call("PUT", f"/{(place / 'index-1').index}/_settings", cached, patience=30)
        for _ in range(2):
            cpu = cluster_cpu()
            times = timed(lambda text: library.search(text, limit=0, partial=True).count(SHOWN), texts)
        spent = 1000 * (cluster_cpu() - cpu) / len(texts)
        named = "with" if enabled else "without"
        print(f"counting again {named} the cache: {percentiles(times)} ms, {spent:.1f} ms of the servers' CPU")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    count: int = parser.parse_args().articles
    nodes = [node.removeprefix("http://") for node in search_nodes.running()]
    if not nodes:
        parser.error("no search node runs: python tests/helpers/search_nodes.py start --nodes 3 --for-figures")
    address = f"opensearch://{','.join(nodes)}/bench"
    place = ClusterPlace.of(address)
    place.remove_tree()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        sources = folder / "news"
        sources.mkdir()
        (folder / "library").mkdir(mode=0o700)
        place.make()
        print(f"{count:,} articles, {len(nodes)} nodes")
        for name, where in (("Whoosh", folder / "library"), ("cluster", place)):
            began, cpu, own = time.perf_counter(), cluster_cpu(), time.process_time()
            fill(where, count, sources)
            seconds, own, cpu = time.perf_counter() - began, time.process_time() - own, cluster_cpu() - cpu
            print(f"loading, {name}: {count / seconds:.0f} a second, CPU {own:.0f} s here, {cpu:.0f} s in the cluster")
        here = size_of(folder / "library")
        store = place.client.call("GET", "/bench-*/_stats/store")["_all"]["primaries"]["store"]["size_in_bytes"]
        print(f"bytes an article: {here / count:.0f} here, {store / count:.0f} in the cluster, without copies")
        with Library.open(directory=folder / "library") as ours, Library.open(directory=address) as theirs:
            print_keystrokes(ours, theirs)
            print_cpu(ours, theirs)
            print_cache(theirs, place)
        print(f"{f'{READERS} readers, ms':16} {'Whoosh':>17} {'cluster':>17}")
        ours_at_once, theirs_at_once = with_readers(folder / "library"), with_readers(address)
        for kind in kinds():
            print(f"{kind:16} {percentiles(ours_at_once[kind]):>17} {percentiles(theirs_at_once[kind]):>17}")
    place.remove_tree()


if __name__ == "__main__":
    main()
