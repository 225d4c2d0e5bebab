"""Checks a library in a cluster: the servers, the parts of its indices and their copies, disks, clocks and the lock."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from seedread.index.doctor.checks import Finding
from seedread.index.engines import open_engine
from seedread.index.errors import LibraryError
from seedread.index.storage.manifest import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.storage.cluster_place import ClusterPlace

__all__ = ["cluster_findings"]

_CLOCKS = 30.0
"""Seconds by which clocks may differ: the lock of a library expires after a minute."""
_FULL = 85
"""Per cent of a disk at which OpenSearch begins to move parts away; at 95 nothing can be written."""


def cluster_findings(place: ClusterPlace) -> Iterator[Finding]:
    """Yield the results of all checks, as far as servers answer."""
    try:
        version = place.client.call("GET", "/")["version"]["number"]
        yield Finding("cluster", "ok", f"{place.client.address} answers: OpenSearch {version}.")
        yield from _health(place)
        yield from _disks(place)
        yield from _clock(place)
        yield from _library(place)
        yield from _lock(place)
    except LibraryError as error:
        yield Finding("cluster", "problem", error.message)


def _ask(place: ClusterPlace, path: str) -> dict[str, Any]:
    return place.client.call("GET", path)


def _health(place: ClusterPlace) -> Iterator[Finding]:
    name = place.client.address.name
    found = _ask(place, f"/_cluster/health/{name}.files*,{name}-0*?timeout=3s")
    nodes, missing = found["number_of_nodes"], found["unassigned_shards"]
    words = f"{nodes} {'node runs' if nodes == 1 else 'nodes run'}"
    if found["status"] == "red":
        text = f"{words}, and a part of the library is on none of them: answers are incomplete."
        yield Finding("nodes", "problem", text, "Start the nodes that hold it: nothing is lost unless their disks are.")
    elif missing:
        copies = "1 copy of a part has" if missing == 1 else f"{missing} copies of parts have"
        text = f"{words}; {copies} no node."
        yield Finding("nodes", "warning", text, "Start more nodes, or wait until the copies are made.")
    elif nodes == 1:
        text = f"{words}: there is no copy of anything."
        yield Finding("nodes", "warning", text, "Three nodes survive the loss of one.")
    else:
        yield Finding("nodes", "ok", f"{words}; every part of the library has a copy.")


def _disks(place: ClusterPlace) -> Iterator[Finding]:
    rows = _ask(place, "/_cat/allocation?format=json&h=node,disk.percent").get("items", ())
    full = [f"{row['node']}: {row['disk.percent']} %" for row in rows if int(row["disk.percent"] or 0) >= _FULL]
    if full:
        text = f"{len(full)} of {len(rows)} disks are nearly full."
        advice = "Make room, or add nodes: at 95 % the servers write nothing."
        yield Finding("disks", "warning", text, advice, tuple(full))
    else:
        yield Finding("disks", "ok", f"All disks are less than {_FULL} % full.")


def _clock(place: ClusterPlace) -> Iterator[Finding]:
    before = time.time()
    stats = _ask(place, "/_cluster/stats?filter_path=timestamp")
    off = abs(stats["timestamp"] / 1000 - (before + time.time()) / 2)
    if off > _CLOCKS:
        text = f"The clocks of this machine and the servers differ by {off:.0f} seconds."
        yield Finding("clock", "problem", text, "Set them with NTP: the lock of the library expires by the clock.")
    else:
        yield Finding("clock", "ok", "This machine and the servers have the same time.")


def _library(place: ClusterPlace) -> Iterator[Finding]:
    manifest = load(place) if place.exists() else None
    if manifest is None:
        yield Finding("library", "warning", f"No library in {place} yet.", "Run `seedread index`.")
        return
    engine = open_engine(place / manifest.index)
    count = engine.check(manifest.generation)
    yield Finding("library", "ok", f"All its parts answer: {count:,} articles.")
    if not manifest.complete:
        yield Finding("sync", "warning", "The last sync did not finish.", "Run `seedread index`: it goes on.")


def _lock(place: ClusterPlace) -> Iterator[Finding]:
    held = (place / "lock").head()
    if held is not None:
        left = held["_source"]["until"] - time.time()
        holder = held["_source"]["holder"]
        if left > 0:
            yield Finding("lock", "ok", f"Process {holder} is updating it.")
        else:
            yield Finding("lock", "ok", f"Process {holder} ended without a word; the next sync goes on.")
