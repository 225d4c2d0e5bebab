"""Three real nodes of which one, or all, are killed: nothing is lost, hangs, or is too low without a word."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import search_nodes
from screen import Reader, settle, using
from search_cluster import cluster_address

from seedread.index import Library, LibraryError
from seedread.index.cluster import Incomplete, Unreachable
from seedread.index.storage.cluster_place import ClusterPlace
from seedread.tui.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNT = 90
LONGEST = 5.0
"""Seconds that no answer may take."""


def control(action: str, node: int) -> None:
    script = Path(search_nodes.__file__)
    subprocess.run([sys.executable, script, action, str(node)], check=True, timeout=200)


def article(n: int) -> dict[str, Any]:
    text = f"The ferry number {n} sails again. Iran and Turkey agreed on gas in round {n}, a spokesman said."
    return {"id": str(n), "title": f"Ferry {n}", "text": text, "date": f"2024-0{1 + n % 9}-11"}


def write(path: Path, count: int) -> None:
    path.write_text("".join(json.dumps(article(n)) + "\n" for n in range(count)))


@pytest.fixture(params=["with copies", "without copies"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Library, ClusterPlace, bool]]:
    """A library on three nodes, and whether each of its parts has a copy on another one."""
    if len(search_nodes.running()) != 3:
        pytest.skip("three search nodes are needed: python tests/helpers/search_nodes.py start --nodes 3")
    address, copies = cluster_address(), request.param == "with copies"
    write(tmp_path / "news.jsonl", COUNT)
    place = ClusterPlace.of(address)
    with Library.open([tmp_path / "news.jsonl"], address) as made:
        made.sync()
    if not copies:
        index = (place / "index-1").index
        alone = {"index": {"auto_expand_replicas": "false", "number_of_replicas": 0}}
        place.client.call("PUT", f"/{index}/_settings", alone, patience=30)
    place.client.call(
        "GET", f"/_cluster/health/{place.client.address.name}*?wait_for_status=green&timeout=30s", patience=35
    )
    with Library.open(directory=address) as opened:
        yield opened, place, copies
    wait_for_all()
    place.remove_tree()


def wait_for_status(place: ClusterPlace, status: str) -> None:
    path = f"/_cluster/health/{place.client.address.name}*?wait_for_status={status}&timeout=60s"
    place.client.call("GET", path, patience=65)


def wait_until_whole(opened: Library) -> None:
    """Wait until a search finds every article in every part."""
    until = time.monotonic() + 60
    while True:
        with suppress(LibraryError):
            if checked_search(opened) == (COUNT, (3, 3)):
                return
        assert time.monotonic() < until
        time.sleep(1)


def wait_for_all() -> None:
    for node in (1, 2, 3):
        if search_nodes.pid_of(search_nodes.FOLDER, node) is None:
            control("back", node)


def victim(place: ClusterPlace) -> tuple[int, int]:
    """Return a node that holds parts of the articles, and if it can be none of the files and words, and how many."""
    name = place.client.address.name
    rows = place.client.call("GET", f"/_cat/shards/{name}*?format=json&h=index,node,prirep")["items"]
    index = (place / "index-1").index
    having = {row["node"] for row in rows if row["index"] == index and row["prirep"] == "p"}
    other = {row["node"] for row in rows if row["index"] != index and row["prirep"] == "p"}
    node = min(having - other or having)
    held = [row for row in rows if row["index"] == index and row["prirep"] == "p" and row["node"] == node]
    return int(node[1:]), len(held)


def timely(begun: float) -> bool:
    return time.monotonic() - begun < LONGEST


def checked_search(library: Library) -> tuple[int, tuple[int, int]]:
    """Return total and shards of a search in which every figure is consistent; raises LibraryError."""
    results = library.search("ferry", partial=True)
    facets = {name: facet.values for name, facet in results.facets.items()}
    if results.answered.complete:
        assert results.total == COUNT
        assert {row.value: row.count for row in facets["country"]} == {"IR": COUNT, "TR": COUNT}
        assert sum(bar.count for bar in results.dates.buckets) == COUNT
    return results.total, results.answered


def test_a_lost_node_is_told(library: tuple[Library, ClusterPlace, bool], capsys: pytest.CaptureFixture[str]) -> None:
    """With copies every figure stays; without, it is said that a shard is missing, until the node is back."""
    opened, place, copies = library
    assert checked_search(opened) == (COUNT, (3, 3))
    node, lost = victim(place)
    control("kill", node)
    seen: list[tuple[int, int]] = []
    said: list[str] = []
    for _ in range(12):
        try:
            total, answered = checked_search(opened)
            assert answered == (3, 3) or total < COUNT
            seen.append(tuple(answered))  # type: ignore[arg-type]  # a pair
        except (Incomplete, Unreachable) as error:
            said.append(error.message)
        time.sleep(1)
    assert all("again" in message for message in said)
    if copies:
        assert seen[-1] == (3, 3)
        assert checked_search(opened)[0] == COUNT
    else:
        assert seen[-1] == (3 - lost, 3)
        with pytest.raises(Incomplete, match=f"{3 - lost} of 3 shards answered"):
            opened.search("ferry")
        capsys.readouterr()
        os.utime(opened.roots[0])  # something to sync: a search does not need it
        assert main(["search", "ferry", "--json", "--library", str(place)]) == 3
        out, err = capsys.readouterr()
        assert json.loads(out.splitlines()[-1])["complete"] is False
        assert f"{3 - lost} of 3 shards answered: counts are too low" in err
        assert main(["search", "ferry", "--ids", "--partial-ok", "--library", str(place)]) == 0
    control("back", node)
    until = time.monotonic() + 60
    while checked_search(opened) != (COUNT, (3, 3)):
        assert time.monotonic() < until
        time.sleep(1)


def test_a_frozen_node_holds_up_nobody(library: tuple[Library, ClusterPlace, bool]) -> None:
    """While a node hangs each search ends within five seconds, whole or with what to do; then the library goes on."""
    opened, place, _ = library
    node, _ = victim(place)
    said: list[str] = []
    control("freeze", node)
    try:
        until = time.monotonic() + 15
        while time.monotonic() < until:
            begun = time.monotonic()
            try:
                total, answered = checked_search(opened)
                assert answered == (3, 3) or total < COUNT
            except (Incomplete, Unreachable) as error:
                said.append(error.message)
            assert timely(begun)
    finally:
        control("thaw", node)
    assert all("again" in message for message in said)
    wait_until_whole(opened)


async def test_the_screen_tells_of_a_lost_node(library: tuple[Library, ClusterPlace, bool]) -> None:
    """Beside the count stands that a part is missing, in an open screen and in one opened later, until it is back."""
    opened, place, copies = library
    if copies:
        pytest.skip("with copies nothing is missing")

    async def told(reader: Reader, wanted: str, *, missing: bool) -> None:
        until = time.monotonic() + 90
        while (wanted in reader.text()) == missing:
            assert time.monotonic() < until, reader.text()
            await reader.press("escape", "slash", "end", "backspace" if reader.main.request.text else "f")
            await settle(reader.pilot)

    node, lost = victim(place)
    shortfall = f"{3 - lost} of 3 shards answered: counts are too low"
    async with using(opened, (160, 50)) as reader:
        assert shortfall not in reader.text()
        control("kill", node)
        await told(reader, shortfall, missing=False)
        assert "Internal error" not in reader.text()
    with Library.open(directory=str(place)) as later:
        async with using(later, (80, 24)) as reader:  # its end has no room
            await told(reader, shortfall[:22], missing=False)
            assert "Internal error" not in reader.text()
            control("back", node)
            await told(reader, shortfall[:22], missing=True)
            assert f"{COUNT}" in reader.text()


def test_a_node_lost_during_a_sync(library: tuple[Library, ClusterPlace, bool]) -> None:
    """The sync goes on, or stops with what to do; the next one brings the rest, and nothing is lost."""
    opened, place, _ = library
    write(opened.roots[0], 4 * COUNT)
    node, _ = victim(place)
    killer = threading.Timer(0.5, control, ("kill", node))
    killer.start()
    said = ""
    try:
        opened.sync()
    except LibraryError as error:
        said = error.message
    killer.join()
    assert not said or "again" in said
    control("back", node)
    place.client.call(
        "GET", f"/_cluster/health/{place.client.address.name}*?wait_for_status=yellow&timeout=60s", patience=65
    )
    until = time.monotonic() + 90
    while True:
        try:
            opened.sync()
            break
        except LibraryError:
            assert time.monotonic() < until
            time.sleep(2)
    assert opened.search("ferry").total == 4 * COUNT


def test_all_nodes_are_lost_and_come_back(library: tuple[Library, ClusterPlace, bool]) -> None:
    """Without any node each search says so in time; when they are back an open library goes on."""
    opened, _, __ = library
    for node in (1, 2, 3):
        control("kill", node)
    begun = time.monotonic()
    with pytest.raises(Unreachable, match="Nothing is lost"):
        opened.search("ferry")
    assert timely(begun)
    with ThreadPoolExecutor() as pool:  # each waits for the others
        list(pool.map(control, ["back"] * 3, (1, 2, 3)))
    wait_until_whole(opened)
