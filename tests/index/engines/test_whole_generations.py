"""A reader in a cluster sees a generation whole: what one commit changes shows at once in all parts, or not at all."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from search_cluster import cluster_engine, forget

from seedread.index.cluster import Client
from seedread.index.engines.opensearch import bulk
from seedread.index.engines.opensearch.engine import OpenSearchEngine
from seedread.index.query import All

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from seedread.index.engines import Reader

COUNT = 300


@dataclass(frozen=True)
class Item:
    """Article `n` as the commit `round` writes it."""

    n: int
    round: int
    titled: bool = True
    precision: int = 10
    minute: int | None = None
    credits: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.n}.txt"

    @property
    def title(self) -> str:
        return f"Ferry {self.n} in round {self.round}"

    @property
    def body(self) -> str:
        return f"The ferry number {self.n} sails again. " * 5

    @property
    def facets(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        return {"source": [(f"Round {self.round}", f"Round {self.round}")]}

    @property
    def record(self) -> dict[str, Any]:
        return {}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[OpenSearchEngine]:
    yield cluster_engine(tmp_path)
    forget()


def rounds(reader: Reader) -> dict[str, int]:
    """Return how many articles are of each round."""
    found = dict(reader.search(All()).tally("source"))
    reader.close()
    return found


def write(engine: OpenSearchEngine, number: int) -> None:
    writer = engine.writer()
    try:
        writer.add(Item(n, number) for n in range(COUNT))
        writer.commit(last=False)
    finally:
        writer.cancel()


def test_a_write_of_many_requests_shows_as_one(engine: OpenSearchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers that open and search while all articles are replaced find those of one commit, and each of them."""
    monkeypatch.setattr(bulk, "_SIZE", 10_000)
    write(engine, 0)
    ended, torn, seen = threading.Event(), list[dict[str, int]](), set[str]()

    def read() -> None:
        own = OpenSearchEngine(Client(engine.client.address), engine.articles)
        while not ended.is_set():
            found = rounds(own.reader())
            seen.update(found)
            if list(found.values()) != [COUNT]:
                torn.append(found)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(1, 6):
        write(engine, number)
    ended.set()
    for reader in readers:
        reader.join()
    assert not torn
    assert len(seen) > 1


def test_a_reader_waits_while_a_generation_is_shown(engine: OpenSearchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who opens the index between the moment when some parts show it and the end gets the generation whole."""
    write(engine, 0)
    call, opened = Client.call, list[tuple[int, dict[str, int]]]()
    readers: list[threading.Thread] = []

    def open_one() -> None:
        reader = OpenSearchEngine(Client(engine.client.address), engine.articles).reader()
        opened.append((reader.generation, rounds(reader)))

    def slow(client: Client, method: str, path: str, *more: Any, **named: Any) -> dict[str, Any]:
        answer = call(client, method, path, *more, **named)
        if path.endswith("/_refresh"):
            readers.append(threading.Thread(target=open_one))
            readers[0].start()
            readers[0].join(0.5)
        return answer

    monkeypatch.setattr(Client, "call", slow)
    write(engine, 1)
    readers[0].join()
    assert opened == [(engine.generation(), {"Round 1": COUNT})]


def test_a_writer_that_died_stops_nobody(engine: OpenSearchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the writer is gone before the end readers get what there is after a moment, and the next writer goes on."""
    write(engine, 0)
    call = Client.call

    def cut(client: Client, method: str, path: str, *more: Any, **named: Any) -> dict[str, Any]:
        if path.endswith("/_refresh"):
            raise KeyboardInterrupt
        return call(client, method, path, *more, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Client, "call", cut)
        with pytest.raises(KeyboardInterrupt):
            write(engine, 1)
    assert rounds(engine.reader()) == {"Round 0": COUNT}
    write(engine, 2)
    state = engine.state()
    assert state is not None
    assert not state.showing
    assert rounds(engine.reader()) == {"Round 2": COUNT}
