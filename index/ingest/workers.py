"""Turns documents into index entries in order, a few at a time, in one or several processes that end with the sync."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from seedread.index.errors import LibraryError
from seedread.index.ingest.index_entry import IndexEntry, to_entry
from seedread.index.sources import Document

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from concurrent.futures import Future

    from seedread.index.names.overrides.name_rules import NameOverrides

__all__ = ["Work", "entries"]

Work: TypeAlias = tuple[Document, str]
"""A document and the key of its file."""
_TOGETHER = 16
"""Documents sent to a process at a time."""
_AHEAD = 3
"""Batches that wait for each process; this bounds the memory."""
_FEW = 64
"""Up to this many documents, starting other processes is not worth the time."""


def entries(work: Iterable[Work], jobs: int, knowledge: str = "") -> Generator[IndexEntry, None, None]:
    """Yield the entry of every document in order, read with `jobs` processes; closing it stops them at once.

    `knowledge` are the name rules (`NameOverrides.to_text`). Raises LibraryError where a
    process is killed.
    """
    waiting = iter(work)
    if jobs > 1:
        first = list(islice(waiting, _FEW))
        yield from _entries(first, knowledge)
        if len(first) == _FEW:
            yield from _in_processes(waiting, jobs, knowledge)
        return
    yield from _entries(waiting, knowledge)


def _in_processes(work: Iterator[Work], jobs: int, knowledge: str) -> Generator[IndexEntry, None, None]:
    import multiprocessing  # noqa: PLC0415 (only a large sync starts processes)
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_begin)
    handed_out: deque[Future[list[IndexEntry]]] = deque()
    try:
        while handful := list(islice(work, _TOGETHER)):
            handed_out.append(pool.submit(_handful, handful, knowledge))
            if len(handed_out) > jobs * _AHEAD:
                yield from handed_out.popleft().result()
        while handed_out:
            yield from handed_out.popleft().result()
    except BrokenProcessPool:
        raise LibraryError(
            "A worker process was killed, perhaps because memory ran out. You can search the articles indexed so far. "
            "Run `seedread index` again with fewer --jobs."
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Leave Ctrl-C to the parent, and exit when it exits: a killed parent cannot stop its children."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import multiprocessing  # noqa: PLC0415 (as above)

    parent = multiprocessing.parent_process()
    assert parent is not None, "this runs in a child"

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def _handful(work: list[Work], knowledge: str) -> list[IndexEntry]:
    return list(_entries(work, knowledge))


def _entries(work: Iterable[Work], knowledge: str) -> Iterator[IndexEntry]:
    # 0.1 s that reading a library that is up to date does not need
    from seedread.index.ingest.pipeline import to_any_article  # noqa: PLC0415
    from seedread.index.names.overrides.name_rules import NameOverrides  # noqa: PLC0415

    known = _known.get(knowledge) or _known.setdefault(knowledge, NameOverrides.from_text(knowledge))
    for document, key in work:
        article, problem = to_any_article(document, known)
        yield to_entry(article, key, problem)


_known: dict[str, NameOverrides] = {}
"""Cache of parsed name rules, as they contain a gazetteer."""
