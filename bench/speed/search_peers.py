"""Measures seedread and its peers alike: what an index costs, and each class of queries, in CPU time of a process."""

from __future__ import annotations

import importlib.util
import resource
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeVar

from fts5_peer import Fts5Index, Fts5Searches
from own_engine import OwnIndex, OwnSearches
from peer_protocol import Peer, Query
from program_costs import Cost
from tantivy_peer import TantivyIndex, TantivySearches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from peer_protocol import Searches

    from seedread.index.ingest.index_entry import IndexEntry

__all__ = ["OWN", "SearchTimes", "build_cost", "in_a_process", "peers", "search_times"]

OWN = "seedread"
_AT_ONCE = 1000
_GIVEN = ParamSpec("_GIVEN")
_Result = TypeVar("_Result")


def peers() -> dict[str, Peer]:
    """Return seedread and the peers that are installed."""
    found = {OWN: Peer(OwnIndex, OwnSearches), "FTS5": Peer(Fts5Index, Fts5Searches)}
    if importlib.util.find_spec("tantivy"):
        found["tantivy"] = Peer(TantivyIndex, TantivySearches)
    return found


def in_a_process(work: Callable[_GIVEN, _Result], *arguments: _GIVEN.args, **named: _GIVEN.kwargs) -> _Result:
    """Return what `work` returns in a new process, whose memory and threads are its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments, **named).result()


def build_cost(name: str, folder: Path, entries: Callable[..., Iterator[IndexEntry]], *given: object) -> Cost:
    """Build the index of a program in `folder` from `entries(*given)`, in a process of its own."""
    folder.mkdir(parents=True, mode=0o700)
    return in_a_process(_build, name, folder, entries, *given)


def _build(name: str, folder: Path, entries: Callable[..., Iterator[IndexEntry]], *given: object) -> Cost:
    index, ready = peers()[name].build(folder), entries(*given)
    begun, making = time.process_time(), 0.0
    while True:
        # Other threads of the process may index what came before, which counts: making entries is this thread's only.
        made = time.thread_time()
        batch = list(islice(ready, _AT_ONCE))
        making += time.thread_time() - made
        if not batch:
            break
        index.add(batch)
    index.finish()
    return Cost(time.process_time() - begun - making, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


class SearchTimes(NamedTuple):
    """What the queries of a class cost one program."""

    median: float
    """Milliseconds."""
    p95: float
    """Milliseconds."""
    found: float
    """Articles, on average."""

    def __str__(self) -> str:
        return f"{self.median:.1f} / {self.p95:.1f} ms"


def search_times(
    searches: Mapping[str, Searches], classes: Mapping[str, Sequence[Query]]
) -> dict[str, dict[str, SearchTimes]]:
    """Return what each class of queries costs each program that has such queries; all get a query in turn."""
    for one in searches.values():
        one.run(Query("all words", ("the",)))
    return {name: _class_times(searches, queries) for name, queries in classes.items()}


def _class_times(searches: Mapping[str, Searches], queries: Sequence[Query]) -> dict[str, SearchTimes]:
    took: dict[str, list[tuple[float, int]]] = {name: [] for name in searches}
    for query in queries:
        for name, one in searches.items():
            begun = time.process_time()
            total = one.run(query)
            if total is not None:
                took[name].append((1000 * (time.process_time() - begun), total))
    return {name: _summary(figures) for name, figures in took.items() if figures}


def _summary(figures: Sequence[tuple[float, int]]) -> SearchTimes:
    times = sorted(taken for taken, _ in figures)
    return SearchTimes(
        statistics.median(times), times[int(0.95 * (len(times) - 1))], statistics.fmean(total for _, total in figures)
    )
