"""Libraries in the cluster of `search_nodes`, for tests: without one they are skipped, and say why."""

from __future__ import annotations

import os
import uuid
from typing import TYPE_CHECKING

import pytest
from search_nodes import running

from seedread.index.cluster import Client, ClusterAddress
from seedread.index.engines.opensearch import OpenSearchEngine

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["cluster_address", "cluster_engine", "forget"]

NEEDED = "SEEDREAD_NODES_NEEDED"
"""Set where the tests must not be skipped."""
_made: list[OpenSearchEngine] = []


def cluster_address() -> str:
    """Return the address of a new library in the cluster; skips the test if no node runs."""
    nodes = running()
    if not nodes:
        reason = "no search node runs: python tests/helpers/search_nodes.py start"
        pytest.fail(reason) if os.environ.get(NEEDED) else pytest.skip(reason)
    hosts = ",".join(node.removeprefix("http://") for node in nodes)
    return f"opensearch://{hosts}/test-{uuid.uuid4().hex[:12]}"


def cluster_engine(_: Path) -> OpenSearchEngine:
    """Return the engine of a new index in the cluster."""
    address = ClusterAddress.parse(cluster_address())
    engine = OpenSearchEngine(Client(address), f"{address.name}-1")
    _made.append(engine)
    return engine


def forget() -> None:
    """Remove the indices that were made since."""
    while _made:
        _made.pop().remove()
